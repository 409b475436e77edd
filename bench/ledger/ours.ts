/** The ledger as it is, with a courier of the caller's choice: claim, manners, compose, send, settle. */
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

let stamp = 0

/** Answers at once, so that only the ledger is measured. */
export function instantCourier(): Messenger {
  return {
    openDm: async () => ({ channelId: 'D0' }),
    post: async ({ channelId }) => ({ kind: 'sent', channelId, ts: `1700000000.${++stamp}` }),
    update: async () => ({ isDone: true }),
    delete: async () => true,
    readHistory: async () => ({ isWhole: true, posted: [] }),
  }
}

export function httpCourier(apiUrl: string): Messenger {
  const logger = slackLibraryLogger(pino({ level: 'silent' }))
  return slackMessenger(
    createWebClients({ slackApiUrl: apiUrl, logger }, async (teamId) => `xoxb-${teamId}`, durations.postMs),
  )
}

const unpaced: RateLimit = { perMinute: 1e9, burst: 1e6, perChannelMs: 0 }

export async function openOurs(databaseUrl: string, courier: Messenger, pace = unpaced) {
  const database = await openDatabase({ url: databaseUrl })
  const delivery: DeliveryContext = {
    ctx: {
      db: database.db,
      clock: databaseClock(database.db),
      log: pino({ level: 'error' }),
      cipher: createCipher(Buffer.alloc(32, 7)),
    },
    kinds: new Map([['bench.note', note]]),
    messenger: courier,
    rateLimit: pace,
    settleSeconds: 60,
    durations,
  }
  const kicks = workspaceWorkers(delivery, (work) => work)
  return {
    async tick() {
      const due = await listDueTeams(database.db, await delivery.ctx.clock.now())
      await Promise.all(due.map(kicks.runFull))
    },
    kick: kicks.wake,
    async close() {
      kicks.stop()
      await database.close()
    },
  }
}
