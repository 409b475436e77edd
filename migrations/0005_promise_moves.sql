-- compatible
-- Additive: an older process neither reads nor writes these columns, and null means "as before".
-- Whether it was said done within the hour after its due time or after the reminder of it.
alter table promises add column is_in_time boolean;
-- Whoever ended the repeating; null = it ended with one of its promises.
alter table promises add column series_stopped_by text;
-- The due time until then, of an event that moves it or would move it.
alter table promise_events add column from_due_at timestamptz;
