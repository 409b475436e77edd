import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase } from '../../src/db/database.ts'
import { embeddedKey } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'forthright-embedded-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the embedded database keeps its rows between runs, and only one may have it open', async () => {
  const first = await openDatabase({ folder })
  expect((await migrate(first.db)).length).toBeGreaterThan(0)
  await first.db
    .insertInto('workspaces')
    .values({ team_id: 'T1', name: 'Acme', installed_at: new Date('2026-03-09T08:00:00Z') })
    .execute()
  await expect(openDatabase({ folder })).rejects.toThrow(`in use by process ${process.pid}`)
  await first.close()

  // A process that was killed leaves its lock behind; its number belongs to nobody.
  writeFileSync(path.join(folder, 'lock'), '999999999')
  const again = await openDatabase({ folder })
  expect(await migrate(again.db)).toEqual([])
  const rows = await again.db.selectFrom('workspaces').select(['name', 'installed_at']).execute()
  expect(rows).toEqual([{ name: 'Acme', installed_at: new Date('2026-03-09T08:00:00Z') }])
  await expect(
    again.db.transaction().execute(async (tx) => {
      await tx.updateTable('workspaces').set({ name: 'Globex' }).where('team_id', '=', 'T1').execute()
      throw new Error('changed its mind')
    }),
  ).rejects.toThrow('changed its mind')
  expect(await again.db.selectFrom('workspaces').select('name').execute()).toEqual([{ name: 'Acme' }])
  await again.close()
  expect(existsSync(path.join(folder, 'lock'))).toBe(false)
})

test('its key is made once, and only its owner can read it', () => {
  const key = embeddedKey(folder)
  expect(key).toHaveLength(32)
  expect(embeddedKey(folder)).toEqual(key)
  expect(statSync(path.join(folder, 'encryption.key')).mode & 0o077).toBe(0)
})
