/** The reminders of open promises that have no row yet: the app writes each shortly before it comes. */
import { type Kysely, sql } from 'kysely'
import { kinds } from '../src/features/promises/domain/kinds.ts'
import { remindersOf } from '../src/features/promises/domain/ladder.ts'
import { nudgeId } from '../src/nudges/plan.ts'
import { findPeople } from '../src/people/store.ts'

export interface ReminderAhead {
  /** The id that its row will have. */
  id: string
  userId: string
  kind: string
  dueAt: Date
}

export async function remindersAhead(db: Kysely<any>, teamId: string, now: Date): Promise<ReminderAhead[]> {
  const { rows } = await sql<OpenRow>`
    select id::text, promisor, made_at, due_at, due_version, (
      select max(due_at) from nudges d where d.team_id = p.team_id and d.subject_id = p.id
        and d.kind = ${kinds.snoozed.name} and d.state = 'pending' and d.subject_version = p.due_version) as put_off_to
    from promises p where team_id = ${teamId} and state = 'open' and due_at > ${now}`.execute(db)
  const people = await findPeople(
    db,
    teamId,
    rows.map(({ promisor }) => promisor),
  )
  return rows.flatMap((row) => {
    const promisor = people.get(row.promisor)
    if (!promisor) return []
    const from = row.put_off_to && row.put_off_to > now ? row.put_off_to : now
    const promise = { id: row.id, dueVersion: row.due_version, madeAt: row.made_at, due: { at: row.due_at } }
    return remindersOf(promise, promisor)
      .filter(({ dueAt }) => dueAt > from)
      .map(({ dedupeKey, userId, kind, dueAt }) => ({
        id: nudgeId(teamId, dedupeKey),
        userId,
        kind: kind.name,
        dueAt,
      }))
  })
}

interface OpenRow {
  id: string
  promisor: string
  made_at: Date
  due_at: Date
  due_version: number
  put_off_to: Date | null
}
