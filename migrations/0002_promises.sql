create table promises (
  team_id text not null,
  id uuid not null,
  promisor text not null,
  promisee text not null,
  what text not null,
  state text not null check (state in (
    'requested', 'open', 'claimed', 'kept', 'broken', 'released', 'withdrawn', 'declined', 'expired', 'lapsed')),
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
  thanked boolean not null default false,
  thanks text,
  currency text check (currency in ('inspiration', 'task', 'position', 'relationship', 'personal')),
  goal text,
  -- Of one that repeats: its rule and the zone of it, the first due time, this one's by the rule, and whether the next
  -- one was opened already.
  series_id uuid,
  recurs text,
  recurs_in text,
  series_start timestamptz,
  series_due timestamptz,
  series_followed boolean not null default false,
  series_stopped boolean not null default false,
  witness text,
  witness_state text check (witness_state in ('asked', 'yes', 'no')),
  source_link text,
  source_quote text,
  bump_again_at timestamptz,
  -- The last thing in its history, for paging and for optimistic locking.
  last_seq int not null,
  primary key (team_id, id)
) with (fillfactor = 80);
-- With the id, so that a page of a long list is found in the index alone.
create index promises_made on promises (team_id, promisor, due_at, id) where state in ('requested', 'open', 'claimed');
create index promises_owed on promises (team_id, promisee, due_at, id) where state in ('requested', 'open', 'claimed');
create index promises_asked_of on promises (team_id, promisor, due_at, id) where state = 'requested';
create index promises_asked_by on promises (team_id, promisee, due_at, id) where state = 'requested';
create index promises_closed_by_promisor on promises (team_id, promisor, closed_at, id) where closed_at is not null;
create index promises_closed_by_promisee on promises (team_id, promisee, closed_at, id) where closed_at is not null;
create index promises_worth on promises (team_id, promisor, promisee, currency) where currency is not null;
create index promises_series on promises (team_id, series_id) where series_id is not null;
create index promises_witnessed on promises (team_id, witness) where witness is not null;

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

-- "No more requests from Ana": she is told so when she asks again.
create table request_stops (
  team_id text not null,
  user_id text not null,
  other text not null,
  stopped_at timestamptz not null,
  primary key (team_id, user_id, other)
);
