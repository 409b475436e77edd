import { type Kysely, sql } from 'kysely'
import { features } from '../src/features/index.ts'
import { deliveryStatus } from '../src/nudges/queue-sql.ts'
import type { State } from './api.ts'
import type { PretendSlack } from './pretend-slack/index.ts'

const titles = new Map(
  features.flatMap(({ nudges = [] }) => nudges.map(({ id, title }) => [id.name, title] as const)),
)

/** The app's planned messages and timers, soonest first, with the titles that its features give them. */
export async function plannedIn(
  db: Kysely<any>,
  slack: PretendSlack,
  teamId: string,
): Promise<State['planned']> {
  const { rows } = await sql<PlannedRow>`
    select d.id::text, d.user_id, d.kind, d.manner, d.due_at, q.not_before, ${deliveryStatus} as state, d.held
    from nudge_queue q
    join nudges d on d.team_id = q.team_id and d.id = q.nudge_id
    join inboxes i on i.team_id = q.team_id and i.user_id = q.user_id
    where q.team_id = ${teamId}
    order by q.not_before, d.due_at, d.id limit 200`.execute(db)
  return rows.map((row) => ({
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
