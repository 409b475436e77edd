/** Connections to Postgres or Slack on which nothing gets through and which never break. */
import { setTimeout as rest } from 'node:timers/promises'
import { throughProxy, socketOf } from './database.ts'
import { defaults } from './fault-run.ts'
import { startProcess, type Process } from './processes.ts'
import { openProxy, type Proxy } from './proxy.ts'
import { openEnvironment, type FaultEnvironment, type EnvironmentSettings } from './fault-environment.ts'
import { noFaults } from './settings.ts'
import { startSharedServers } from './shared-servers.ts'

const shared = startSharedServers()

type Worker = Process<{ port: number }>

/** Seconds: the silence begins shortly after the start and ends when almost everything is due. */
const silence = { after: 5, for: 30, recoverWithin: 30 }
const environmentSettings: EnvironmentSettings = {
  ...defaults,
  nudges: 2000,
  overSeconds: silence.after + silence.for,
  slack: { mix: noFaults, lateMs: 0, hangMs: 0 },
}

test('thirty seconds of silence from Postgres: 503 meanwhile, and half a minute later everything is posted', async () => {
  const { during, after } = await cutOff('Postgres', (proxies) => proxies.database)
  expect(new Set(during)).toEqual(new Set([503]))
  expect(after).toEqual([200, 200, 200])
}, 300_000)

test('thirty seconds of silence from Slack, and half a minute later everything is posted', async () => {
  const { during } = await cutOff('Slack', (proxies) => proxies.slack)
  // The process itself is healthy: a restart would not help.
  expect(new Set(during)).toEqual(new Set([200]))
}, 300_000)

interface Proxies {
  database: Proxy
  slack: Proxy
}

async function cutOff(name: string, proxyOf: (proxies: Proxies) => Proxy) {
  const environment = await openEnvironment(shared.server, shared.bundle, environmentSettings)
  const proxies: Proxies = {
    database: await openProxy(socketOf(environment.databaseUrl)),
    slack: await openProxy({ port: Number(new URL(environment.settings.apiUrl).port), host: '127.0.0.1' }),
  }
  const workers = await startWorkers(environment, proxies)
  try {
    await rest(silence.after * 1000)
    proxyOf(proxies).goSilent()
    const during = await healthFor(workers, silence.for)
    proxyOf(proxies).resume()
    const end = performance.now()
    const unresolved = await environment.settled(120)
    const seconds = (performance.now() - end) / 1000
    const after = await Promise.all(workers.map(healthOf))
    const comparison = await environment.compare()
    const { lost, duplicated, unclear } = comparison
    process.stderr.write(
      `silence from ${name}: ${lost} lost, ${duplicated} twice, ${unclear} unclear, ${unresolved} left; everything posted ${seconds.toFixed(0)} s after it\n`,
    )
    expect({ ...comparison, unresolved }).toMatchObject({ lost: 0, duplicated: 0, unresolved: 0 })
    expect(seconds).toBeLessThan(silence.recoverWithin)
    for (const worker of workers) expect(await worker.ask()).toEqual({ isAlive: true })
    return { during, after }
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()))
    await Promise.all([proxies.database.close(), proxies.slack.close()])
    await environment.close()
  }
}

async function startWorkers(environment: FaultEnvironment, proxies: Proxies): Promise<Worker[]> {
  const settings = {
    ...environment.settings,
    databaseUrl: throughProxy(environment.databaseUrl, proxies.database.port),
    apiUrl: `http://127.0.0.1:${proxies.slack.port}/api/`,
  }
  return Promise.all([1, 2, 3].map(() => startProcess<{ port: number }>(shared.bundle.worker, settings)))
}

/** Their health once a second, without the first seconds, in which a query is still pending. */
async function healthFor(workers: readonly Worker[], seconds: number): Promise<number[]> {
  const end = performance.now() + seconds * 1000
  const statuses: number[] = []
  await rest(3000)
  while (performance.now() < end - 3000) {
    statuses.push(...(await Promise.all(workers.map(healthOf))))
    await rest(1000)
  }
  await rest(Math.max(0, end - performance.now()))
  return statuses
}

async function healthOf(worker: Worker): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${worker.ready.port}/healthz`)
  return response.status
}
