/** The same work by two well-known queues on Postgres, each set up for speed. */
import { makeWorkerUtils, run, Logger } from 'graphile-worker'
import pg from 'pg'
import PgBoss from 'pg-boss'
import { query } from '../parts/seed.ts'

export type Job = (index: number) => Promise<void>

/** Inserts `count` jobs, untimed, then works through them all, timed. Returns jobs per second. */
export type QueueRun = (databaseUrl: string, count: number, work: Job) => Promise<number>

export const runGraphileWorker: QueueRun = async (databaseUrl, count, work) => {
  const logger = new Logger(() => () => undefined)
  const utils = await makeWorkerUtils({ connectionString: databaseUrl, logger })
  await utils.migrate()
  const jobs = Array.from({ length: count }, (_, index) => ({ identifier: 'note', payload: { index } }))
  for (let from = 0; from < count; from += 5000) await utils.addJobs(jobs.slice(from, from + 5000))
  await utils.release()
  await query(databaseUrl, 'analyze')
  const pgPool = new pg.Pool({ connectionString: databaseUrl, max: 12 })
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => client.on('error', () => {}))
  const finished = countdown(count)
  const start = performance.now()
  const runner = await run({
    pgPool,
    preset: {
      worker: {
        concurrentJobs: 50,
        localQueue: { size: 500 },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
    logger,
    noHandleSignals: true,
    taskList: {
      note: async (payload) => {
        await work((payload as { index: number }).index)
        finished.one()
      },
    },
  })
  await finished.all
  const perSecond = count / ((performance.now() - start) / 1000)
  await runner.stop()
  await pgPool.end()
  return perSecond
}

export const runPgBoss: QueueRun = async (databaseUrl, count, work) => {
  const queue = 'note'
  const pgBoss = new PgBoss({ connectionString: databaseUrl, max: 12, supervise: false, schedule: false })
  pgBoss.on('error', () => {})
  await pgBoss.start()
  await pgBoss.createQueue(queue)
  for (let from = 0; from < count; from += 5000)
    await pgBoss.insert(
      Array.from({ length: Math.min(5000, count - from) }, (_, index) => ({
        name: queue,
        data: { index: from + index },
      })),
    )
  await query(databaseUrl, 'analyze')
  const start = performance.now()
  const worker = async () => {
    for (;;) {
      const jobs = await pgBoss.fetch<{ index: number }>(queue, { batchSize: 100 })
      if (!jobs.length) return
      await Promise.all(jobs.map((job) => work(job.data.index)))
      await pgBoss.complete(
        queue,
        jobs.map((job) => job.id),
      )
    }
  }
  await Promise.all([worker(), worker(), worker(), worker()])
  const perSecond = count / ((performance.now() - start) / 1000)
  await pgBoss.stop({ graceful: false })
  return perSecond
}

function countdown(count: number) {
  let left = count
  let done = () => {}
  const all = new Promise<void>((resolve) => (done = resolve))
  return {
    all,
    one() {
      left -= 1
      if (left === 0) done()
    },
  }
}
