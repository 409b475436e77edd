/** A minute of what `npm run test:faults` does at length: nothing lost, nothing said twice, and controls that fail. */
import { brisk, undergo, usual, type Ordeal } from './fault-run.ts'
import { calm } from './settings.ts'
import { openStage } from './shared-servers.ts'

const stage = openStage()

const short: Ordeal = {
  ...usual,
  nudges: 200,
  teams: 4,
  people: 200,
  overSeconds: 2,
  durations: brisk,
  settleSeconds: 3,
  slack: { lateMs: 1500, hangMs: 1400 },
  harmSeconds: 12,
  patienceSeconds: 150,
}

test('nothing is lost and nothing said twice while processes and the database die and Slack misbehaves', async () => {
  const verdict = await undergo(stage.server, stage.bundle, {
    ...short,
    nudges: 600,
    people: 400,
    killEvery: 2000,
    crashEvery: 5000,
  })
  expect(verdict).toMatchObject({ lost: 0, duplicated: 0, unresolved: 0 })
  expect(verdict.kills).toBeGreaterThan(2)
  expect(verdict.faults.dropAfter).toBeGreaterThan(10)
}, 180_000)

test('control: sending an unclear claim again without asking says things twice', async () => {
  const verdict = await undergo(stage.server, stage.bundle, { ...short, flaw: 'naive lease' })
  expect(verdict.duplicated).toBeGreaterThan(2)
}, 180_000)

test('control: marking as sent before sending loses things', async () => {
  const verdict = await undergo(stage.server, stage.bundle, { ...short, flaw: 'mark sent first' })
  expect(verdict.lost).toBeGreaterThan(0)
}, 180_000)

test('control: settling sooner than Slack commits says things twice', async () => {
  const slack = { lateMs: 3000, hangMs: 0, mix: { ...calm, dropAndCommitLate: 0.15 } }
  const verdict = await undergo(stage.server, stage.bundle, { ...short, settleSeconds: 0.3, slack })
  expect(verdict.duplicated).toBeGreaterThan(4)
}, 180_000)
