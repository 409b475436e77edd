-- compatible
-- Only indexes.
-- A heartbeat asks what is due, not each workspace whether it has something due: with the workspace first, one heartbeat
-- looked into the index once for each of them (0.35 s at 10,000).
create index nudge_queue_by_time on nudge_queue (awaits, not_before) include (team_id);
create index workspaces_uninstalled on workspaces (uninstalled_at) where state = 'uninstalled';
