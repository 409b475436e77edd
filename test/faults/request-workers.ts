/** Three workers that answer requests, on a database and a Slack of their own. */
import pg from 'pg'
import { startServer, type Server } from '../support/postgres.mjs'
import { bundleProcesses, type Bundle } from './bundle.ts'
import { createMigratedDatabase } from './database.ts'
import { shortDurations } from './fault-run.ts'
import { startProcess, type Process } from './processes.ts'
import { seedTeams } from './seed.ts'
import { noFaults, type SlackReady, type SlackSettings, type WorkerSettings } from './settings.ts'
import { postSigned, promiseCommand, type Answer } from './signed-requests.ts'

export interface RequestWorkers {
  server: Server
  slack: Process<SlackReady>
  pool: pg.Pool
  settings: WorkerSettings
  workers: Process<{ port: number }>[]
  /** Posts to one worker after another. */
  post(index: number, body: string, type?: string): Promise<Answer>
  /** The command in which one of the people promises another something that ends with `word`. */
  command(index: number, word: string): string
}

/** Starts them before the first test of the file, and stops them after the last. */
export function startRequestWorkers(): RequestWorkers {
  let bundle: Bundle
  const started = {
    workers: [],
    post: (index, body, type) =>
      postSigned(
        { port: started.workers[index % 3]!.ready.port, signingSecret: started.settings.signingSecret },
        body,
        type,
      ),
    command(index, word) {
      const { teamId, people } = started.slack.ready.teams[0]!
      const [from, to] = [people[index % people.length]!, people[(index + 1) % people.length]!]
      return promiseCommand({ teamId, from, to }, `ship the deck ${word} by Friday 3pm`)
    },
  } as Pick<RequestWorkers, 'workers' | 'post' | 'command'> as RequestWorkers

  beforeAll(async () => {
    ;[started.server, bundle] = await Promise.all([startServer({ fsync: true }), bundleProcesses()])
    const databaseUrl = await createMigratedDatabase(started.server)
    started.slack = await startProcess(bundle.slack, {
      seed: 1,
      teams: 1,
      people: 200,
      mix: noFaults,
      lateMs: 0,
      hangMs: 0,
      historyLagMs: 0,
    } satisfies SlackSettings)
    started.pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
    started.pool.on('error', () => {})
    await seedTeams(started.pool, started.slack.ready.teams)
    started.settings = {
      databaseUrl,
      apiUrl: started.slack.ready.apiUrl,
      signingSecret: started.slack.ready.signingSecret,
      durations: shortDurations,
      settleSeconds: 3,
      tickMs: undefined,
      tokens: {},
    }
    const start = () => startProcess<{ port: number }>(bundle.worker, started.settings)
    started.workers.push(...(await Promise.all([start(), start(), start()])))
  }, 120_000)

  afterAll(async () => {
    await Promise.all(started.workers.map((worker) => worker.stop()))
    await started.pool.end()
    await started.slack.stop()
    bundle.remove()
    await started.server.stop()
  })
  return started
}
