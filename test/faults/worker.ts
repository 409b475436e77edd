/** One instance of the real app, in a process that will be killed. */
import { setTimeout as rest } from 'node:timers/promises'
import { WebClient } from '@slack/web-api'
import pg from 'pg'
import type { Config } from '../../src/config.ts'
import type { ServiceOptions } from '../../src/service-parts.ts'
import { startService } from '../../src/service.ts'
import { slackLibraryLogger, createLogger } from '../../src/ops/log.ts'
import { createWebClients } from '../../src/slack/web-clients.ts'
import { slackMessenger, type Messenger } from '../../src/slack/messenger.ts'
import { databaseClock } from '../../src/time/clock.ts'
import { keysIn } from '../../src/nudges/message-keys.ts'
import { openDatabase } from '../../src/db/database.ts'
import { resendUnknown, markAsSent } from './ledger-view.ts'
import type { WorkerSettings } from './settings.ts'

const settings = JSON.parse(process.argv[2]!) as WorkerSettings
const { databaseUrl, apiUrl, signingSecret, durations, settleSeconds, tickMs, isUnpaced, flaw, tokens } =
  settings

const config: Config = {
  slack: {
    transport: { kind: 'http', signingSecret },
    access: { kind: 'oauth', clientId: '1.2', clientSecret: 'a secret', stateSecret: 'a state secret' },
    apiUrl,
  },
  database: { url: databaseUrl },
  encryptionKey: Buffer.alloc(32, 7),
  port: 0,
  host: '127.0.0.1',
  logLevel: 'error',
  settleSeconds,
  messagesPerMinute: 200,
  retentionMonths: 12,
}

const flawed = flaw && (await addFlaw(flaw))
const app = await startService(config, {
  heartbeat: false,
  durations,
  log: createLogger('error', { write: () => undefined }),
  // The outcome is tested here, not the rate limit.
  rateLimit: { perMinute: 60_000, burst: isUnpaced ? 100 : 10, perChannelMs: 0 },
  ...flawed?.parts,
})
process.send!({ port: app.port })
// No handler for uncaught errors: one ends the process, and every unexpected exit fails the run.
process.on('message', () => process.send!({ isAlive: true }))
process.once('disconnect', () => process.exit(0))
process.once('SIGTERM', () => {
  app.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  )
})

while (tickMs !== undefined) {
  await flawed?.beforeTick?.().catch(() => undefined)
  await app.tick().catch(() => undefined)
  await rest(tickMs)
}

interface Flawed {
  parts: ServiceOptions
  beforeTick?: () => Promise<unknown>
}

async function addFlaw(how: NonNullable<WorkerSettings['flaw']>): Promise<Flawed> {
  switch (how) {
    case 'naive lease': {
      const pool = openPool()
      return { parts: {}, beforeTick: () => resendUnknown(pool) }
    }
    case 'mark sent first':
      return { parts: { messenger: prematureMessenger(realMessenger(), openPool()) } }
    case 'default retries':
      return { parts: { messenger: retryingMessenger() } }
    case 'stale now': {
      const { db } = await openDatabase({ url: databaseUrl })
      const clock = databaseClock(db)
      let kept = await clock.now()
      const beforeTick = async () => (kept = await clock.now())
      const stale = { now: async () => kept, cachedNow: async () => kept }
      return { parts: { clock: stale }, beforeTick }
    }
    default:
      return how satisfies never
  }
}

function openPool(): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  pool.on('error', () => {})
  return pool
}

function realMessenger(): Messenger {
  const options = {
    slackApiUrl: apiUrl,
    logger: slackLibraryLogger(createLogger('error', { write: () => undefined })),
  }
  const clients = createWebClients(
    () => options,
    async (teamId) => tokens[teamId],
    durations.postMs,
  )
  return slackMessenger(clients, clients)
}

function prematureMessenger(messenger: Messenger, pool: pg.Pool): Messenger {
  return {
    ...messenger,
    async post(to, message, attempts, mayStill) {
      const keys = message.blocks.flatMap((block) => keysIn(block.block_id ?? ''))
      await markAsSent(pool, to.teamId, keys)
      await messenger.post(to, message, attempts, mayStill)
      return { kind: 'sent', channelId: to.channelId, ts: '1.000000' }
    },
  }
}

/** Slack's client with its default retries, but shorter waits between them. */
function retryingMessenger(): Messenger {
  const logger = slackLibraryLogger(createLogger('error', { write: () => undefined }))
  const clients = new Map<string, WebClient>()
  const clientOf = async (teamId: string) => {
    const known = clients.get(teamId)
    const retryConfig = { retries: 10, minTimeout: 100, maxTimeout: 500 }
    const made =
      known ??
      new WebClient(tokens[teamId], { slackApiUrl: apiUrl, logger, retryConfig, timeout: durations.postMs })
    clients.set(teamId, made)
    return made
  }
  return slackMessenger(clientOf, clientOf)
}
