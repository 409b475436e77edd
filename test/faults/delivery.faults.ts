/** The delivery at length: every known fault by itself and together, and for each the control that has to fail. */
import { shortDurations, runWithFaults, defaults, type FaultRun, type RunResult } from './fault-run.ts'
import { noFaults, faultMix } from './settings.ts'
import { startSharedServers } from './shared-servers.ts'

const shared = startSharedServers()

const whole: FaultRun = {
  ...defaults,
  nudges: 10_000,
  overSeconds: 30,
  killEvery: 2000,
  patienceSeconds: 400,
}
const nothingLostOrRepeated = { lost: 0, duplicated: 0, unresolved: 0, exits: 0 }

async function run(name: string, settings: FaultRun): Promise<RunResult> {
  const result = await runWithFaults(shared.server, shared.bundle, settings)
  const { lost, duplicated, messages, unclear, kills, crashes, pauses, seconds } = result
  process.stderr.write(
    `${name}: ${settings.nudges} nudges in ${messages} messages, ${lost} lost, ${duplicated} twice; ` +
      `${unclear} deferred or unknown, ${kills} kills, ${crashes} crashes, ${pauses} pauses, ${seconds.toFixed(0)} s\n`,
  )
  return result
}

test('10,000 nudges, a process killed every 2 seconds', async () => {
  expect(await run('kills', whole)).toMatchObject(nothingLostOrRepeated)
}, 600_000)

test('the same, and Postgres crashed every 8 seconds', async () => {
  const result = await run('kills and crashes', { ...whole, crashEvery: 8000 })
  expect(result).toMatchObject(nothingLostOrRepeated)
  expect(result.crashes).toBeGreaterThan(2)
}, 600_000)

test('the same, and processes that freeze for longer than lease and settle together', async () => {
  const result = await run('kills and freezes', { ...whole, pause: { every: 3000, for: 13_000 } })
  expect(result).toMatchObject(nothingLostOrRepeated)
  expect(result.pauses).toBeGreaterThan(5)
}, 600_000)

test('machines whose clocks are ten minutes apart from the database', async () => {
  expect(await run('clocks', { ...whole, nudges: 5000, skew: [-10, 0, 10] })).toMatchObject(
    nothingLostOrRepeated,
  )
}, 600_000)

test('a Slack that commits late and a history that lags behind', async () => {
  const slack = { historyLagMs: 2000, mix: { ...faultMix, dropAndCommitLate: 0.03 } }
  expect(await run('late and lagging', { ...whole, nudges: 5000, slack })).toMatchObject(
    nothingLostOrRepeated,
  )
}, 600_000)

const control: FaultRun = { ...whole, nudges: 3000, people: 1500, overSeconds: 8 }

test('control: a send with an unknown outcome is repeated without reading history', async () => {
  const result = await run('control, naive lease', { ...control, flaw: 'naive lease' })
  expect(result.duplicated).toBeGreaterThan(90)
}, 600_000)

test('control: marked as sent before it is', async () => {
  const result = await run('control, mark sent first', { ...control, flaw: 'mark sent first' })
  expect(result.lost).toBeGreaterThan(50)
}, 600_000)

test("control: Slack's client with its default retries", async () => {
  const { killEvery: _, ...alive } = control
  const result = await run('control, default retries', { ...alive, flaw: 'default retries' })
  expect(result.duplicated).toBeGreaterThan(90)
}, 600_000)

test('control: settling sooner than a late commit', async () => {
  const { killEvery: _, ...alive } = control
  const slack = { lateMs: 8000, mix: { ...noFaults, dropAndCommitLate: 0.05 } }
  const result = await run('control, settle too short', { ...alive, settleSeconds: 0.5, slack })
  expect(result.duplicated).toBeGreaterThan(20)
}, 600_000)

test('control: history lags for longer than settle', async () => {
  const { killEvery: _, ...alive } = control
  const slack = { historyLagMs: 8000, mix: { ...noFaults, dropAfter: 0.05 } }
  const result = await run('control, history lags', {
    ...alive,
    durations: shortDurations,
    settleSeconds: 3,
    slack,
  })
  expect(result.duplicated).toBeGreaterThan(30)
}, 600_000)

// A post times out after 3 seconds and is committed after 4. Settling for 2.5 seconds from the timeout is long enough;
// from the start of the tick it is not.
const hanging: FaultRun = {
  ...defaults,
  nudges: 2000,
  teams: 8,
  overSeconds: 0,
  durations: { leaseSeconds: 8, guardMs: 2000, postMs: 3000 },
  settleSeconds: 2.5,
  isUnpaced: true,
  slack: { hangMs: 4000, mix: { ...noFaults, hangAndCommitLate: 0.05 } },
}

test('posts that hang and are committed after they timed out', async () => {
  const result = await run('hanging', hanging)
  expect(result).toMatchObject(nothingLostOrRepeated)
  expect(result.faults.hangAndCommitLate).toBeGreaterThan(50)
}, 600_000)

test('control: the clock is not read again after a post', async () => {
  const result = await run('control, stale now', { ...hanging, flaw: 'stale now' })
  expect(result.duplicated).toBeGreaterThan(30)
}, 600_000)
