import { features } from '../../src/features/index.ts'

/**
 * Notices that come from no colleague, with the reason. Every other one says in the ledger whom it is from: "No more from
 * Mallory" and the budget between two people rest on that.
 */
export const fromNobody: Readonly<Record<string, string>> = {
  'promises.unreachable': 'Slack refuses what the app sends to a colleague',
  'candor.went_out': 'the clock asked on its own, as the asker chose',
  'candor.closed': 'the clock closed the question',
  'candor.too_few': 'the clock closed the question; the same for everybody who was asked',
  'candor.waiting': 'tells of answers of several people, and of answers without a name',
  'lifeline.not_together': 'the clock ended the asking, and who said no is told to nobody',
  'aims.asked': 'whom it is from is told once both have said yes',
  'pulse.closed': 'the same for a whole channel, whoever closed it',
  'welcome.first': 'answers what its reader did',
  'welcome.installer': 'answers what its reader did',
}

/** Everybody hears it of one of them, who hears it too. */
export const alsoToItsSender: readonly string[] = ['lifeline.started', 'relationships.goal_closed']

const noticeNames = features
  .flatMap(({ nudges }) => nudges ?? [])
  .flatMap(({ id }) => (id.class === 'notice' ? [id.name] : []))
const fromColleagues = noticeNames.filter((name) => !Object.hasOwn(fromNobody, name))

/** Which notices that stand in the ledger lack whom they are from, as SQL; news of a promise may be of the clock's doing. */
export const withoutSender = `
  select kind || ' does not say whom it is from' as what from nudges d
  where d.sender is null and d.kind in (${quoted(fromColleagues)})
    and not (d.kind in (${quoted(alsoToItsSender)}) and not exists (
      select from nudges o where o.team_id = d.team_id and o.kind = d.kind and o.subject_id = d.subject_id
        and o.user_id <> d.user_id and o.sender is distinct from d.user_id))
    and not (d.kind = 'promises.news' and not exists (
      select from promise_events e where e.team_id = d.team_id and e.promise_id = d.subject_id
        and e.seq = d.subject_version and e.who is not null))`

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ')
}
