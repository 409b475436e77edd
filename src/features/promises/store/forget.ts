/** Takes the words of one person out of promises that the other side keeps. */
import { sql } from 'kysely'
import type { PersonChange } from '../../../people/profile-change.ts'

/**
 * The wording of a promise is whose who made or asked for it, or last proposed another; thanks are the promisee's, notes
 * whose event they stand in.
 */
export async function forgetPromiseWords({ db, teamId, userId }: PersonChange): Promise<void> {
  await sql`
    update promises p set what = '', due_words = '', goal = null, why = null, source_link = null, source_quote = null
    where p.team_id = ${teamId} and (p.promisor = ${userId} or p.promisee = ${userId}) and exists (
      select from promise_events e where e.team_id = p.team_id and e.promise_id = p.id and e.who = ${userId}
        and (e.seq = 1 or e.action in ('propose', 'counter', 'amend', 'reword', 'instead')))`.execute(db)
  await sql`
    update promises set thanks = null where team_id = ${teamId} and promisee = ${userId} and thanks is not null`.execute(
    db,
  )
  await sql`
    update promises set proposal = null
    where team_id = ${teamId} and (promisor = ${userId} or promisee = ${userId}) and proposal is not null`.execute(
    db,
  )
  await sql`
    update promises set miss_note = null
    where team_id = ${teamId} and promisor = ${userId} and miss_note is not null`.execute(db)
  // The history of other words keeps those that were promised before, whoever agreed to the new ones.
  await sql`
    update promise_events e set note = null from promises p
    where e.team_id = ${teamId} and p.team_id = ${teamId} and p.id = e.promise_id
      and (p.promisor = ${userId} or p.promisee = ${userId}) and e.action = 'agree' and e.note is not null`.execute(
    db,
  )
  await sql`
    update promise_events set note = null
    where team_id = ${teamId} and who = ${userId} and note is not null`.execute(db)
}
