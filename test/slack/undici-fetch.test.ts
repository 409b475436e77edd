// What the transport makes of everything that a connection can do. The sockets are real.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { inspect } from 'node:util'
import type { FetchFunction } from '@slack/web-api'
import { pino } from 'pino'
import { slackLibraryLogger } from '../../src/ops/log.ts'
import { createWebClients } from '../../src/slack/web-clients.ts'
import { classifyError, type SendOutcome } from '../../src/slack/classify-error.ts'
import { createUndiciFetch } from '../../src/slack/undici-fetch.ts'

const token = 'xoxb-secret'
const text = 'ship the deck'
const sent = '{"ok":true,"channel":"D1","ts":"1.2"}'

type Behave = (socket: Socket, nth: number) => unknown

interface Peer {
  port: number
  apiUrl: string
  /** Every request that arrived whole. */
  requests: string[]
  /** Every connection there ever was. */
  sockets: Socket[]
}

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** Listens, on a free port unless told where, and does with every request that has arrived what it is told; `nth` counts from 1. */
async function peer(behave: Behave, at = 0): Promise<Peer> {
  const requests: string[] = []
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    let heard = ''
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      heard += data.toString()
      const length = /content-length: (\d+)/i.exec(heard)
      if (!length || heard.length < heard.indexOf('\r\n\r\n') + 4 + Number(length[1])) return
      requests.push(heard)
      heard = ''
      behave(socket, requests.length)
    })
  })
  await once(server.listen(at, '127.0.0.1'), 'listening')
  open.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, apiUrl: `http://127.0.0.1:${port}/api/`, requests, sockets }
}

function answer(body: string, status = '200 OK', fields = ''): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n${fields}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

const well: Behave = (socket) => socket.write(answer(sent))

/** Posts as the courier does, and makes sure that an error says nothing that it must not. */
async function post(apiUrl: string, fetch: FetchFunction | undefined, timeout = 2000): Promise<SendOutcome> {
  const options = {
    slackApiUrl: apiUrl,
    logger: slackLibraryLogger(pino({ level: 'silent' })),
    ...(fetch && { fetch }),
  }
  const client = (await createWebClients(
    () => options,
    async () => token,
    timeout,
  )('T1'))!
  try {
    const { channel, ts } = await client.chat.postMessage({ channel: 'D1', text })
    return { kind: 'sent', channelId: channel!, ts: ts! }
  } catch (error) {
    const all = inspect(error, { depth: 20, showHidden: true })
    for (const secret of [token, text, encodeURIComponent(text)]) expect(all).not.toMatch(secret)
    return classifyError(error, 1)
  }
}

const half = answer(sent).slice(0, -10)

const faults: [string, Behave, Partial<SendOutcome>][] = [
  ['an answer', well, { kind: 'sent' }],
  [
    'an answer after a hint',
    (s) => s.write(`HTTP/1.1 103 Early Hints\r\n\r\n${answer(sent)}`),
    { kind: 'sent' },
  ],
  ['a refusal', (s) => s.write(answer('{"ok":false,"error":"is_archived"}')), { kind: 'person refused' }],
  ['a dropped connection', (s) => s.destroy(), { kind: 'unknown', code: 'UND_ERR_SOCKET' }],
  ['a reset', (s) => s.resetAndDestroy(), { kind: 'unknown', code: 'ECONNRESET' }],
  ['half a head', (s) => s.end('HTTP/1.1 200 O'), { kind: 'unknown' }],
  ['half a body', (s) => s.end(half), { kind: 'unknown' }],
  ['half a body and a reset', (s) => s.write(half, () => s.resetAndDestroy()), { kind: 'unknown' }],
  [
    'a chunk too few',
    (s) => s.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"ok"\r\n'),
    { kind: 'unknown' },
  ],
  ['another protocol', (s) => s.end('220 mail.example ESMTP\r\n'), { kind: 'unknown' }],
  ['a page', (s) => s.write(answer('<html>Sorry</html>')), { kind: 'unknown', code: 'unreadable_answer' }],
  ['a redirect', (s) => s.write(answer('', '302 Found', 'location: /api/other\r\n')), { kind: 'unknown' }],
  [
    'a redirect that asks for the same again',
    (s) => s.write(answer('', '307 Temporary Redirect', 'location: /api/chat.postMessage\r\n')),
    { kind: 'unknown' },
  ],
  ['a 500', (s) => s.write(answer(sent, '500 Oops')), { kind: 'unknown' }],
  ['a 503', (s) => s.write(answer('', '503 Busy', 'retry-after: 1\r\n')), { kind: 'unknown' }],
  [
    'a 429',
    (s) => s.write(answer('{}', '429 Slow', 'Retry-After: 7\r\n')),
    { kind: 'retry', afterSeconds: 7, pause: 'workspace' },
  ],
  ['a 429 that names no time', (s) => s.write(answer('{}', '429 Slow')), { kind: 'retry', afterSeconds: 60 }],
  [
    'half a 429',
    (s) => s.end(answer('{"ok":false}', '429 Slow', 'retry-after: 7\r\n').slice(0, -5)),
    { kind: 'retry', afterSeconds: 7 },
  ],
  ['silence', () => undefined, { kind: 'unknown' }],
  ['silence after half a body', (s) => s.write(half), { kind: 'unknown' }],
]

/** Without the code: what Node itself throws is for Slack's client no Error in here, so that it drops the code. */
function effectOf(outcome: SendOutcome): unknown {
  return { ...outcome, code: undefined }
}

describe('one request, and the same outcome as with the global fetch', () => {
  test.each(faults)('%s', async (_, behave, outcome) => {
    const { apiUrl, requests } = await peer(behave)
    const ours = await post(apiUrl, undefined, 300)
    expect(requests).toHaveLength(1)
    expect(ours).toMatchObject(outcome)
    expect(effectOf(ours)).toEqual(effectOf(await post(apiUrl, globalThis.fetch, 300)))
  })

  test('nobody listening', async () => {
    const { apiUrl } = await peer(well)
    open.pop()!()
    const ours = await post(apiUrl, undefined)
    expect(ours).toMatchObject({ kind: 'retry', code: 'ECONNREFUSED', pause: 'none' })
  })

  test('no such host', async () => {
    const outcome = await post(
      'http://nobody.invalid/api/',
      createUndiciFetch({ connections: 1, connectMs: 300 }),
    )
    expect(outcome).toMatchObject({ kind: 'retry', pause: 'none' })
  })
})

test('a call that fails is logged by its method and code, and by nothing of what was said', async () => {
  const { apiUrl } = await peer((socket) => socket.resetAndDestroy())
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => void lines.push(line) })
  const options = { slackApiUrl: apiUrl, logger: slackLibraryLogger(log, 'T1') }
  const client = (await createWebClients(
    () => options,
    async () => token,
    1000,
  )('T1'))!
  await expect(client.chat.postMessage({ channel: 'D1', text })).rejects.toThrow()
  const [said] = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(said).toMatchObject({ teamId: 'T1', method: 'chat.postMessage', code: 'ECONNRESET' })
  for (const secret of [token, text]) expect(lines.join('')).not.toContain(secret)
})

describe('a connection that is used again', () => {
  test('carries call after call, and asks for an answer that is not packed', async () => {
    const { apiUrl, requests, sockets } = await peer(well)
    const transport = createUndiciFetch({ connections: 1, connectMs: 1000 })
    for (let call = 0; call < 5; call++) expect(await post(apiUrl, transport)).toMatchObject({ kind: 'sent' })
    expect(sockets).toHaveLength(1)
    expect(requests).toHaveLength(5)
    expect(requests[4]).toMatch(/^POST \/api\/chat\.postMessage HTTP\/1\.1\r\n/)
    expect(requests[4]).toMatch(/^accept-encoding: identity\r$/m)
    expect(requests[4]).toMatch(/^authorization: Bearer xoxb-secret\r$/im)
    expect(requests[4]).toMatch(/\r\n\r\nteam_id=T1&channel=D1&text=ship%20the%20deck$/)
  })

  test('and dies under a call: that one is unknown and not said again, the next has a new connection', async () => {
    const { apiUrl, requests, sockets } = await peer((socket, nth) =>
      nth === 2 ? socket.destroy() : well(socket, nth),
    )
    const transport = createUndiciFetch()
    expect(await post(apiUrl, transport)).toMatchObject({ kind: 'sent' })
    expect(await post(apiUrl, transport)).toMatchObject({ kind: 'unknown' })
    expect(requests).toHaveLength(2)
    expect(await post(apiUrl, transport)).toMatchObject({ kind: 'sent' })
    expect(requests).toHaveLength(3)
    expect(sockets).toHaveLength(2)
  })

  test('and is closed about when the next call is made: nothing arrives twice, nothing is called unsent', async () => {
    const { apiUrl, requests } = await peer((socket, nth) => {
      socket.write(answer(sent))
      if (nth % 3 === 0) socket.end()
      if (nth % 3 === 1) setImmediate(() => socket.resetAndDestroy())
      if (nth % 3 === 2) setTimeout(() => socket.destroy(), 1)
    })
    const transport = createUndiciFetch({ connections: 4, connectMs: 1000 })
    const outcomes: SendOutcome[] = []
    for (let round = 0; round < 30; round++)
      outcomes.push(...(await Promise.all(Array.from({ length: 4 }, () => post(apiUrl, transport)))))
    const kinds = outcomes.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind !== 'sent' && kind !== 'unknown')).toEqual([])
    expect(requests.length).toBeLessThanOrEqual(outcomes.length)
    expect(requests.length).toBeGreaterThanOrEqual(kinds.filter((kind) => kind === 'sent').length)
  })

  test('is free again after a 429, whose body nobody reads', async () => {
    const { apiUrl, sockets } = await peer((socket, nth) =>
      socket.write(nth === 1 ? answer('{}', '429 Slow', 'retry-after: 7\r\n') : answer(sent)),
    )
    const transport = createUndiciFetch({ connections: 1, connectMs: 1000 })
    expect(await post(apiUrl, transport)).toMatchObject({ kind: 'retry' })
    expect(await post(apiUrl, transport)).toMatchObject({ kind: 'sent' })
    expect(sockets).toHaveLength(1)
  })
})

describe('time', () => {
  test.each([
    ['swallows everything', ''],
    ['stops in the middle', half],
  ])('a peer that %s loses its connection and holds up nobody else', async (_, start) => {
    const { apiUrl, sockets } = await peer((socket, nth) => socket.write(nth === 1 ? start : answer(sent)))
    const transport = createUndiciFetch({ connections: 1, connectMs: 1000 })
    const late = post(apiUrl, transport, 100)
    const next = post(apiUrl, transport)
    expect(await late).toMatchObject({ kind: 'unknown' })
    expect(await next).toMatchObject({ kind: 'sent' })
    expect(sockets).toHaveLength(2)
    expect(sockets[0]!.destroyed).toBe(true)
  })

  test('what gave up waiting for a connection is surely not sent, and never sent later', async () => {
    const { apiUrl, requests, sockets } = await peer((socket, nth) =>
      setTimeout(() => well(socket, nth), nth === 1 ? 200 : 0),
    )
    const transport = createUndiciFetch({ connections: 1, connectMs: 1000 })
    const first = post(apiUrl, transport)
    const impatient = await Promise.all(Array.from({ length: 5 }, () => post(apiUrl, transport, 50)))
    for (const outcome of impatient)
      expect(outcome).toMatchObject({ kind: 'retry', code: 'UND_ERR_CONNECT_TIMEOUT', pause: 'none' })
    expect(await first).toMatchObject({ kind: 'sent' })
    expect(await post(apiUrl, transport)).toMatchObject({ kind: 'sent' })
    await wait(50)
    expect(requests).toHaveLength(2)
    expect(sockets).toHaveLength(1)
  })

  test.each([
    ['its own time', { connections: 1, connectMs: 200 }, 2000],
    ["the call's time", { connections: 1, connectMs: 2000 }, 200],
  ])('a connection that never comes about ends with %s, and nothing is sent', async (_, limits, timeout) => {
    // A peer that says nothing to the opening of TLS.
    const { port, requests } = await peer(well)
    const outcome = await post(`https://127.0.0.1:${port}/api/`, createUndiciFetch(limits), timeout)
    expect(outcome).toMatchObject({ kind: 'retry', code: 'UND_ERR_CONNECT_TIMEOUT', pause: 'none' })
    expect(requests).toEqual([])
  })
})

test('more calls than connections wait their turn', async () => {
  const { apiUrl, sockets } = await peer((socket) => setTimeout(() => socket.write(answer(sent)), 5))
  const transport = createUndiciFetch({ connections: 5, connectMs: 1000 })
  const outcomes = await Promise.all(Array.from({ length: 40 }, () => post(apiUrl, transport)))
  expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['sent']))
  expect(sockets).toHaveLength(5)
})

test('calls that wait while nobody listens are all refused, and the next ones arrive', async () => {
  const { apiUrl } = await peer(well)
  const transport = createUndiciFetch({ connections: 2, connectMs: 1000 })
  const { port } = new URL(apiUrl)
  open.pop()!()
  const refused = await Promise.all(Array.from({ length: 20 }, () => post(apiUrl, transport)))
  expect(new Set(refused.map((outcome) => 'code' in outcome && outcome.code))).toEqual(
    new Set(['ECONNREFUSED']),
  )
  const { requests } = await peer(well, Number(port))
  const arrived = await Promise.all(Array.from({ length: 20 }, () => post(apiUrl, transport)))
  expect(new Set(arrived.map(({ kind }) => kind))).toEqual(new Set(['sent']))
  expect(requests).toHaveLength(20)
})

test('letters that arrive in pieces are put together', async () => {
  const body = JSON.stringify({ ok: true, text: 'é 🎉 ü' })
  const { apiUrl } = await peer(async (socket) => {
    for (const byte of Buffer.from(answer(body))) {
      socket.write(Buffer.from([byte]))
      await wait(0)
    }
  })
  const call = { method: 'POST', body: 'x=1' }
  expect(await (await createUndiciFetch()(apiUrl, call)).text()).toBe(body)
  expect(await (await createUndiciFetch()(apiUrl, call)).json()).toEqual(JSON.parse(body))
  expect(Buffer.from(await (await createUndiciFetch()(apiUrl, call)).arrayBuffer()).toString()).toBe(body)
})

test('a proxy in the environment is ignored, as the global fetch of Node 20 does', async () => {
  const { apiUrl } = await peer(well)
  const before = process.env.HTTP_PROXY
  process.env.HTTP_PROXY = 'http://127.0.0.1:9'
  try {
    expect(await post(apiUrl, createUndiciFetch())).toMatchObject({ kind: 'sent' })
  } finally {
    if (before === undefined) delete process.env.HTTP_PROXY
    else process.env.HTTP_PROXY = before
  }
})

test('an idle connection keeps no process alive', async () => {
  const { apiUrl, sockets } = await peer(well)
  const script = `
    const { createUndiciFetch } = await import('./src/slack/undici-fetch.ts')
    const answer = await createUndiciFetch()('${apiUrl}', { method: 'POST', body: 'x=1' })
    await answer.text()
    const since = performance.now()
    process.once('exit', () => console.log(Math.round(performance.now() - since)))`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
  let told = ''
  child.stdout.on('data', (data: Buffer) => (told += data.toString()))
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(Number(told)).toBeLessThan(1000)
  expect(sockets).toHaveLength(1)
})
