-- First of all, in the order in which settling takes them: processes of before that are still at work stand back.
lock table nudges, inboxes in access exclusive mode;

-- What still needs something stands in a narrow table of its own, and what was said stays behind as a record whose
-- updates touch no index: one update a message instead of two that each wrote into half a dozen indexes.
create table nudge_queue (
  team_id text not null,
  user_id text not null,
  nudge_id uuid not null,
  -- A post to be made, a move of the clock, a look into Slack's history, or a person who has to look.
  awaits text not null check (awaits in ('post', 'move', 'history', 'human')),
  not_before timestamptz not null,
  -- Of an unclear send: when it was tried, how often it was taken to be looked up, and how far back that has read.
  attempt_at timestamptz,
  fence int not null default 0,
  read_to text,
  primary key (team_id, user_id, nudge_id)
) with (fillfactor = 70);
create index nudge_queue_due on nudge_queue (team_id, awaits, not_before);

-- Who speaks to a person holds their inbox for a while. What waited at attempt_at is in that process's hands.
alter table inboxes
  add column lease_until timestamptz,
  add column attempt_at timestamptz,
  add column fence int not null default 0;
alter table inboxes set (fillfactor = 50);

-- Until when Slack asked not to be asked for history, and not for edits; posts rest by paused_until.
alter table workspaces
  add column history_paused_until timestamptz,
  add column edits_paused_until timestamptz;

-- A row that a process had in hand may have been said; whoever looks it up will know.
insert into nudge_queue (team_id, user_id, nudge_id, awaits, not_before, attempt_at, fence)
select team_id, user_id, id,
  case when state = 'needs_human' then 'human'
    when state in ('sending', 'unknown') and manner <> 'timer' then 'history'
    when manner = 'timer' then 'move' else 'post' end,
  case when state = 'sending' then lease_until + interval '1 minute' else not_before end, attempt_at, fence
from nudges where state in ('pending', 'sending', 'unknown', 'needs_human');

drop index nudges_due, nudges_due_by_person, nudges_unclear, nudges_leased, nudges_for_humans;
alter table nudges drop constraint nudges_state_check;
update nudges set state = 'pending' where state in ('sending', 'unknown');
alter table nudges
  add constraint nudges_state_check
    check (state in ('pending', 'sent', 'failed', 'cancelled', 'done', 'needs_human')),
  drop column not_before,
  drop column fence,
  drop column lease_until,
  drop column attempt_at;
alter table nudges set (fillfactor = 50);
