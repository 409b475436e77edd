/** Requests: malformed ones change nothing, and repeated ones have one effect. */
import { setTimeout as rest } from 'node:timers/promises'
import { countDue } from './ledger-view.ts'
import { malformed } from './malformed.ts'
import { startRequestWorkers } from './request-workers.ts'
import { isWhole, report } from '../support/attack-figures.ts'

/** The long set and `npm run test:security` ask for as many. */
const count = isWhole || process.env.FAULTS === 'whole' ? 20_000 : 1000

const place = startRequestWorkers()

test('the same signed request fifty times at once over three processes has one effect', async () => {
  const body = place.command(0, 'once.and.only.once')
  const before = await countRows()
  const sent = Array.from({ length: 50 }, (_, index) => place.post(index, body))
  const answers = await Promise.all(sent)
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect((await countRows()).promises).toBe((before.promises ?? 0) + 1)
  report({
    attack: 'T2 one signed request fifty times at once, over three processes',
    tried: 50,
    through: 'one effect',
    control: 'another trigger makes another promise',
  })
})

test('malformed but signed requests are refused: no 5xx, nothing unhandled, no exit, no row written', async () => {
  // What was promised before is told first, and leaves the queue.
  while ((await countDue(place.pool)) > 0) await rest(50)
  const before = await countRows()
  const statuses = new Map<number, number>()
  let left = count
  const client = async (_: unknown, index: number) => {
    while (left-- > 0) {
      const { body, type } = malformed(left, place.slack.ready.teams[0]!.teamId)
      const { status } = await place.post(index, body, type)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 12 }, client))
  expect([...statuses.keys()].filter((status) => status >= 500 || status === 0)).toEqual([])
  expect(await countRows()).toEqual(before)
  // Control: one that is well formed is stored.
  await place.post(0, place.command(0, 'well.formed'))
  expect((await countRows()).promises).toBe((before.promises ?? 0) + 1)
  report({
    attack: 'T19 malformed but signed requests: rows written, answers of 5xx, exits',
    tried: count,
    through: 0,
    control: 'well formed, it is stored',
  })
  for (const worker of place.workers) {
    expect(worker.child.exitCode).toBeNull()
    expect(await worker.ask()).toEqual({ isAlive: true })
    expect((await fetch(`http://127.0.0.1:${worker.ready.port}/healthz`)).status).toBe(200)
  }
}, 300_000)

/** Every table's rows, for what must have changed and what must not. */
async function countRows(): Promise<Record<string, number>> {
  const { rows: tables } = await place.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const counts = tables.map(async ({ name }) => {
    const { rows } = await place.pool.query<{ n: number }>(`select count(*)::int as n from ${name}`)
    return [name, rows[0]!.n] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}
