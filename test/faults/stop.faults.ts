/** A stop under full load: what is in flight is finished, nothing more is claimed, and no row is left claimed. */
import type { ChildProcess } from 'node:child_process'
import { startChaos } from './chaos.ts'
import { shortDurations, defaults } from './fault-run.ts'
import { launch } from './processes.ts'
import { openEnvironment, type FaultEnvironment, type EnvironmentSettings } from './fault-environment.ts'
import { noFaults } from './settings.ts'
import { launchMain, stopMidway, type Stop } from './stopping.ts'
import { chaosTarget, startSharedServers } from './shared-servers.ts'

const shared = startSharedServers()

const slow: EnvironmentSettings = {
  ...defaults,
  nudges: 300,
  teams: 10,
  people: 300,
  overSeconds: 0,
  durations: shortDurations,
  settleSeconds: 2,
  slack: { answerMs: 300, mix: { ...noFaults, hangBefore: 0.01, hangAfter: 0.02 }, lateMs: 0, hangMs: 0 },
}

test('a process that is asked to stop in the middle of its posts leaves no row claimed', async () => {
  await stopped(slow, { times: 2, busy: 20, restMs: 100 }, (environment) =>
    launch(shared.bundle.worker, environment.settings, 0),
  )
}, 120_000)

test('npm start stops within ten seconds while hundreds of posts are under way', async () => {
  const thousands: EnvironmentSettings = { ...slow, nudges: 4000, teams: 40, people: 4000 }
  await stopped(thousands, { times: 5, busy: 150, restMs: 700 }, (environment) =>
    launchMain(shared.bundle.main, environment.settings),
  )
}, 600_000)

async function stopped(
  settings: EnvironmentSettings,
  { times, busy, restMs }: { times: number; busy: number; restMs: number },
  start: (environment: FaultEnvironment) => ChildProcess,
): Promise<void> {
  const environment = await openEnvironment(shared.server, shared.bundle, settings)
  try {
    const stops: Stop[] = []
    for (let time = 0; time < times; time++) {
      const stop = await stopMidway(start(environment), environment.pool, busy, time * restMs)
      process.stderr.write(`${JSON.stringify(stop)}\n`)
      // At once: what one leaves claimed would keep the next from claiming as much.
      expect(stop).toMatchObject({ code: 0, claimedAfter: 0 })
      stops.push(stop)
    }
    expect(Math.max(...stops.map((stop) => stop.seconds))).toBeLessThan(10)

    const last = await startChaos(chaosTarget(shared, environment), { workers: 1, harmSeconds: 0 })
    const unresolved = await environment.settled(120)
    await last.stop()
    const comparison = await environment.compare()
    process.stderr.write(`${settings.nudges} nudges: ${JSON.stringify(comparison)}\n`)
    expect({ ...comparison, unresolved }).toMatchObject({ lost: 0, duplicated: 0, unresolved: 0 })
    expect(comparison.faults.hangAfter).toBeGreaterThan(0)
  } finally {
    await environment.close()
  }
}
