import { sql } from 'kysely'
import { openDatabase } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { emptyDatabase } from '../support/database.ts'

async function opened() {
  const lent = await emptyDatabase()
  const { db, close } = await openDatabase({ url: lent.url })
  const release = async () => {
    await close()
    await lent.release()
  }
  return { db, pool: lent.pool, release }
}

test('an empty database gets every migration, and a second look finds nothing to do', async () => {
  const { db, release } = await opened()
  const first = await migrate(db)
  expect(first).toEqual(first.toSorted())
  expect(first[0]).toBe('0001_foundation')
  expect(await migrate(db)).toEqual([])
  await release()
})

test('several processes on an empty database: one migrates, and none fails', async () => {
  const { db, release } = await opened()
  const done = await Promise.all([migrate(db), migrate(db), migrate(db)])
  expect(done.filter((names) => names.length > 0)).toHaveLength(1)
  await release()
})

test('a database that a newer version has migrated is refused', async () => {
  const { db, pool, release } = await opened()
  await migrate(db)
  await pool.query(`insert into kysely_migration (name, timestamp) values ('9999_later', '9999-01-01')`)
  await expect(migrate(db)).rejects.toThrow('9999_later')
  await release()
})

test('what was planned, in flight or unknown before the queue existed is in it afterwards', async () => {
  const { db, release } = await opened()
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
    await release()
  }
})
