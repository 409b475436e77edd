-- compatible
-- The team survey. `compared_with` is decided once, when it closes, from who was asked then: the earlier pulses beside
-- which it may be shown. Who is forgotten later must not make two pulses look alike that are not.
create table pulses (
  team_id text not null,
  id uuid not null,
  channel_id text not null,
  starter text not null,
  -- The version of the items' wording and direction.
  wording int not null,
  state text not null check (state in ('open', 'released', 'erased')),
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  closed_at timestamptz,
  asked int,
  answered int,
  compared_with uuid[] not null default '{}',
  primary key (team_id, id)
);
-- Two who start one at the same moment start one.
create unique index pulses_open on pulses (team_id, channel_id) where state = 'open';
create index pulses_by_channel on pulses (team_id, channel_id, opened_at desc);
create index pulses_by_age on pulses (team_id, closed_at);

-- Who was asked, and that they responded, not how; there is no time here.
create table pulse_asks (
  team_id text not null,
  id uuid not null,
  pulse_id uuid not null,
  user_id text not null,
  state text not null check (state in ('listed', 'asked', 'done')),
  primary key (team_id, id),
  foreign key (team_id, pulse_id) references pulses (team_id, id) on delete cascade
);
create unique index pulse_asks_once on pulse_asks (team_id, pulse_id, user_id) where user_id <> 'forgotten';
create index pulse_asks_by_person on pulse_asks (team_id, user_id);
create index pulse_asks_listed on pulse_asks (team_id, user_id) where state = 'listed';

-- How often each point was given to each item, encrypted as one text of a fixed size, anew at every response of whatever
-- kind. No answer is stored, only the sums.
create table pulse_boxes (
  team_id text not null,
  pulse_id uuid not null,
  sealed text not null,
  primary key (team_id, pulse_id),
  foreign key (team_id, pulse_id) references pulses (team_id, id) on delete cascade
);
