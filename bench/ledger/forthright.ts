/** Delivery as the service runs it, with a messenger of the caller's choice: claim, render, select, send, settle. */
import { pino } from 'pino'
import { openDatabase } from '../../src/db/database.ts'
import { workspaceWorkers } from '../../src/nudges/delivery/workspace-worker.ts'
import { listDueTeams } from '../../src/nudges/delivery/due-work.ts'
import { slackLibraryLogger } from '../../src/ops/log.ts'
import { createWebClients } from '../../src/slack/web-clients.ts'
import { slackMessenger, type Messenger } from '../../src/slack/messenger.ts'
import { section } from '../../src/slack/blocks.ts'
import { databaseClock } from '../../src/time/clock.ts'
import { text } from './message.ts'
import { nudgeKind, type Nudge } from '../../src/nudges/kinds.ts'
import { durations, type DeliveryContext, type RateLimit } from '../../src/nudges/delivery/context.ts'
import { createCipher } from '../../src/db/encryption.ts'

const note = nudgeKind<Nudge>({
  id: { name: 'bench.note', class: 'nudge' },
  title: 'a note',
  load: async (_, nudges) => new Map(nudges.map((nudge) => [nudge.id, nudge])),
  isDue: () => true,
  render: () => ({ text, blocks: [section(text)] }),
})

let messages = 0

/** Answers at once, so that only the work on the database is measured. */
export function instantMessenger(): Messenger {
  return {
    openDm: async () => ({ channelId: 'D0' }),
    post: async ({ channelId }) => ({ kind: 'sent', channelId, ts: `1700000000.${++messages}` }),
    update: async () => ({ isDone: true }),
    delete: async () => true,
    readHistory: async () => ({ isWhole: true, posted: [] }),
  }
}

export function httpMessenger(apiUrl: string): Messenger {
  const logger = slackLibraryLogger(pino({ level: 'silent' }))
  return slackMessenger(
    createWebClients(
      () => ({ slackApiUrl: apiUrl, logger }),
      async (teamId) => `xoxb-${teamId}`,
      durations.postMs,
    ),
  )
}

const unlimited: RateLimit = { perMinute: 1e9, burst: 1e6, perChannelMs: 0 }

export async function openDelivery(databaseUrl: string, messenger: Messenger, rateLimit = unlimited) {
  const database = await openDatabase({ url: databaseUrl })
  const delivery: DeliveryContext = {
    ctx: {
      db: database.db,
      clock: databaseClock(database.db),
      log: pino({ level: 'error' }),
      cipher: createCipher(Buffer.alloc(32, 7)),
    },
    kinds: new Map([['bench.note', note]]),
    messenger,
    rateLimit,
    settleSeconds: 60,
    durations,
  }
  const workers = workspaceWorkers(delivery, (work) => work)
  return {
    ctx: delivery.ctx,
    /** As a heartbeat: one whole pass over every workspace with something due. */
    async runPass() {
      const due = await listDueTeams(database.db, await delivery.ctx.clock.now())
      await Promise.all(due.map(workers.runFull))
    },
    wake: workers.wake,
    async close() {
      workers.stop()
      await database.close()
    },
  }
}
