-- compatible
-- When the first command of a workspace was greeted. Where promises were made before, nobody is greeted any more.
alter table workspaces add column greeted_at timestamptz;
update workspaces set greeted_at = installed_at
where exists (select from promises where promises.team_id = workspaces.team_id);
