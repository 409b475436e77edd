import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Database } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { emptyDatabase } from '../support/database.ts'

test('what was planned, on its way or unclear before the queue came stands in it afterwards', async () => {
  const database = await emptyDatabase()
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: database.url }) }),
  })
  try {
    await migrate(db, '0003_candor')
    const states = ['pending', 'sending', 'unknown', 'sent', 'cancelled', 'needs_human']
    await sql`
      insert into nudges (team_id, id, user_id, kind, dedupe_key, manner, state, planned_at, due_at, not_before,
        lease_until, attempt_at)
      select 'T1', gen_random_uuid(), 'U1', 'promises.due', manner || state, manner, state, now(), now(), now(),
        case when state = 'sending' then now() end, case when state <> 'pending' then now() end
      from unnest(array['nudge', 'timer']) as manner, unnest(${states}::text[]) as state`.execute(db)
    await migrate(db)
    const { rows } = await sql<{ was: string; state: string; awaits: string | null }>`
      select d.dedupe_key as was, d.state, q.awaits
      from nudges d left join nudge_queue q on q.team_id = d.team_id and q.user_id = d.user_id and q.nudge_id = d.id
      where d.manner = 'nudge' or d.dedupe_key = 'timerpending' order by was`.execute(db)
    expect(rows).toEqual([
      { was: 'nudgecancelled', state: 'cancelled', awaits: null },
      { was: 'nudgeneeds_human', state: 'needs_human', awaits: 'human' },
      { was: 'nudgepending', state: 'pending', awaits: 'post' },
      { was: 'nudgesending', state: 'pending', awaits: 'history' },
      { was: 'nudgesent', state: 'sent', awaits: null },
      { was: 'nudgeunknown', state: 'pending', awaits: 'history' },
      { was: 'timerpending', state: 'pending', awaits: 'move' },
    ])
  } finally {
    await db.destroy()
    await database.release()
  }
})
