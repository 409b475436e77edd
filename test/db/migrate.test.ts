import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { openDatabase } from '../../src/db/database.ts'
import { migrate, migrateInUse } from '../../src/db/migrate.ts'
import { emptyDatabase } from '../support/database.ts'

async function opened() {
  const lent = await emptyDatabase()
  const { db, close } = await openDatabase({ url: lent.url })
  const release = async () => {
    await close()
    await lent.release()
  }
  return { db, pool: lent.pool, url: lent.url, release }
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
  await expect(migrate(db)).rejects.toThrow(/^A newer version of Forthright .*\(9999_later\)/)
  await release()
})

test('what was planned, in flight or unknown before the queue existed is in it afterwards', async () => {
  const { db, release } = await opened()
  try {
    await migrate(db, { upTo: '0003_candor' })
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

test('a version runs and restarts beside a newer schema whose migrations are marked as compatible', async () => {
  const { db, pool, url, release } = await opened()
  await migrate(db)
  const { rows } = await pool.query<{ names: string }>(
    `select obj_description('kysely_migration'::regclass, 'pg_class') as names`,
  )
  expect(rows[0]!.names.split(' ')).toEqual(compatible())
  await pool.query(`insert into kysely_migration (name, timestamp) values ('9998_later', '9999-01-01')`)
  await pool.query(`comment on table kysely_migration is '${rows[0]!.names} 9998_later'`)
  expect(await migrate(db)).toEqual([])
  await migrateInUse(db, { url })
  // The next one is not marked: one sentence for both.
  await pool.query(`insert into kysely_migration (name, timestamp) values ('9999_later', '9999-01-02')`)
  await expect(migrateInUse(db, { url })).rejects.toThrow('(9998_later, 9999_later)')
  await release()
})

const folder = new URL('../../migrations/', import.meta.url)
const files = readdirSync(folder).toSorted()

function read(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8')
}

function compatible(): string[] {
  return files
    .filter((file) => read(file).startsWith('-- compatible\n'))
    .map((file) => file.replace('.sql', ''))
}

/** What an older process would stumble over: statements of it would fail, or rows that it writes be refused. */
const breaks =
  /\b(drop|rename|truncate|set not null|alter column|add constraint|add primary key|unique index)\b/i

/** Without the indexes of tables that the migration itself makes: an older process writes nothing there. */
function withoutOwnIndexes(text: string): string {
  const isOwn = (table: string) => new RegExp(`create table ${table}\\b`, 'i').test(text)
  return text.replace(/create unique index \w+ on (\w+)/gi, (index, table: string) =>
    isOwn(table) ? '' : index,
  )
}

/** Without the indexes that it drops: whatever is found by one is found without it, but for what a unique one refuses. */
function withoutPlainDrops(text: string): string {
  const all = files.map(read).join('\n')
  return text.replace(/drop index ([\w, ]+);/gi, (drop, names: string) =>
    names.split(', ').every((name) => new RegExp(`create index ${name}\\b`, 'i').test(all)) ? '' : drop,
  )
}

/** Added columns that an older process leaves out without a default to fill in. */
function addsRequiredColumn(text: string): boolean {
  return text
    .split(';')
    .some((one) => /add column/i.test(one) && /not null/i.test(one) && !/default/i.test(one))
}

test('a migration that is marked as compatible only adds', () => {
  for (const name of compatible()) {
    const text = read(`${name}.sql`).replace(/--.*$/gm, '')
    expect({
      name,
      breaks: breaks.test(withoutPlainDrops(withoutOwnIndexes(text))),
      requires: addsRequiredColumn(text),
    }).toEqual({
      name,
      breaks: false,
      requires: false,
    })
  }
  expect(breaks.test('alter table promises drop column what')).toBe(true)
  expect(breaks.test(withoutOwnIndexes('create unique index one on promises (what);'))).toBe(true)
  expect(addsRequiredColumn('alter table promises add column x text not null;')).toBe(true)
})

test('every migration since the first release is marked as compatible', () => {
  const since = files.map((file) => file.replace('.sql', '')).filter((name) => name > '0004_queue')
  expect(since).toEqual(compatible())
})
