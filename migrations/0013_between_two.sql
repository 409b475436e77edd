-- compatible
-- Whose doing a message tells of: what one person makes another hear has a budget, and an off switch. Null = nobody's, or
-- planned by an older process.
alter table nudges add column sender text;

-- "No more from Mallory": everything, and not only invitations, questions and offers of feedback.
alter table refusals add column everything boolean not null default false;
