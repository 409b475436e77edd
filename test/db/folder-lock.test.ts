// Whose lock file counts: that of a process that has the folder open, and no other's.
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { lockFolder } from '../../src/db/folder-lock.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'forthright-lock-'))
const file = path.join(folder, 'lock')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function canLock(): Promise<boolean> {
  try {
    const unlock = await lockFolder(folder)
    unlock()
    return true
  } catch (error) {
    expect((error as Error).message).toMatch('is in use by process')
    return false
  }
}

test('a process that has the folder open keeps a second one out, in the same process too', async () => {
  const unlock = await lockFolder(folder)
  expect(await canLock()).toBe(false)
  unlock()
  expect(existsSync(file)).toBe(false)
  // Another live process, known by its id alone, as an earlier version wrote it.
  writeFileSync(file, String(process.ppid))
  expect(await canLock()).toBe(false)
  rmSync(file)
})

test.each([
  ['of a dead process', '999999999'],
  ['with the id of this very process, as in a container after kill -9', String(process.pid)],
  [
    'of this id from an earlier start',
    JSON.stringify({ pid: process.pid, host: hostname(), startedAt: 'another boot 1' }),
  ],
  [
    'whose id has since been given to a stranger',
    JSON.stringify({ pid: process.ppid, host: hostname(), startedAt: 'another boot 1' }),
  ],
  ['that is empty', ''],
  ['that holds nonsense', '{"pid":'],
])('a lock file %s keeps nobody out', async (_, content) => {
  writeFileSync(file, content)
  expect(await canLock()).toBe(true)
})

test('a lock of another machine counts for as long as it is touched', async () => {
  writeFileSync(file, JSON.stringify({ pid: 1, host: 'another-container', startedAt: 'x 1' }))
  const touch = setInterval(() => utimesSync(file, new Date(), new Date()), 100)
  expect(await canLock()).toBe(false)
  clearInterval(touch)
  expect(await canLock()).toBe(true)
})
