-- compatible
-- Additive: an older process neither reads nor writes these columns, and null means "as before".
-- Words of whoever made or asked for it: why it matters. Encrypted.
alter table promises add column why text;
-- True = the promisor offered it, and it is a promise only by the promisee's yes.
alter table promises add column offered boolean;
-- After a miss, the promisor's alone: what they answered, and the note to themselves, encrypted.
alter table promises add column miss_answer text;
alter table promises add column miss_note text;
-- When the witness said their one line after a slip.
alter table promises add column witness_spoke_at timestamptz;

-- What somebody typed and is asked about before anybody is told; encrypted, and gone within a day.
create table promise_drafts (
  team_id text not null,
  id uuid not null,
  user_id text not null,
  draft text not null,
  made_at timestamptz not null,
  primary key (team_id, id)
);
create index promise_drafts_by_person on promise_drafts (team_id, user_id);
create index promise_drafts_by_age on promise_drafts (made_at);
