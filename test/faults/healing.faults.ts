/** Duplicates that Slack itself stored, and sends whose outcome can't be found out; under kills. */
import { setTimeout as rest } from 'node:timers/promises'
import { startChaos, type ChaosPlan } from './chaos.ts'
import { ageUnknown, countManual, countDuplicatesLeft, countUnsettled, listPlanned } from './ledger-view.ts'
import { shortDurations, defaults } from './fault-run.ts'
import { startProcess } from './processes.ts'
import { openEnvironment, type FaultEnvironment, type EnvironmentSettings } from './fault-environment.ts'
import { noFaults } from './settings.ts'
import { chaosTarget, startSharedServers } from './shared-servers.ts'

const shared = startSharedServers()

const short: EnvironmentSettings = {
  ...defaults,
  nudges: 2000,
  overSeconds: 15,
  durations: shortDurations,
  settleSeconds: 3,
}
const kills: ChaosPlan = { workers: 3, killEvery: 2000, harmSeconds: 20 }

test('messages that Slack stored twice are found, deleted and counted', async () => {
  const slack = { mix: { ...noFaults, twiceAndDrop: 0.05 }, lateMs: 0, hangMs: 0 }
  const environment = await openEnvironment(shared.server, shared.bundle, { ...short, slack })
  const chaos = await startChaos(chaosTarget(shared, environment), kills)
  try {
    expect(await environment.settled(150)).toBe(0)
    await until(async () => (await countDuplicatesLeft(environment.pool)) === 0)
    await chaos.stop()
    const { posted, standing, faults } = await environment.readRecord()
    const rows = await listPlanned(environment.pool)
    const second = rows.reduce((sum, { id }) => sum + (posted[id] ?? 0) - 1, 0)
    process.stderr.write(
      `healing: ${faults.twiceAndDrop} stored twice, ${second} second messages, ${chaos.counts.kills} kills\n`,
    )
    expect(faults.twiceAndDrop).toBeGreaterThan(50)
    expect(second).toBe(faults.twiceAndDrop)
    expect(rows.filter(({ id }) => standing[id] !== 1)).toEqual([])
    expect(await metric(environment, 'forthright_duplicates')).toBe(second)
  } finally {
    await chaos.stop()
    await environment.close()
  }
}, 300_000)

test('what could not be looked up for a day is left to a person, and never posted again', async () => {
  const slack = {
    mix: { ...noFaults, dropAfter: 0.05, hangBefore: 0.02, historyFails: 1 },
    lateMs: 0,
    hangMs: 0,
  }
  const environment = await openEnvironment(shared.server, shared.bundle, { ...short, slack })
  const chaos = await startChaos(chaosTarget(shared, environment), kills)
  const aging = setInterval(() => void ageUnknown(environment.pool).catch(() => undefined), 1000)
  try {
    await until(
      async () => (await countUnsettled(environment.pool)) === (await countManual(environment.pool)),
    )
    clearInterval(aging)
    await rest(2000)
    await chaos.stop()
    const { posted, faults } = await environment.readRecord()
    const rows = await listPlanned(environment.pool)
    const left = await countManual(environment.pool)
    const notPosted = rows.filter(({ id }) => !posted[id]).length
    process.stderr.write(
      `for a person: ${left} rows, ${notPosted} of them not posted, of ${rows.length}; ${chaos.counts.kills} kills\n`,
    )
    expect(rows.filter(({ id }) => (posted[id] ?? 0) > 1)).toEqual([])
    expect(left).toBeGreaterThanOrEqual((faults.dropAfter ?? 0) + (faults.hangBefore ?? 0))
    expect(notPosted).toBeLessThan(left)
    expect(await metric(environment, 'forthright_needs_human')).toBe(left)
  } finally {
    clearInterval(aging)
    await chaos.stop()
    await environment.close()
  }
}, 300_000)

/** As a fresh process reports it once its heartbeat has counted. */
async function metric(environment: FaultEnvironment, name: string): Promise<number> {
  const worker = await startProcess<{ port: number }>(shared.bundle.worker, environment.settings)
  const read = async () => {
    const response = await fetch(`http://127.0.0.1:${worker.ready.port}/metrics`)
    const line = (await response.text()).split('\n').find((text) => text.startsWith(`${name} `))
    return Number(line?.split(' ')[1])
  }
  try {
    await until(async () => (await read()) > 0)
    return await read()
  } finally {
    await worker.stop()
  }
}

async function until(check: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 150_000
  // Twice in a row: between two steps of one row it may look settled.
  for (let met = 0; met < 2;) {
    met = (await check().catch(() => false)) ? met + 1 : 0
    if (performance.now() > end) throw new Error('The condition was not met in time')
    await rest(500)
  }
}
