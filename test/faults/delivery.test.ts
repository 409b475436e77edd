/** A short run of what `npm run test:faults` does at length, with the controls that have to fail. */
import { shortDurations, runWithFaults, defaults } from './fault-run.ts'
import { startSharedServers } from './shared-servers.ts'

const shared = startSharedServers()

test('nothing is lost and nothing posted twice while processes and the database are killed and Slack fails', async () => {
  const result = await runWithFaults(shared.server, shared.bundle, {
    ...defaults,
    nudges: 600,
    teams: 4,
    people: 400,
    overSeconds: 2,
    durations: shortDurations,
    settleSeconds: 3,
    slack: { lateMs: 1500, hangMs: 1400 },
    harmSeconds: 12,
    patienceSeconds: 150,
    killEvery: 2000,
    crashEvery: 5000,
  })
  expect(result).toMatchObject({ lost: 0, duplicated: 0, unresolved: 0, exits: 0 })
  expect(result.kills).toBeGreaterThan(2)
  expect(result.faults.dropAfter).toBeGreaterThan(10)
}, 180_000)
