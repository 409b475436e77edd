-- compatible
-- Additive. When the workspace was last taken from a backup, and from when on what it holds may have been overtaken: what
-- was due in between is looked up in Slack's history before it is said.
alter table workspaces
  add column restored_at timestamptz,
  add column restored_since timestamptz;

-- What does not go on, for the metrics: without looking at every workspace.
create index workspaces_not_active on workspaces (state, stop_code) where state <> 'active';
create index workspaces_resting on workspaces (paused_until) where paused_until is not null;
