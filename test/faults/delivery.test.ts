/** A minute of what `npm run test:faults` does at length: nothing lost, nothing posted twice, and controls that fail. */
import { shortDurations, runWithFaults, defaults, type FaultRun } from './fault-run.ts'
import { noFaults } from './settings.ts'
import { startSharedServers } from './shared-servers.ts'

const shared = startSharedServers()

const short: FaultRun = {
  ...defaults,
  nudges: 200,
  teams: 4,
  people: 200,
  overSeconds: 2,
  durations: shortDurations,
  settleSeconds: 3,
  slack: { lateMs: 1500, hangMs: 1400 },
  harmSeconds: 12,
  patienceSeconds: 150,
}

test('nothing is lost and nothing posted twice while processes and the database are killed and Slack fails', async () => {
  const result = await runWithFaults(shared.server, shared.bundle, {
    ...short,
    nudges: 600,
    people: 400,
    killEvery: 2000,
    crashEvery: 5000,
  })
  expect(result).toMatchObject({ lost: 0, duplicated: 0, unresolved: 0, exits: 0 })
  expect(result.kills).toBeGreaterThan(2)
  expect(result.faults.dropAfter).toBeGreaterThan(10)
}, 180_000)

test('control: repeating a send with an unknown outcome without reading history posts twice', async () => {
  const result = await runWithFaults(shared.server, shared.bundle, { ...short, flaw: 'naive lease' })
  expect(result.duplicated).toBeGreaterThan(2)
}, 180_000)

test('control: marking as sent before sending loses things', async () => {
  const result = await runWithFaults(shared.server, shared.bundle, { ...short, flaw: 'mark sent first' })
  expect(result.lost).toBeGreaterThan(0)
}, 180_000)

test('control: settling sooner than Slack commits posts twice', async () => {
  const slack = { lateMs: 3000, hangMs: 0, mix: { ...noFaults, dropAndCommitLate: 0.15 } }
  const result = await runWithFaults(shared.server, shared.bundle, { ...short, settleSeconds: 0.3, slack })
  expect(result.duplicated).toBeGreaterThan(4)
}, 180_000)
