-- compatible
-- Only adds. Since when Slack takes no messages to a person, whether those who have promises with them know of it, and when
-- what they missed is tried again. Null = messages reach them.
alter table people
  add column unreachable_since timestamptz,
  add column is_unreachable_told boolean not null default false,
  add column missed_retry_at timestamptz;
create index people_unreachable on people (missed_retry_at) where unreachable_since is not null or is_unreachable_told;
