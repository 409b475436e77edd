import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as rest } from 'node:timers/promises'
import { callMethod } from './methods/index.ts'
import type { Args, Answer } from './methods/method.ts'
import { authorizePage } from './oauth.ts'
import { useResponseUrl } from './response-urls.ts'
import { secondsToWait } from './history-rate-limit.ts'
import { Refusal, type Slack } from './slack.ts'

/** The address where the app finds Slack: the Web API, response URLs and the page on which a workspace says yes. */
export function serveSlack(slack: Slack): Server {
  return createServer((request, response) => {
    void route(slack, request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return
      response.writeHead(500).end(String(error))
    })
  })
}

async function route(slack: Slack, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', slack.origin)
  const method = /^\/api\/([\w.]+)$/.exec(url.pathname)?.[1]
  if (method) return answerCall(slack, method, request, response, url)
  const secret = /^\/responses\/\w+\/(\w+)$/.exec(url.pathname)?.[1]
  if (secret && request.method === 'POST') return answerResponse(slack, secret, request, response)
  const upload = slack.uploads.get(/^\/upload\/(\w+)$/.exec(url.pathname)?.[1] ?? '')
  if (upload && request.method === 'POST') {
    upload.text = await readText(request)
    response.writeHead(200).end('OK')
    return
  }
  if (url.pathname.startsWith('/oauth/v2/authorize')) return authorizePage(slack, request, response, url)
  response.writeHead(404).end()
}

async function answerCall(
  slack: Slack,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const started = performance.now()
  const args = { ...Object.fromEntries(url.searchParams), ...(await readArgs(request)) }
  const note = (status: number, answer: unknown) =>
    slack.journal.add({
      at: slack.now().toISOString(),
      direction: 'out',
      title: method,
      request: withoutSecrets(args),
      response: answer,
      status,
      ms: Math.round((performance.now() - started) * 10) / 10,
    })
  const call = () => callMethod(slack, method, args, request.headers.authorization)
  const wait = secondsToWait(slack.scarcity, method, request.headers.authorization, slack.now())
  if (wait > 0) return limit(wait, note, response)
  const fault = slack.faults.take(method, args)
  if (fault) return goWrong(fault, { call, note, request, response })
  const { answer, headers } = call()
  note(200, answer)
  response.writeHead(200, { ...json, ...headers }).end(JSON.stringify(answer))
}

const json = { 'content-type': 'application/json; charset=utf-8' }

function limit(seconds: number, note: Wire['note'], response: ServerResponse): void {
  note(429, 'ratelimited')
  response
    .writeHead(429, { ...json, 'retry-after': String(seconds) })
    .end('{"ok":false,"error":"ratelimited"}')
}

interface Wire {
  call: () => { answer: Answer; headers: Record<string, string> }
  note: (status: number, answer: unknown) => unknown
  request: IncomingMessage
  response: ServerResponse
}

async function goWrong(fault: NonNullable<ReturnType<Slack['faults']['take']>>, wire: Wire): Promise<void> {
  const { call, note, request, response } = wire
  switch (fault) {
    case '429':
      return limit(1, note, response)
    case '500-before':
      note(500, 'nothing was done')
      response.writeHead(500).end('Internal Server Error')
      return
    case '500-after':
      note(500, call().answer)
      response.writeHead(500).end('Internal Server Error')
      return
    case 'fatal_error':
      note(200, call().answer)
      response.writeHead(200, json).end('{"ok":false,"error":"fatal_error"}')
      return
    case 'drop-before':
      note(0, 'the line was cut, nothing was done')
      request.socket.destroy()
      return
    case 'drop-after':
      note(0, call().answer)
      request.socket.destroy()
      return
    case 'cut-body': {
      const body = JSON.stringify(call().answer)
      note(0, 'the answer was cut in half')
      response.writeHead(200, { ...json, 'content-length': String(Buffer.byteLength(body)) })
      response.write(body.slice(0, body.length / 2), () => request.socket.destroy())
      return
    }
    case 'late-commit':
      note(0, 'the line was cut; done up to a second later')
      request.socket.destroy()
      await rest(1000, undefined, { ref: false })
      call()
      return
    case 'hang':
      note(0, 'never answered, nothing was done')
      return
    case 'hang-after':
      note(0, call().answer)
      return
    default:
      return fault satisfies never
  }
}

async function answerResponse(
  slack: Slack,
  secret: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now()
  const body = await readArgs(request)
  let status = 200
  let said: Record<string, unknown> = { ok: true }
  try {
    useResponseUrl(slack, secret, body)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    status = 404
    said = { ok: false, error: error.code, ...error.details }
  }
  slack.journal.add({
    at: slack.now().toISOString(),
    direction: 'out',
    title: 'response_url',
    request: body,
    response: said,
    status,
    ms: Math.round((performance.now() - started) * 10) / 10,
  })
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
}

const secrets = new Set(['token', 'client_secret'])

function withoutSecrets(args: Args): Args {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, secrets.has(name) ? '…' : value]),
  )
}

async function readArgs(request: IncomingMessage): Promise<Args> {
  const text = await readText(request)
  if (!text) return {}
  if (request.headers['content-type']?.includes('json')) {
    const args: Args = JSON.parse(text)
    return args
  }
  return Object.fromEntries(new URLSearchParams(text))
}

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(request, 'end')
  return Buffer.concat(chunks).toString('utf8')
}

/** The port that a listening server was given. */
export function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
