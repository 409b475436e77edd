-- compatible
-- Who asked to be forgotten: a keyed digest that outlives a restored backup. The id stands here only until its erasure is done.
create table erasures (
  team_id text not null,
  digest text not null,
  user_id text,
  asked_at timestamptz not null,
  done_at timestamptz,
  primary key (team_id, digest)
);
create index erasures_open on erasures (team_id) where done_at is null;

-- When this row was written first: a restored one is older than the erasure that it undoes.
alter table people add column met_at timestamptz;
-- When old rows of the workspace were last erased.
alter table workspaces add column retention_ran_at timestamptz;
create index workspaces_by_retention on workspaces (retention_ran_at nulls first);

-- Old rows stand together on disk, so that these cost next to nothing to keep.
create index nudges_by_age on nudges using brin (planned_at);
create index promises_by_age on promises using brin (made_at);

-- Links of an export that one person may open once.
create table export_links (
  team_id text not null,
  id text not null,
  user_id text not null,
  made_at timestamptz not null,
  primary key (team_id, id)
);
create index export_links_by_age on export_links (made_at);
