/** The baseline: Bolt as its guide shows it, which answers after one INSERT. A process of its own. */
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { onEnd, onQuestion, processorTime, settings, tellParent } from '../parts/child.ts'

export interface BareSettings {
  databaseUrl: string
  signingSecret: string
  apiUrl: string
}

const { databaseUrl, signingSecret, apiUrl } = settings() as BareSettings
const pool = new pg.Pool({ connectionString: databaseUrl, max: 12 })
await pool.query(`create table if not exists bare_promises (
  id bigint generated always as identity primary key, team_id text not null, user_id text not null, what text not null)`)
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR })
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0BOT', botUserId: 'U0BOT' }),
  clientOptions: { slackApiUrl: apiUrl },
  logLevel: LogLevel.ERROR,
})
app.command('/promise', async ({ ack, command }) => {
  await pool.query('insert into bare_promises (team_id, user_id, what) values ($1, $2, $3)', [
    command.team_id,
    command.user_id,
    command.text,
  ])
  await ack({ response_type: 'ephemeral', text: `Noted: ${command.text}` })
})
const server = await receiver.start(0)
tellParent({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
onQuestion(async () => ({ cpu: processorTime() }))
onEnd(async () => {
  await app.stop()
  await pool.end()
})
