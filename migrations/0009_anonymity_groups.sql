-- compatible
-- Whether an answer without a name was offered to this person in a round that takes such answers. True is what every
-- round meant before there was a choice, and what an older process still means.
alter table candor_asks add column may_be_anonymous boolean not null default true;
