-- Every primary key starts with the workspace (team_id), so that the tables can be distributed by it.

create table workspaces (
  team_id text primary key,
  name text not null default '',
  zone text not null default 'UTC',
  -- The Enterprise Grid organisation whose installation serves this workspace, where it has none of its own.
  enterprise_id text,
  bot_user_id text,
  -- The OAuth installation, encrypted; null where one token from the environment serves.
  installation text,
  state text not null default 'active' check (state in ('active', 'stopped', 'uninstalled')),
  stop_code text,
  uninstalled_at timestamptz,
  days_off text[] not null default '{}',
  -- About how many people are spoken to, by which their morning reminders are spread.
  size int not null default 0,
  installed_at timestamptz not null,
  -- Until when Slack asked for silence, and the pace at which messages may go out (virtual scheduling).
  paused_until timestamptz,
  next_send_at timestamptz not null default 'epoch'
);

create table people (
  team_id text not null,
  user_id text not null,
  name text not null,
  real_name text not null,
  zone text,
  locale text not null default 'en-US',
  is_bot boolean not null default false,
  is_guest boolean not null default false,
  is_foreign boolean not null default false,
  has_left boolean not null default false,
  fetched_at timestamptz not null,
  -- What the person chose; everything above is Slack's.
  day_start text not null default '09:00',
  day_end text not null default '17:00',
  workdays int[] not null default '{1,2,3,4,5}',
  away_until timestamptz,
  daily_budget int not null default 5,
  muted text[] not null default '{}',
  primary key (team_id, user_id)
);
create index people_by_name on people (team_id, lower(name));
create index people_by_age on people (fetched_at) where not has_left;

-- One row per person spoken to: the DM, its pace and the day's count of nudges.
create table inboxes (
  team_id text not null,
  user_id text not null,
  channel_id text,
  next_send_at timestamptz not null default 'epoch',
  nudged_on text,
  nudged int not null default 0,
  primary key (team_id, user_id)
) with (fillfactor = 70);

-- The ledger: every DM that is planned, and every move that the clock makes.
create table nudges (
  team_id text not null,
  id uuid not null,
  user_id text not null,
  kind text not null,
  subject_id uuid,
  subject_version int not null default 0,
  dedupe_key text not null,
  facts jsonb not null default '{}',
  manner text not null check (manner in ('notice', 'nudge', 'timer')),
  state text not null default 'pending'
    check (state in ('pending', 'sending', 'unknown', 'sent', 'failed', 'cancelled', 'done', 'needs_human')),
  planned_at timestamptz not null,
  due_at timestamptz not null,
  not_before timestamptz not null,
  held text,
  fence bigint not null default 0,
  lease_until timestamptz,
  attempt_at timestamptz,
  attempts int not null default 0,
  channel_id text,
  message_ts text,
  sent_at timestamptz,
  code text,
  -- The first row of the message that this one is part of, where several went out as one.
  merged_into uuid,
  -- What the message shows may yet become untrue; and a later change made it so.
  live boolean not null default false,
  stale boolean not null default false,
  primary key (team_id, id),
  unique (team_id, dedupe_key)
) with (fillfactor = 70);
create index nudges_due on nudges (team_id, not_before) where state = 'pending';
create index nudges_due_by_person on nudges (team_id, user_id, not_before) where state = 'pending';
create index nudges_unclear on nudges (team_id, not_before) where state = 'unknown';
create index nudges_leased on nudges (team_id, lease_until) where state = 'sending';
create index nudges_merged on nudges (team_id, merged_into) where merged_into is not null;
create index nudges_stale on nudges (team_id) where stale;
create index nudges_for_humans on nudges (team_id, user_id) where state = 'needs_human';
create index nudges_by_subject on nudges (team_id, subject_id);
create index nudges_by_person on nudges (team_id, user_id, due_at desc);

-- A second message seen for one nudge: a duplicate, detected and to be healed.
create table nudge_duplicates (
  team_id text not null,
  nudge_id uuid not null,
  ts text not null,
  channel_id text not null,
  seen_at timestamptz not null,
  healed_at timestamptz,
  primary key (team_id, nudge_id, ts)
);

create index nudge_duplicates_to_heal on nudge_duplicates (team_id) where healed_at is null;

-- Requests whose effect stands, so that one that comes again changes nothing.
create table seen_requests (
  team_id text not null,
  key text not null,
  seen_at timestamptz not null,
  primary key (team_id, key)
);
create index seen_requests_by_age on seen_requests (seen_at);
