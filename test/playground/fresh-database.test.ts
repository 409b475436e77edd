import { sql } from 'kysely'
import { openDatabase } from '../../src/db/database.ts'
import { freshDatabase } from '../support/database.ts'

test('Every fresh database is migrated, empty and apart from the others', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()])
  expect(one.url).not.toBe(other.url)
  const opened = await openDatabase({ url: one.url })
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(opened.db)
  expect(rows.map((row) => row.name)).toContain('promises')
  await opened.close()
  await Promise.all([one.release(), other.release()])
})
