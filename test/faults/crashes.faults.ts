/** What was acknowledged is stored, though Postgres crashes; and a control that loses it. */
import { setTimeout as rest } from 'node:timers/promises'
import { wordsOfPromises } from '../support/promises.ts'
import { startRequestWorkers } from './request-workers.ts'
import { encryptionKey } from './seed.ts'

const seconds = 45

const place = startRequestWorkers()

test('what was acknowledged is stored, though Postgres crashes', async () => {
  expect(await lostThroughCrashes('on')).toBe(0)
}, 300_000)

test('control: without a synchronous commit, what was acknowledged is lost', async () => {
  // Postgres writes by itself every 200 ms at the latest, so that not every crash loses something.
  let lost = 0
  for (let attempt = 0; lost === 0 && attempt < 5; attempt++) lost = await lostThroughCrashes('off')
  expect(lost).toBeGreaterThan(0)
}, 300_000)

/** Types promises while Postgres crashes; answers how many of those with a receipt are not in the table. */
async function lostThroughCrashes(synchronousCommit: 'on' | 'off'): Promise<number> {
  const { pool, server } = place
  await pool.query(
    `alter database ${new URL(place.settings.databaseUrl).pathname.slice(1)} set synchronous_commit = ${synchronousCommit}`,
  )
  // Existing sessions keep the former setting.
  await server.crash()
  await server.revive()
  const acknowledged = new Set<string>()
  const end = performance.now() + seconds * 1000
  const client = async (_: unknown, index: number) => {
    while (performance.now() < end) {
      const word = `${synchronousCommit}-${process.pid}-${++made}`
      const { status, text } = await place.post(index, place.command(made, word))
      if (status === 200 && text.includes(word)) acknowledged.add(word)
      else await rest(50)
    }
  }
  const crashes = (async () => {
    while (performance.now() < end - 1500) {
      await rest(2000)
      await server.crash()
      await rest(200)
      await server.revive()
    }
  })()
  await Promise.all([...Array.from({ length: 12 }, client), crashes])
  const words = await again(() => wordsOfPromises(pool, encryptionKey))
  const stored = new Set(words.map((what) => what.split(' ').at(-1)))
  expect(acknowledged.size).toBeGreaterThan(20)
  const lost = [...acknowledged].filter((word) => !stored.has(word)).length
  process.stderr.write(
    `acknowledged, commit ${synchronousCommit}: ${acknowledged.size} promises, ${lost} lost\n`,
  )
  return lost
}

let made = 0

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++)
    try {
      return await work()
    } catch (error) {
      if (attempt > 20) throw error
      await rest(250)
    }
}
