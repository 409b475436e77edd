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

test('several at once on an empty database: one migrates, and none fails', async () => {
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
