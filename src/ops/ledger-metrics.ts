/** Reads from the database what the metrics say of all workspaces: numbers that name nobody. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { Metrics } from './metrics.ts'

/** What a row of the queue waits for, and the names of the metrics for it. */
const waitsFor = { post: 'post', move: 'timer', history: 'look_up', human: 'person' } as const

interface QueueRow {
  awaits: keyof typeof waitsFor
  rows: number
  seconds: number | null
}

/** Measured with each heartbeat, by indexes that begin with the time: what is not due yet costs nothing. */
export async function measureLedger({ db, clock }: Context, metrics: Metrics): Promise<void> {
  const now = await clock.now()
  const rows = [...(await countDue(db, now)), ...(await countUnknown(db, now))]
  for (const [awaits, name] of Object.entries(waitsFor)) {
    const found = rows.find((row) => row.awaits === awaits)
    metrics.queued.set({ waits_for: name }, found?.rows ?? 0)
    metrics.oldest.set({ waits_for: name }, Math.max(0, found?.seconds ?? 0))
    if (name === 'person') metrics.needsHuman.set(found?.rows ?? 0)
  }
  await countDuplicates({ db }, metrics)
  await countWorkspaces({ db }, metrics, now)
}

/** Messages and timers that are due. Most times there are none, and then the first of each says so. */
async function countDue(db: Db, now: Date): Promise<QueueRow[]> {
  const first = await sql<{ at: Date | null }>`
    select least((select min(not_before) from nudge_queue where awaits = 'post'),
      (select min(not_before) from nudge_queue where awaits = 'move')) as at`.execute(db)
  const at = first.rows[0]?.at
  if (!at || at > now) return []
  const { rows } = await sql<QueueRow>`
    select awaits, count(*)::int as rows, extract(epoch from ${now}::timestamptz - min(not_before))::float8 as seconds
    from nudge_queue where awaits in ('post', 'move') and not_before <= ${now} group by awaits`.execute(db)
  return rows
}

/** Messages of which it is not known whether they arrived. */
async function countUnknown(db: Db, now: Date): Promise<QueueRow[]> {
  const { rows } = await sql<QueueRow>`
    select awaits, count(*)::int as rows, extract(epoch from ${now}::timestamptz - min(not_before))::float8 as seconds
    from nudge_queue where awaits in ('history', 'human') group by awaits`.execute(db)
  return rows
}

async function countDuplicates({ db }: Pick<Context, 'db'>, { duplicates }: Metrics): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from nudge_duplicates`.execute(db)
  duplicates.set(rows[0]!.n)
}

/** Those that rest until Slack lets them go on, are stopped or uninstalled; and by which code of Slack's. */
async function countWorkspaces({ db }: Pick<Context, 'db'>, metrics: Metrics, now: Date): Promise<void> {
  const { rows } = await sql<{ state: string; code: string; n: number }>`
    select state, coalesce(stop_code, '') as code, count(*)::int as n
    from workspaces where state <> 'active' group by 1, 2
    union all
    select 'resting', '', (count(*) filter (where paused_until > ${now}))::int
    from workspaces where paused_until is not null and state = 'active'`.execute(db)
  metrics.workspaces.reset()
  for (const { state, code, n } of rows) metrics.workspaces.set({ state, code }, n)
}
