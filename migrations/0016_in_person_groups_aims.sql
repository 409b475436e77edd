-- compatible
-- A line of the asker's own that goes with a question, encrypted; and whether it is one question to one person, outside
-- the weekly rounds.
alter table candor_rounds add column own_line text;
alter table candor_rounds add column is_single boolean not null default false;

-- What is said face to face instead of in writing: offered by the person asked, agreed by the asker, or told already.
-- A "no, in writing" leaves nothing here.
alter table candor_asks add column in_person text check (in_person in ('offered', 'agreed', 'told'));

-- "Not yet" is asked about once more where the one who promised agrees.
alter table candor_answers add column asks_again boolean not null default false;
alter table candor_answers add column change_again text check (change_again in ('yes', 'a_bit', 'not_yet'));

-- Lifeline groups: three to eight people, each in by their own yes.
create table lifeline_groups (
  team_id text not null,
  id uuid not null,
  starter text not null,
  state text not null check (state in ('gathering', 'on', 'ended')),
  gathered_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (team_id, id)
);
create index lifeline_groups_by_starter on lifeline_groups (team_id, starter, gathered_at desc);

create table lifeline_members (
  team_id text not null,
  group_id uuid not null,
  user_id text not null,
  state text not null check (state in ('invited', 'in', 'declined', 'left')),
  primary key (team_id, group_id, user_id),
  foreign key (team_id, group_id) references lifeline_groups (team_id, id) on delete cascade
);
create index lifeline_members_by_person on lifeline_members (team_id, user_id);

-- One aim and one step of one person for one month of their group. Encrypted.
create table lifeline_entries (
  team_id text not null,
  group_id uuid not null,
  month int not null,
  user_id text not null,
  aim text not null,
  step text not null,
  written_at timestamptz not null,
  primary key (team_id, group_id, month, user_id),
  foreign key (team_id, group_id) references lifeline_groups (team_id, id) on delete cascade
);

-- Up to three lines on what somebody wants to build or learn, encrypted; shown to nobody.
create table aims (
  team_id text not null,
  user_id text not null,
  lines text[] not null,
  is_open boolean not null default false,
  saved_at timestamptz not null,
  primary key (team_id, user_id)
);

-- An introduction comes about only by both yeses: dropped by the first before the second heard of it, or closed by a no.
create table aim_introductions (
  team_id text not null,
  id uuid not null,
  first text not null,
  second text not null,
  state text not null check (state in ('offered', 'dropped', 'asked', 'introduced', 'closed')),
  -- What their aims share. Encrypted.
  shared text not null,
  offered_at timestamptz not null,
  primary key (team_id, id)
);
create index aim_introductions_by_first on aim_introductions (team_id, first);
create index aim_introductions_by_second on aim_introductions (team_id, second);
