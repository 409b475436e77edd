/** Processes frozen right after a claim was committed: the case that the guard is for, and its control. */
import { shortDurations, runWithFaults, defaults, type FaultRun, type RunResult } from './fault-run.ts'
import { noFaults } from './settings.ts'
import { startSharedServers } from './shared-servers.ts'

const shared = startSharedServers()

const frozen: FaultRun = {
  ...defaults,
  nudges: 600,
  teams: 5,
  people: 150,
  // All due at once, so that claims are large; then a pause, in which the others take over from those that are frozen.
  overSeconds: 0,
  waves: { count: 4, everySeconds: 22 },
  durations: shortDurations,
  settleSeconds: 1,
  slack: { mix: noFaults },
  // The claim, then what is due, then the people, then the rows to render: four answers of the database, and the freeze comes
  // once the second is there. Five workspaces do so at the same time, with twelve connections.
  databaseDelayMs: 80,
  freezeClaims: { after: 270, for: 13_000, spareFor: 5000 },
  harmSeconds: 80,
  patienceSeconds: 200,
}

async function run(name: string, settings: FaultRun): Promise<RunResult> {
  const result = await runWithFaults(shared.server, shared.bundle, settings)
  const { lost, duplicated, pauses, seconds } = result
  process.stderr.write(
    `${name}: ${settings.nudges} nudges, ${pauses} freezes, ${lost} lost, ${duplicated} twice, ${seconds.toFixed(0)} s\n`,
  )
  return result
}

test('nothing is posted twice by a process that was frozen between its claim and its posts', async () => {
  const result = await run('frozen after a claim', frozen)
  expect(result).toMatchObject({ lost: 0, duplicated: 0, unresolved: 0, exits: 0 })
  expect(result.pauses).toBeGreaterThan(5)
}, 400_000)

test('control: without the guard the process that is resumed posts it all again', async () => {
  // JSON has no Infinity: eleven days.
  const result = await run('control, guard off', {
    ...frozen,
    durations: { ...shortDurations, guardMs: 1e9 },
  })
  expect(result.duplicated).toBeGreaterThan(30)
}, 400_000)
