/** Stops a process while it has much in flight, and looks at what it leaves behind. */
import { fork, type ChildProcess } from 'node:child_process'
import { setTimeout as rest } from 'node:timers/promises'
import type pg from 'pg'
import { countClaimed } from './ledger-view.ts'
import { encryptionKey } from './seed.ts'
import type { WorkerSettings } from './settings.ts'

export interface Stop {
  code: number | null
  seconds: number
  /** Rows that it had claimed at the signal. */
  claimedBefore: number
  /** Rows that are claimed after its exit. */
  claimedAfter: number
}

/** Waits until at least `busy` rows are claimed, and `restMs` longer: other posts are under way each time. */
export async function stopMidway(
  child: ChildProcess,
  pool: pg.Pool,
  busy: number,
  restMs: number,
): Promise<Stop> {
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const before = await countClaimed(pool)
  const claimed = await claimsOf(child, pool, before + busy).catch((error: unknown) => {
    // Its channel to this process would keep the run from ending.
    child.kill('SIGKILL')
    throw error
  })
  await rest(restMs)
  const start = performance.now()
  child.kill('SIGTERM')
  const code = await exit
  return {
    code,
    seconds: (performance.now() - start) / 1000,
    claimedBefore: claimed - before,
    claimedAfter: (await countClaimed(pool)) - before,
  }
}

/** How many are claimed, as soon as there are `enough`. */
async function claimsOf(child: ChildProcess, pool: pg.Pool, enough: number): Promise<number> {
  const end = performance.now() + 60_000
  let most = 0
  for (;;) {
    const claimed = await countClaimed(pool)
    if (claimed >= enough) return claimed
    most = Math.max(most, claimed)
    if (child.exitCode !== null) throw new Error(`It exited before the signal (${child.exitCode})`)
    if (performance.now() > end) throw new Error(`It never claimed more than ${most} of ${enough} rows`)
    await rest(20)
  }
}

/** `npm start` as in production: with the real heartbeat, rate limit and durations. */
export function launchMain(file: string, { databaseUrl, apiUrl, signingSecret }: WorkerSettings) {
  return fork(file, [], {
    // Not those of the tests: the loader of TypeScript would read the bundle again, and took 600 MB more.
    execArgv: [],
    env: {
      PATH: process.env.PATH,
      DOTENV_CONFIG_PATH: '/nowhere',
      DATABASE_URL: databaseUrl,
      SLACK_API_URL: apiUrl,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'a secret',
      SLACK_STATE_SECRET: 'a state secret',
      ENCRYPTION_KEY: encryptionKey.toString('hex'),
      DELIVERY_SETTLE_SECONDS: '8',
      LOG_LEVEL: 'error',
      PORT: '0',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}
