/** A stop under full load: what is in hand is finished, nothing more is taken, and no row is left claimed. */
import type { ChildProcess } from 'node:child_process'
import { startHands } from './chaos.ts'
import { brisk, usual } from './fault-run.ts'
import { launch } from './processes.ts'
import { openScene, type Scene, type Setting } from './fault-environment.ts'
import { calm } from './settings.ts'
import { launchMain, stopMidway, type Stop } from './stopping.ts'
import { openStage } from './shared-servers.ts'

const isWhole = process.env.FAULTS === 'whole'

const stage = openStage()

const slow: Setting = {
  ...usual,
  nudges: 300,
  teams: 10,
  people: 300,
  overSeconds: 0,
  durations: brisk,
  settleSeconds: 2,
  slack: { answerMs: 300, mix: { ...calm, hangBefore: 0.01, hangAfter: 0.02 }, lateMs: 0, hangMs: 0 },
}

test('a process that is asked to stop in the middle of its posts leaves no row claimed', async () => {
  await stopped(slow, { times: 2, busy: 20, restMs: 100 }, (scene) =>
    launch(stage.bundle.worker, scene.settings, 0),
  )
}, 120_000)

const inFull = isWhole ? test : test.skip
inFull(
  'npm start stops within ten seconds while hundreds of posts are under way',
  async () => {
    const thousands: Setting = { ...slow, nudges: 4000, teams: 40, people: 4000 }
    await stopped(thousands, { times: 5, busy: 150, restMs: 700 }, (scene) =>
      launchMain(stage.bundle.main, scene.settings),
    )
  },
  600_000,
)

async function stopped(
  setting: Setting,
  { times, busy, restMs }: { times: number; busy: number; restMs: number },
  start: (scene: Scene) => ChildProcess,
): Promise<void> {
  const scene = await openScene(stage.server, stage.bundle, setting)
  try {
    const stops: Stop[] = []
    for (let time = 0; time < times; time++)
      stops.push(await stopMidway(start(scene), scene.pool, busy, time * restMs))
    if (isWhole) process.stderr.write(stops.map((stop) => `${JSON.stringify(stop)}\n`).join(''))
    for (const stop of stops) expect(stop).toMatchObject({ code: 0, left: 0 })
    expect(Math.max(...stops.map((stop) => stop.seconds))).toBeLessThan(10)

    const last = await startHands(
      stage.server,
      stage.bundle.worker,
      { workers: 1, harmSeconds: 0 },
      scene.settings,
      scene.databaseUrl,
    )
    const unresolved = await scene.settled(120)
    await last.stop()
    const judgement = await scene.judge()
    if (isWhole) process.stderr.write(`${setting.nudges} nudges: ${JSON.stringify(judgement)}\n`)
    expect({ ...judgement, unresolved }).toMatchObject({ lost: 0, duplicated: 0, unresolved: 0 })
    expect(judgement.faults.hangAfter).toBeGreaterThan(0)
  } finally {
    await scene.close()
  }
}
