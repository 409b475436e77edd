/**
 * Slack's Web API reduced to what a benchmark needs: an `ok` as cheap as can be, so that what is measured is the caller.
 * A process of its own. `throttled` names a workspace whose posts are all answered with 429.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onEnd, onQuestion, settings, tellParent } from './child.ts'

export interface StandInSettings {
  teamId?: string
  /** The token whose posts are refused with 429 and a Retry-After of this many seconds. */
  throttled?: { token: string; retryAfter: number }
}

export interface StandInReady {
  apiUrl: string
}

/** How many requests came, by what was answered and by method. */
export interface RequestCounts {
  posts: number
  refused: number
  byMethod: Record<string, number>
}

const { teamId = 'T0BENCH', throttled } = settings() as StandInSettings
const calls: Record<string, number> = {}
let posts = 0
let refused = 0
let lastTimestamp = 1_700_000_000_000_000

const server = createServer((request, response) => {
  const method = (request.url ?? '').slice('/api/'.length).split('?', 1)[0]!
  calls[method] = (calls[method] ?? 0) + 1
  void answer(method, request, response)
})

async function answer(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readText(request)
  if (method === 'chat.postMessage') {
    if (throttled && request.headers.authorization === `Bearer ${throttled.token}`) {
      refused += 1
      response
        .writeHead(429, { 'retry-after': String(throttled.retryAfter), ...json })
        .end('{"ok":false,"error":"ratelimited"}')
      return
    }
    posts += 1
    lastTimestamp += 1
    const channel = /(?:^|&)channel=([A-Z0-9]+)/.exec(body)?.[1] ?? 'D0'
    response.writeHead(200, json).end(`{"ok":true,"channel":"${channel}","ts":"${timestamp()}"}`)
    return
  }
  response.writeHead(200, json).end(JSON.stringify({ ok: true, ...answerOf(method, body) }))
}

const json = { 'content-type': 'application/json; charset=utf-8' }

function timestamp(): string {
  return `${Math.floor(lastTimestamp / 1e6)}.${String(lastTimestamp % 1e6).padStart(6, '0')}`
}

function answerOf(method: string, body: string): Record<string, unknown> {
  const form = new URLSearchParams(body)
  switch (method) {
    case 'auth.test':
      return { team_id: teamId, team: 'Bench', user_id: 'U0BOT', bot_id: 'B0BOT' }
    case 'users.info':
      return {
        user: {
          id: form.get('user'),
          team_id: teamId,
          name: form.get('user')?.toLowerCase(),
          real_name: `Person ${form.get('user')}`,
          tz: 'Europe/Paris',
          locale: 'en-US',
        },
      }
    case 'conversations.open':
      return { channel: { id: `D${form.get('users')?.slice(1)}` } }
    case 'conversations.history':
      return { messages: [] }
    default:
      return {}
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const ready: StandInReady = { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/` }
  tellParent(ready)
})
onQuestion(async () => ({ posts, refused, byMethod: calls }) satisfies RequestCounts)
onEnd()
