-- compatible
-- Slack's time of the newest user_change that was applied: an older one that comes late changes nothing.
alter table people add column changed_at timestamptz;
