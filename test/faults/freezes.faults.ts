/** Processes frozen right after a claim of theirs was committed: what the guard is for, and its control. */
import { brisk, undergo, usual, type Ordeal, type Verdict } from './fault-run.ts'
import { calm } from './settings.ts'
import { openStage } from './shared-servers.ts'

const stage = openStage()

const frozen: Ordeal = {
  ...usual,
  nudges: 600,
  teams: 5,
  people: 150,
  // All at once, so that claims are large; then a pause, in which the others take over from those that are frozen.
  overSeconds: 0,
  waves: { count: 4, everySeconds: 22 },
  durations: brisk,
  settleSeconds: 1,
  slack: { mix: calm },
  // A claim, then what is due to these people, then what there is to say of it: three answers of the database, and the
  // freeze comes when the second is on its way. Five workspaces ask for all of it at once: a pool has twelve connections.
  databaseDelayMs: 80,
  freezeClaims: { after: 155, for: 13_000, rest: 5000 },
  harmSeconds: 80,
  patienceSeconds: 200,
}

async function run(name: string, ordeal: Ordeal): Promise<Verdict> {
  const verdict = await undergo(stage.server, stage.bundle, ordeal)
  const { lost, duplicated, pauses, seconds } = verdict
  process.stderr.write(
    `${name}: ${ordeal.nudges} nudges, ${pauses} freezes, ${lost} lost, ${duplicated} twice, ${seconds.toFixed(0)} s\n`,
  )
  return verdict
}

test('nothing is said twice by a process that was frozen between its claim and its posts', async () => {
  const verdict = await run('frozen after a claim', frozen)
  expect(verdict).toMatchObject({ lost: 0, duplicated: 0, unresolved: 0 })
  expect(verdict.pauses).toBeGreaterThan(5)
}, 400_000)

test('control: without the guard the process that wakes says it all again', async () => {
  // As JSON has no Infinity: a claim of eleven days is young.
  const verdict = await run('control, guard off', { ...frozen, durations: { ...brisk, guardMs: 1e9 } })
  expect(verdict.duplicated).toBeGreaterThan(30)
}, 400_000)
