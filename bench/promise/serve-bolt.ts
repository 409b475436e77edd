import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel, type SlashCommand } from '@slack/bolt'
import type pg from 'pg'
import { onEnd, onQuestion, processorTime, tellParent } from '../parts/child.ts'

interface Served {
  signingSecret: string
  apiUrl: string
  pool: pg.Pool
  store(command: SlashCommand): Promise<unknown>
}

/** Bolt as it comes, which acknowledges `/promise` once it is stored. A process of its own. */
export async function serveBolt({ signingSecret, apiUrl, pool, store }: Served): Promise<void> {
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR })
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0BOT', botUserId: 'U0BOT' }),
    clientOptions: { slackApiUrl: apiUrl },
    logLevel: LogLevel.ERROR,
  })
  app.command('/promise', async ({ ack, command }) => {
    await store(command)
    await ack({ response_type: 'ephemeral', text: `Noted: ${command.text}` })
  })
  const server = await receiver.start(0)
  tellParent({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  onQuestion(async () => ({ cpu: processorTime() }))
  onEnd(async () => {
    await app.stop()
    await pool.end()
  })
}
