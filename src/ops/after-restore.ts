/**
 * `after-restore --since T`, once after a backup of the time T was restored and before Forthright starts again. The backup
 * does not know what was sent since T: everything that came due since then is looked up in Slack's history, and only what
 * is not there is said.
 */
import { sql } from 'kysely'
import type { Config, PlaygroundConfig } from '../config.ts'
import { openDatabase, type Db } from '../db/database.ts'
import { migrateInUse } from '../db/migrate.ts'
import { startProblem } from '../db/start-problem.ts'
import { lookUpDue } from '../nudges/look-up-due.ts'
import { StartError } from '../start-error.ts'
import { databaseClock, type Clock } from '../time/clock.ts'

type Settings = Pick<Config | PlaygroundConfig, 'database' | 'settleSeconds'>

export async function afterRestore(
  { database, settleSeconds }: Settings,
  options: ReadonlyMap<string, string>,
  clock?: Clock,
): Promise<string> {
  const since = sinceIn(options)
  const { db, close } = await openDatabase(database)
  try {
    await migrateInUse(db, database)
    const now = await (clock ?? databaseClock(db)).now()
    if (since > now) throw new StartError('--since lies in the future: it is the time of the backup.')
    let count = 0
    for (const teamId of await listWorkspaces(db))
      count += await lookUpDue(db, teamId, { since, now, settleSeconds })
    return (
      `${count} messages that came due since ${since.toISOString()} are looked up in Slack's history before they are said, ` +
      'and so is what a timer since then gives rise to. Start Forthright now.'
    )
  } catch (error) {
    const problem = startProblem(error)
    throw problem ? new StartError(problem.sentence) : error
  } finally {
    await close()
  }
}

const withZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d(:?\d\d)?)$/

/** A time without a zone would be read in that of this machine. */
function sinceIn(options: ReadonlyMap<string, string>): Date {
  const text = options.get('since') ?? ''
  const since = new Date(withZone.test(text) ? text.replace(/([+-]\d\d)$/, '$1:00') : Number.NaN)
  if (Number.isNaN(since.getTime()))
    throw new StartError(
      '--since is the time at which the backup was begun, with its zone, such as --since 2026-03-09T08:00:00Z',
    )
  return since
}

async function listWorkspaces(db: Db): Promise<string[]> {
  const { rows } = await sql<{ team_id: string }>`select team_id from workspaces`.execute(db)
  return rows.map((row) => row.team_id)
}
