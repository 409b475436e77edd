/** The real program with a database that can be filled, and what is timed of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/db/database.ts'
import { homeTimer, team as teamId } from '../home.ts'
import { instantMessenger, openDelivery } from '../ledger/forthright.ts'
import { startChild, type BenchProcess } from '../parts/child.ts'
import { query } from '../parts/seed.ts'
import { freshUrl } from '../parts/server.ts'
import type { StandInReady, StandInSettings } from '../parts/slack-stand-in.ts'
import type { LoadRequest, LoadResult } from '../promise/load.ts'
import type { Town } from './copies.ts'

/** People who promise; each promise tells its promisee, at the pace of one workspace. */
const people = 100
const perTurn = 25
const promisor = 'U0P000000'
export const town: Omit<Town, 'promiseId'> = { teamId, promisor, perPerson: 10, peoplePerWorkspace: 500 }

export type Sized = Awaited<ReturnType<typeof openSized>>

/** The real program, with one promise in it from which the others are copied. */
export async function openSized() {
  const databaseUrl = await freshUrl('sizing')
  const secret = 'a secret of the benchmark'
  const slack = await startChild<StandInReady>('parts/slack-stand-in.ts', {
    teamId,
  } satisfies StandInSettings)
  const load = await startChild('promise/load.ts', {})
  const app: BenchProcess<{ origin: string }> = await startChild('parts/forthright.ts', {
    databaseUrl,
    signingSecret: secret,
    apiUrl: slack.ready.apiUrl,
  })
  const makePromises = (count: number, among: number) =>
    load.ask<LoadResult>({
      origin: app.ready.origin,
      secret,
      teamId,
      people: among,
      count,
      concurrency: 1,
    } satisfies LoadRequest)
  // The first is what is copied; the others are what the promisor's Home shows. Their promisees are told at the start.
  await makePromises(town.perPerson * 11, 11)
  await untilQuiet(databaseUrl)
  const [original] = await query<{ id: string }>(
    databaseUrl,
    'select id from promises where promisor = $1 order by made_at limit 1',
    [promisor],
  )
  const database = await openDatabase({ url: databaseUrl })
  const home = homeTimer(database.db)
  const delivery = await openDelivery(databaseUrl, instantMessenger())
  return {
    databaseUrl,
    town: { ...town, promiseId: original!.id } satisfies Town,
    heartbeat: () => timeOf(delivery.runPass),
    home: () => home.time(promisor),
    /** The median of some. */
    async promise() {
      const { p50, failed, refused, sample } = await makePromises(perTurn, people)
      if (failed + refused > 0) throw new Error(`A /promise was not taken: ${sample}`)
      return p50
    },
    async stop() {
      await delivery.close()
      await database.close()
      for (const child of [load, app, slack]) await child.stop()
    },
  }
}

/** Until everything that is due has been sent. */
export async function untilQuiet(databaseUrl: string): Promise<void> {
  const due = `select from nudge_queue where not_before <= clock_timestamp() limit 1`
  while ((await query(databaseUrl, due)).length > 0) await sleep(500)
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
