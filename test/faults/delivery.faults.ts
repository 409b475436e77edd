/** The delivery at length: every fault we know of by itself and together, and for each the control that has to fail. */
import { brisk, undergo, usual, type Ordeal, type Verdict } from './fault-run.ts'
import { calm, harshMix } from './settings.ts'
import { openStage } from './shared-servers.ts'

const stage = openStage()

const whole: Ordeal = { ...usual, nudges: 10_000, overSeconds: 30, killEvery: 2000, patienceSeconds: 400 }
const unharmed = { lost: 0, duplicated: 0, unresolved: 0 }

async function run(name: string, ordeal: Ordeal): Promise<Verdict> {
  const verdict = await undergo(stage.server, stage.bundle, ordeal)
  const { lost, duplicated, messages, unclear, kills, crashes, pauses, seconds } = verdict
  process.stderr.write(
    `${name}: ${ordeal.nudges} nudges in ${messages} messages, ${lost} lost, ${duplicated} twice; ` +
      `${unclear} held or unclear, ${kills} kills, ${crashes} crashes, ${pauses} pauses, ${seconds.toFixed(0)} s\n`,
  )
  return verdict
}

test('10,000 nudges, a process killed every 2 seconds', async () => {
  expect(await run('kills', whole)).toMatchObject(unharmed)
}, 600_000)

test('the same, and Postgres crashed every 8 seconds', async () => {
  const verdict = await run('kills and crashes', { ...whole, crashEvery: 8000 })
  expect(verdict).toMatchObject(unharmed)
  expect(verdict.crashes).toBeGreaterThan(2)
}, 600_000)

test('the same, and processes that freeze for longer than lease and settle together', async () => {
  const verdict = await run('kills and freezes', { ...whole, pause: { every: 3000, for: 13_000 } })
  expect(verdict).toMatchObject(unharmed)
  expect(verdict.pauses).toBeGreaterThan(5)
}, 600_000)

test('machines whose clocks are ten minutes apart from the database', async () => {
  expect(await run('clocks', { ...whole, nudges: 5000, skew: [-10, 0, 10] })).toMatchObject(unharmed)
}, 600_000)

test('a Slack that commits late and a history that lags behind', async () => {
  const slack = { historyLagMs: 2000, mix: { ...harshMix, dropAndCommitLate: 0.03 } }
  expect(await run('late and lagging', { ...whole, nudges: 5000, slack })).toMatchObject(unharmed)
}, 600_000)

const control: Ordeal = { ...whole, nudges: 3000, people: 1500, overSeconds: 8 }

test('control: an unclear claim is sent again without asking', async () => {
  const verdict = await run('control, naive lease', { ...control, flaw: 'naive lease' })
  expect(verdict.duplicated).toBeGreaterThan(90)
}, 600_000)

test('control: marked as sent before it is', async () => {
  const verdict = await run('control, mark sent first', { ...control, flaw: 'mark sent first' })
  expect(verdict.lost).toBeGreaterThan(50)
}, 600_000)

test("control: Slack's client retries as it comes out of the box", async () => {
  const { killEvery: _, ...alive } = control
  const verdict = await run('control, default retries', { ...alive, flaw: 'default retries' })
  expect(verdict.duplicated).toBeGreaterThan(90)
}, 600_000)

test('control: settling sooner than a late commit', async () => {
  const { killEvery: _, ...alive } = control
  const slack = { lateMs: 8000, mix: { ...calm, dropAndCommitLate: 0.05 } }
  const verdict = await run('control, settle too short', { ...alive, settleSeconds: 0.5, slack })
  expect(verdict.duplicated).toBeGreaterThan(20)
}, 600_000)

test('control: history lags for longer than settle', async () => {
  const { killEvery: _, ...alive } = control
  const slack = { historyLagMs: 8000, mix: { ...calm, dropAfter: 0.05 } }
  const verdict = await run('control, history lags', { ...alive, durations: brisk, settleSeconds: 3, slack })
  expect(verdict.duplicated).toBeGreaterThan(30)
}, 600_000)

// A post is given up after 3 seconds and committed after 4. Settling for 2.5 seconds from when it was given up is long
// enough; from when the tick began it is not.
const hanging: Ordeal = {
  ...usual,
  nudges: 2000,
  teams: 8,
  overSeconds: 0,
  durations: { leaseSeconds: 8, guardMs: 2000, postMs: 3000 },
  settleSeconds: 2.5,
  isUnpaced: true,
  slack: { hangMs: 4000, mix: { ...calm, hangAndCommitLate: 0.05 } },
}

test('posts that hang and are committed after they were given up', async () => {
  const verdict = await run('hanging', hanging)
  expect(verdict).toMatchObject(unharmed)
  expect(verdict.faults.hangAndCommitLate).toBeGreaterThan(50)
}, 600_000)

test('control: the clock is not read again after a post', async () => {
  const verdict = await run('control, stale now', { ...hanging, flaw: 'stale now' })
  expect(verdict.duplicated).toBeGreaterThan(30)
}, 600_000)
