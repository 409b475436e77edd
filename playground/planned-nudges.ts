import { type Kysely, sql } from 'kysely'
import { kinds } from '../src/features/promises/domain/kinds.ts'
import { features } from '../src/features/index.ts'
import { deliveryStatus } from '../src/nudges/queue-sql.ts'
import type { State } from './api.ts'
import type { PretendSlack } from './pretend-slack/index.ts'
import { remindersAhead, type ReminderAhead } from './reminders-ahead.ts'

const titles = new Map(
  features.flatMap(({ nudges = [] }) => nudges.map(({ id, title }) => [id.name, title] as const)),
)

/** The app's planned messages and timers, soonest first, with the titles that its features give them. */
export async function plannedIn(
  db: Kysely<any>,
  slack: PretendSlack,
  teamId: string,
): Promise<State['planned']> {
  const rows = await plannedRows(db, teamId)
  const known = new Set(rows.map(({ id }) => id))
  const ahead = (await remindersAhead(db, teamId, slack.now())).filter(({ id }) => !known.has(id))
  return [...rows, ...ahead.map(asRow)]
    .toSorted((a, b) => a.not_before.getTime() - b.not_before.getTime())
    .slice(0, mostShown)
    .map((row) => ({
      id: row.id,
      to: slack.world.people.get(row.user_id)?.name ?? row.user_id,
      kind: row.kind,
      title: titles.get(row.kind) ?? row.kind,
      isTimer: row.manner === 'timer',
      due: row.due_at.toISOString(),
      notBefore: row.not_before.toISOString(),
      state: row.state,
      reason: row.held,
    }))
}

const mostShown = 200

async function plannedRows(db: Kysely<any>, teamId: string): Promise<PlannedRow[]> {
  const { rows } = await sql<PlannedRow>`
    select d.id::text, d.user_id, d.kind, d.manner, d.due_at, q.not_before, ${deliveryStatus} as state, d.held
    from nudge_queue q
    join nudges d on d.team_id = q.team_id and d.id = q.nudge_id
    join inboxes i on i.team_id = q.team_id and i.user_id = q.user_id
    where q.team_id = ${teamId} and d.kind <> ${kinds.next_rung.name}
    order by q.not_before, d.due_at, d.id limit ${mostShown}`.execute(db)
  return rows
}

function asRow({ id, userId, kind, dueAt }: ReminderAhead): PlannedRow {
  return {
    id,
    user_id: userId,
    kind,
    manner: 'nudge',
    due_at: dueAt,
    not_before: dueAt,
    state: 'pending',
    held: null,
  }
}

interface PlannedRow {
  id: string
  user_id: string
  kind: string
  manner: string
  due_at: Date
  not_before: Date
  state: string
  held: string | null
}
