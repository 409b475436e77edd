/** Messages that Slack refused for good while their recipient could not be reached. */
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { awaits } from './queue-sql.ts'

/** What was due longer ago has lost its use, and its subject is in Home. */
const missedDays = 14

/** Queues again what a person missed; what is not due any more is cancelled when it is rendered. */
export async function requeueMissed(db: Tx, teamId: string, userId: string, now: Date): Promise<void> {
  await sql`
    with missed as (
      update nudges d set state = 'pending', held = 'Slack did not let me reach you'
      where d.team_id = ${teamId} and d.user_id = ${userId} and d.state = 'failed'
        and d.due_at > ${now}::timestamptz - make_interval(days => ${missedDays}::int)
      returning d.id
    )
    insert into nudge_queue (team_id, user_id, nudge_id, awaits, not_before)
    select ${teamId}, ${userId}, id, ${awaits.post}, ${now}::timestamptz from missed
    on conflict do nothing`.execute(db)
}
