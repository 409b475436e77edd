-- compatible
-- What a member changed for everybody, days off and the questions of the workspace: shown in Home, and undone from there.
-- What stood there before and since is encrypted, as a JSON list.
create table workspace_changes (
  team_id text not null,
  id uuid not null,
  what text not null check (what in ('days_off', 'questions')),
  value_before text not null,
  value_after text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  primary key (team_id, id)
);
create index workspace_changes_newest on workspace_changes (team_id, changed_at);
