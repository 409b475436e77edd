-- Who agreed to be asked by whom. The asker sees only who is in; every other standing is the ally's own affair.
create table circle_members (
  team_id text not null,
  asker text not null,
  ally text not null,
  id uuid not null,
  standing text not null check (standing in ('invited', 'in', 'declined', 'left', 'removed')),
  why text not null default '',
  invited_at timestamptz not null,
  -- Until when another invitation stays unsaid, whatever the first one came to.
  quiet_until timestamptz,
  primary key (team_id, asker, ally)
);
create unique index circle_members_by_id on circle_members (team_id, id);
create index circle_members_by_ally on circle_members (team_id, ally) where standing = 'in';

-- "Not with this person": known to nobody but the one who said it.
create table refusals (
  team_id text not null,
  user_id text not null,
  other text not null,
  primary key (team_id, user_id, other)
);

create table candor_schedules (
  team_id text not null,
  user_id text not null,
  id uuid not null,
  -- ISO: 1 = Monday.
  weekday int not null default 4,
  at text not null default '10:00',
  cadence text not null default 'weekly' check (cadence in ('weekly', 'fortnightly', 'monthly')),
  paused boolean not null default false,
  autopilot boolean not null default false,
  per_round int not null default 8,
  questions text[] not null default '{}',
  -- The local day of the next round, and which turn it is: a timer of an older turn is void.
  next_on text,
  turn int not null default 0,
  -- Rounds begun, by which the questions rotate.
  begun int not null default 0,
  -- Prompts in a row that nobody pressed anything on.
  unanswered int not null default 0,
  primary key (team_id, user_id)
);

-- The questions of a workspace, where it changed the first four.
create table candor_questions (
  team_id text primary key,
  questions text[] not null,
  changed_by text not null,
  changed_at timestamptz not null
);

create table candor_rounds (
  team_id text not null,
  id uuid not null,
  asker text not null,
  -- Sealed.
  question text not null,
  state text not null check (state in ('proposed', 'open', 'closed', 'skipped')),
  -- Answers without a name: not offered, offered, released together, or erased unread.
  nameless text not null default 'no' check (nameless in ('no', 'offered', 'released', 'erased')),
  -- The round about whose answers this one asks back.
  parent uuid,
  begun_at timestamptz not null,
  opened_at timestamptz,
  closes_at timestamptz,
  closed_at timestamptz,
  -- Until when those who were asked may still answer with their name.
  late_until timestamptz,
  primary key (team_id, id)
);
create index candor_rounds_by_asker on candor_rounds (team_id, asker, begun_at desc);

-- Who was asked. 'done' is one word for "answered without a name" and "nothing new", so that it tells neither;
-- there is no time here, and nothing that leads to a text.
create table candor_asks (
  team_id text not null,
  round_id uuid not null,
  ally text not null,
  id uuid not null,
  state text not null check (state in ('chosen', 'asked', 'nothing', 'signed', 'done', 'gone')),
  primary key (team_id, round_id, ally),
  foreign key (team_id, round_id) references candor_rounds (team_id, id) on delete cascade
);
create unique index candor_asks_by_id on candor_asks (team_id, id);
create index candor_asks_by_ally on candor_asks (team_id, ally);

-- All answers of a round that bear no name, as one sealed text of a fixed size, shuffled and sealed anew at every
-- response of whatever kind: it has no rows to order, no times, no lengths, and its last writer tells nothing.
create table candor_boxes (
  team_id text not null,
  round_id uuid not null,
  sealed text not null,
  primary key (team_id, round_id),
  foreign key (team_id, round_id) references candor_rounds (team_id, id) on delete cascade
);

-- Signed answers only. What people wrote is sealed.
create table candor_answers (
  team_id text not null,
  id uuid not null,
  round_id uuid,
  offer_id uuid,
  writer text not null,
  reader text not null,
  body text not null,
  given_at timestamptz not null,
  read_at timestamptz,
  outcome text check (outcome in ('thanked', 'promise', 'heard')),
  settled_at timestamptz,
  asked_back text,
  reply text,
  -- Four weeks after it became a promise: has it changed?
  change text check (change in ('yes', 'a_bit', 'not_yet')),
  primary key (team_id, id)
);
create unique index candor_answers_once on candor_answers (team_id, round_id, writer) where round_id is not null;
create index candor_answers_by_reader on candor_answers (team_id, reader, given_at);
create index candor_answers_by_writer on candor_answers (team_id, writer);

create table candor_offers (
  team_id text not null,
  id uuid not null,
  giver text not null,
  hearer text not null,
  state text not null check (state in ('offered', 'accepted', 'declined', 'written')),
  offered_at timestamptz not null,
  -- When the hearer would like to be told of it.
  wanted_at timestamptz,
  primary key (team_id, id)
);
create index candor_offers_by_giver on candor_offers (team_id, giver, offered_at desc);

-- Notes to oneself. Sealed.
create table candor_notes (
  team_id text not null,
  id uuid not null,
  user_id text not null,
  body text not null,
  written_at timestamptz not null,
  primary key (team_id, id)
);
create index candor_notes_by_person on candor_notes (team_id, user_id, written_at desc);
