/** Connections that swallow everything and never break: to Postgres, and to Slack. */
import { setTimeout as rest } from 'node:timers/promises'
import { overWire, socketOf } from './database.ts'
import { usual } from './fault-run.ts'
import { startProcess, type Process } from './processes.ts'
import { openProxy, type Proxy } from './proxy.ts'
import { openScene, type Scene, type Setting } from './fault-environment.ts'
import { calm } from './settings.ts'
import { openStage } from './shared-servers.ts'

const stage = openStage()

type Worker = Process<{ port: number }>

/** Seconds: the hole begins a little after the start and ends when almost everything is due. */
const hole = { after: 5, for: 30, recoverWithin: 30 }
const holed: Setting = {
  ...usual,
  nudges: 2000,
  overSeconds: hole.after + hole.for,
  slack: { mix: calm, lateMs: 0, hangMs: 0 },
}

test('thirty seconds without a word from Postgres: unwell meanwhile, and half a minute later all is told', async () => {
  const { during, after } = await fall('Postgres', (wires) => wires.database)
  expect(new Set(during)).toEqual(new Set([503]))
  expect(after).toEqual([200, 200, 200])
}, 300_000)

test('thirty seconds without a word from Slack, and half a minute later all is told', async () => {
  const { during } = await fall('Slack', (wires) => wires.slack)
  // The process itself is well: to be started anew would help nobody.
  expect(new Set(during)).toEqual(new Set([200]))
}, 300_000)

interface Wires {
  database: Proxy
  slack: Proxy
}

async function fall(name: string, into: (wires: Wires) => Proxy) {
  const scene = await openScene(stage.server, stage.bundle, holed)
  const wires: Wires = {
    database: await openProxy(socketOf(scene.databaseUrl)),
    slack: await openProxy({ port: Number(new URL(scene.settings.apiUrl).port), host: '127.0.0.1' }),
  }
  const workers = await startWorkers(scene, wires)
  try {
    await rest(hole.after * 1000)
    into(wires).swallow()
    const during = await healthFor(workers, hole.for)
    into(wires).letGo()
    const end = performance.now()
    const unresolved = await scene.settled(120)
    const seconds = (performance.now() - end) / 1000
    const after = await Promise.all(workers.map(healthOf))
    const judgement = await scene.judge()
    const { lost, duplicated, unclear } = judgement
    process.stderr.write(
      `hole to ${name}: ${lost} lost, ${duplicated} twice, ${unclear} unclear, ${unresolved} left; all told ${seconds.toFixed(0)} s after it\n`,
    )
    expect({ ...judgement, unresolved }).toMatchObject({ lost: 0, duplicated: 0, unresolved: 0 })
    expect(seconds).toBeLessThan(hole.recoverWithin)
    for (const worker of workers) expect(await worker.ask()).toEqual({ unhandled: 0 })
    return { during, after }
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()))
    await Promise.all([wires.database.close(), wires.slack.close()])
    await scene.close()
  }
}

async function startWorkers(scene: Scene, wires: Wires): Promise<Worker[]> {
  const settings = {
    ...scene.settings,
    databaseUrl: overWire(scene.databaseUrl, wires.database.port),
    apiUrl: `http://127.0.0.1:${wires.slack.port}/api/`,
  }
  return Promise.all([1, 2, 3].map(() => startProcess<{ port: number }>(stage.bundle.worker, settings)))
}

/** What they say of themselves once a second; the first seconds, in which a question is still under way, are left out. */
async function healthFor(workers: readonly Worker[], seconds: number): Promise<number[]> {
  const end = performance.now() + seconds * 1000
  const said: number[] = []
  await rest(3000)
  while (performance.now() < end - 3000) {
    said.push(...(await Promise.all(workers.map(healthOf))))
    await rest(1000)
  }
  await rest(Math.max(0, end - performance.now()))
  return said
}

async function healthOf(worker: Worker): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${worker.ready.port}/healthz`)
  return response.status
}
