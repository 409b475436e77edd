-- compatible
-- What a person calls a colleague, read by that person alone; the label itself is encrypted.
create table relationship_labels (
  team_id text not null,
  id uuid not null,
  user_id text not null,
  other text not null,
  label text not null,
  labelled_at timestamptz not null,
  -- When it was last said that nothing passed between the two.
  mentioned_at timestamptz,
  primary key (team_id, id),
  unique (team_id, user_id, other)
);

-- A thank-you, or the wish to talk, outside of any promise.
create table relationship_notes (
  team_id text not null,
  id uuid not null,
  writer text not null,
  reader text not null,
  kind text not null check (kind in ('thanks', 'talk')),
  words text not null,
  written_at timestamptz not null,
  primary key (team_id, id)
);
create index relationship_notes_by_writer on relationship_notes (team_id, writer, written_at);
create index relationship_notes_by_reader on relationship_notes (team_id, reader, written_at);

-- What two people agreed to see together. The two in the order of their ids, so that both inviting at once is one row.
create table sharings (
  team_id text not null,
  id uuid not null,
  one text not null,
  other text not null,
  invited_by text not null,
  state text not null check (state in ('invited', 'shared', 'declined', 'ended')),
  invited_at timestamptz not null,
  agreed_at timestamptz,
  -- Until when another invitation is not delivered.
  quiet_until timestamptz,
  primary key (team_id, id),
  unique (team_id, one, other)
);
create index sharings_by_other on sharings (team_id, other);

-- What a person says they value.
create table stated_values (
  team_id text not null,
  user_id text not null,
  stated text not null,
  changed_at timestamptz not null,
  primary key (team_id, user_id)
);

create table shared_goals (
  team_id text not null,
  id uuid not null,
  made_by text not null,
  name text not null,
  why text not null,
  made_at timestamptz not null,
  closed_at timestamptz,
  primary key (team_id, id)
);
create table goal_members (
  team_id text not null,
  goal_id uuid not null,
  user_id text not null,
  state text not null check (state in ('invited', 'in', 'declined', 'left')),
  asked_at timestamptz not null,
  primary key (team_id, goal_id, user_id),
  foreign key (team_id, goal_id) references shared_goals (team_id, id) on delete cascade
);
create index goal_members_by_person on goal_members (team_id, user_id);
-- Promises that serve a goal.
create table goal_promises (
  team_id text not null,
  promise_id uuid not null,
  goal_id uuid not null,
  primary key (team_id, promise_id),
  foreign key (team_id, promise_id) references promises (team_id, id) on delete cascade,
  foreign key (team_id, goal_id) references shared_goals (team_id, id) on delete cascade
);
create index goal_promises_by_goal on goal_promises (team_id, goal_id);
