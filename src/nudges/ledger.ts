/** The ledger: what was planned for a person and what became of it. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { awaits, deliveryStatus } from './queue-sql.ts'
import type { NudgeState } from './tables.ts'

/** A nudge's state, and of a pending one what is happening to it. */
type DeliveryStatus = NudgeState | 'sending' | 'unknown'

export interface LedgerLine {
  kind: string
  subjectId: string | null
  state: DeliveryStatus
  dueAt: Date
  /** Of a pending one. */
  notBefore: Date | null
  sentAt: Date | null
  held: string | null
  code: string | null
}

const shownLines = 20

/** The newest lines of one person's messages, of one feature or of all. */
export async function listLedger(
  db: Db | Tx,
  teamId: string,
  userId: string,
  feature?: string,
): Promise<LedgerLine[]> {
  const { rows } = await sql<LedgerLine>`
    select d.kind, d.subject_id as "subjectId", d.due_at as "dueAt", q.not_before as "notBefore", d.sent_at as "sentAt", d.held, d.code, ${deliveryStatus} as state
    from nudges d
    left join nudge_queue q on q.team_id = d.team_id and q.user_id = d.user_id and q.nudge_id = d.id
    left join inboxes i on i.team_id = d.team_id and i.user_id = d.user_id
    where d.team_id = ${teamId} and d.user_id = ${userId} and d.manner <> 'timer'
      and ${feature ? sql`d.kind like ${`${feature}.%`}` : sql`true`}
    order by d.due_at desc limit ${shownLines}`.execute(db)
  return rows
}

/** Messages to a person of which even Slack's history could not tell whether they arrived. */
export async function countUnknownOutcomes(db: Db | Tx, teamId: string, userId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from nudge_queue
    where team_id = ${teamId} and user_id = ${userId} and awaits = ${awaits.manual}`.execute(db)
  return rows[0]!.n
}

/** What one of a person's own messages is about; undefined = it is not theirs, or is not known any more. */
export async function findOwnNudge(
  db: Db | Tx,
  teamId: string,
  userId: string,
  id: string,
): Promise<{ kind: string; subjectId: string | null; sender: string | null } | undefined> {
  return db
    .selectFrom('nudges')
    .select(['kind', 'subject_id as subjectId', 'sender'])
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
}
