/** The pretend Slack in a process of its own, behind an HTTP server that fails by a seeded mix; its record is the truth. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import { createPretendSlack, type PretendSlack } from '../../playground/pretend-slack/index.ts'
import { newId, type World } from '../../playground/pretend-slack/world.ts'
import { callMethod } from '../../playground/pretend-slack/methods/index.ts'
import type { SlackRecord, FaultMix, SlackReady, SlackSettings } from './settings.ts'
import { keysIn } from '../../src/nudges/message-keys.ts'

const settings = JSON.parse(process.argv[2]!) as SlackSettings
const { teams, people, mix, lateMs, hangMs, historyLagMs, answerMs = 0, channels = 0 } = settings
const random = randomFrom(settings.seed)
const record: SlackRecord = { posted: {}, standing: {}, faults: {}, messages: 0, posts: [] }
const json = { 'content-type': 'application/json; charset=utf-8' }

const slack = await createPretendSlack({
  clock: { read: () => new Date() },
  teams: Array.from({ length: teams }, (_, team) => ({
    name: `Team${team}`,
    people: Array.from({ length: Math.ceil(people / teams) }, (__, person) => ({
      name: `person${team}-${person}`,
      tz: 'UTC',
    })),
  })),
})

for (const { teamId, botUserId } of slack.world.installs.values())
  for (let n = 0; n < channels; n++) addChannel(slack.world, teamId, [botUserId])

const server = createServer((request, response) => {
  void answer(request, response).catch(() => response.destroy())
})
server.keepAliveTimeout = 60_000

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = (request.url ?? '').replace('/api/', '')
  const args = Object.fromEntries(new URLSearchParams(await readText(request)))
  const { authorization } = request.headers
  const call = () => callApi(slack, method, args, authorization)
  if (method === 'chat.postMessage') return post(call, request, response)
  if (method === 'conversations.history') return history(call, response)
  if (method === 'auth.test') {
    // Its headers say which scopes are granted.
    const { answer: me, headers } = callMethod(slack, method, args, authorization)
    return void response.writeHead(200, { ...json, ...headers }).end(JSON.stringify(me))
  }
  return reply(response, call())
}

/** Every outcome of a post: refused, lost before, lost after, late, cut. */
async function post(call: () => unknown, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const fault = draw()
  if (fault) record.faults[fault] = (record.faults[fault] ?? 0) + 1
  switch (fault) {
    case undefined: {
      const result = call()
      if (answerMs) await rest(answerMs)
      return reply(response, result)
    }
    case 'dropAfter':
      call()
      request.socket.destroy()
      return
    case 'twiceAndDrop':
      call()
      call()
      request.socket.destroy()
      return
    case 'dropAndCommitLate':
      request.socket.destroy()
      await rest(random() * lateMs)
      call()
      return
    case 'hangAndCommitLate':
      await rest(hangMs)
      call()
      return
    case 'error500Before':
      response.writeHead(500).end('Internal Server Error')
      return
    case 'error500After':
      call()
      response.writeHead(500).end('Internal Server Error')
      return
    case 'fatalAfter':
      call()
      return reply(response, { ok: false, error: 'fatal_error' })
    case 'limited':
      response.writeHead(429, { ...json, 'retry-after': '1' }).end('{"ok":false,"error":"ratelimited"}')
      return
    case 'hangBefore':
      return
    case 'hangAfter':
      call()
      return
    case 'cutBody': {
      const body = JSON.stringify(call())
      response.writeHead(200, { ...json, 'content-length': String(Buffer.byteLength(body)) })
      response.write(body.slice(0, body.length / 2), () => request.socket.destroy())
      return
    }
    case 'historyFails':
      return
    default:
      fault satisfies never
  }
}

/** History fails now and then, and may not know yet of what was posted a moment ago. */
function history(call: () => unknown, response: ServerResponse): void {
  if (random() < mix.historyFails) {
    response.writeHead(500).end('Internal Server Error')
    return
  }
  const page = call() as { messages?: { ts: string }[] }
  const upTo = (Date.now() - historyLagMs) / 1000
  reply(response, { ...page, messages: page.messages?.filter((message) => Number(message.ts) <= upTo) })
}

function addChannel({ channels: all }: World, teamId: string, memberIds: string[]): void {
  const id = newId('C')
  all.set(id, { id, teamId, kind: 'channel', name: id.toLowerCase(), memberIds, archived: false })
}

function callApi(
  on: PretendSlack,
  method: string,
  args: Record<string, string>,
  token: string | undefined,
): unknown {
  const { answer: result } = callMethod(on, method, args, token)
  if (method === 'chat.postMessage' && result.ok) recordPost(on, args)
  return result
}

function recordPost(on: PretendSlack, { channel = '', blocks = '[]' }: Record<string, string>): void {
  const keys = keysOf(JSON.parse(blocks) as { block_id?: string }[])
  countKeys(record.posted, keys)
  const members = on.world.channels.get(channel)?.memberIds ?? []
  const userId = members.find((id) => !on.world.people.get(id)?.isBot) ?? ''
  record.posts.push({ userId, at: Date.now(), keys })
  record.messages += 1
}

function countStanding(): Record<string, number> {
  const counts = {}
  for (const { blocks } of [...slack.world.messages.values()].flat()) countKeys(counts, keysOf(blocks))
  return counts
}

function countKeys(counts: Record<string, number>, keys: readonly string[]): void {
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
}

function keysOf(blocks: readonly { block_id?: string }[]): string[] {
  return blocks.flatMap(({ block_id: key }) => (key ? keysIn(key) : []))
}

function draw(): keyof FaultMix | undefined {
  let left = random()
  for (const [name, share] of Object.entries(mix) as [keyof FaultMix, number][]) {
    if (name === 'historyFails') continue
    if (left < share) return name
    left -= share
  }
  return undefined
}

/** Mulberry32: a small generator, so that a seed gives the same faults again. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function reply(response: ServerResponse, body: unknown): void {
  response.writeHead(200, json).end(JSON.stringify(body))
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

server.listen(0, '127.0.0.1', () => {
  const ready: SlackReady = {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    signingSecret: slack.world.app.signingSecret,
    teams: [...slack.world.installs.values()].map((install) => ({
      teamId: install.teamId,
      token: install.token,
      botUserId: install.botUserId,
      people: [...slack.world.people.values()]
        .filter((person) => person.teamId === install.teamId && !person.isBot)
        .map((person) => person.id),
      channels: [...slack.world.channels.values()]
        .filter(({ teamId, memberIds }) => teamId === install.teamId && memberIds.includes(install.botUserId))
        .map(({ id }) => id),
    })),
  }
  process.send!(ready)
})
process.on('message', () => process.send!({ ...record, standing: countStanding() }))
process.once('disconnect', () => process.exit(0))
