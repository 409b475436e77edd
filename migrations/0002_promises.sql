create table promises (
  team_id text not null,
  id uuid not null,
  promisor text not null,
  promisee text not null,
  what text not null,
  state text not null check (state in (
    'requested', 'open', 'claimed', 'kept', 'broken', 'released', 'withdrawn', 'declined', 'lapsed')),
  due_at timestamptz not null,
  due_zone text not null,
  due_words text not null,
  due_version int not null default 1,
  made_at timestamptz not null,
  claimed_at timestamptz,
  closed_at timestamptz,
  confirmed boolean,
  renegotiated int not null default 0,
  -- A new due time (or wording) that awaits the other side.
  proposal jsonb,
  thanks text,
  currency text check (currency in ('inspiration', 'task', 'position', 'relationship', 'personal')),
  goal text,
  recurs text,
  series_id uuid,
  witness text,
  witness_state text check (witness_state in ('asked', 'yes', 'no')),
  source_link text,
  source_quote text,
  bumped_at timestamptz,
  -- The last thing in its history, for paging and for optimistic locking.
  last_seq int not null,
  primary key (team_id, id)
) with (fillfactor = 80);
create index promises_made on promises (team_id, promisor, due_at) where state in ('requested', 'open', 'claimed');
create index promises_owed on promises (team_id, promisee, due_at) where state in ('requested', 'open', 'claimed');
create index promises_closed_by_promisor on promises (team_id, promisor, closed_at) where closed_at is not null;
create index promises_closed_by_promisee on promises (team_id, promisee, closed_at) where closed_at is not null;

-- Append-only; both sides can read it.
create table promise_events (
  team_id text not null,
  promise_id uuid not null,
  seq int not null,
  at timestamptz not null,
  who text,
  action text not null,
  note text,
  due_at timestamptz,
  primary key (team_id, promise_id, seq),
  foreign key (team_id, promise_id) references promises (team_id, id) on delete cascade
);
