import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Exchange, State } from './api.ts'
import { portOf } from './pretend-slack/port-of.ts'
import { readText } from './pretend-slack/request-body.ts'
import { closeServer, listenOn } from './listen.ts'
import { pageAssets } from './page/assets.ts'
import type { Act, ActResult } from './act.ts'

export interface PageApi {
  state(as: string | undefined): Promise<State>
  /** The bytes in base64 of a picture that this person may open. */
  picture(as: string, id: string): string | undefined
  act(act: Act): Promise<ActResult>
  exchanges(): Exchange[]
  /** The origin of the app's own /healthz and /metrics. */
  appOrigin(): string
}

export interface PageServer {
  url: string
  /** Notifies every open page that something may have changed. */
  notifyChanged(): void
  stop(): Promise<void>
}

/** Serves the page and its control API on the loopback addresses only. */
export async function servePage(api: PageApi, port: number): Promise<PageServer> {
  const streams = new Set<ServerResponse>()
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    route(api, streams, request, response).catch((error: unknown) => {
      if (!response.headersSent)
        sendJson(response, 500, {
          ok: false,
          error: 'The playground failed; the terminal shows why.',
        })
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    })
  }
  const first = await listenOn(handle, '127.0.0.1', port)
  const second = await listenOn(handle, '::1', portOf(first)).catch(() => undefined)
  const keepAlive = setInterval(() => streams.forEach((one) => one.write(': still here\n\n')), 15_000).unref()
  let timer: NodeJS.Timeout | undefined
  return {
    url: `http://localhost:${portOf(first)}`,
    notifyChanged() {
      timer ??= setTimeout(() => {
        timer = undefined
        streams.forEach((one) => one.write('event: changed\ndata: {}\n\n'))
      }, 30)
    },
    async stop() {
      clearInterval(keepAlive)
      clearTimeout(timer)
      await Promise.all([closeServer(first), second && closeServer(second)])
    },
  }
}

async function route(
  api: PageApi,
  streams: Set<ServerResponse>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isOurs(request))
    return sendJson(response, 403, { ok: false, error: 'The playground answers this machine only.' })
  const url = new URL(request.url ?? '/', 'http://localhost')
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /api/state':
      return sendJson(response, 200, await api.state(url.searchParams.get('as') ?? undefined))
    case 'GET /api/exchanges':
      return sendJson(response, 200, api.exchanges())
    case 'GET /api/changes':
      return stream(streams, request, response)
    case 'GET /api/file':
      return sendPicture(
        response,
        api.picture(url.searchParams.get('as') ?? '', url.searchParams.get('id') ?? ''),
      )
    case 'POST /api/act':
      return act(api, request, response)
    case 'GET /healthz':
    case 'GET /metrics':
      return passThrough(api.appOrigin() + url.pathname, response)
    default:
      return asset(request, response, url.pathname)
  }
}

const ownNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Refuses requests that a foreign page makes a browser send, by our address or by a name that points to it. */
function isOurs({ headers }: IncomingMessage): boolean {
  const host = headers.host ?? ''
  if (!ownNames.has(host.replace(/:\d+$/, ''))) return false
  return headers.origin === undefined || headers.origin === `http://${host}`
}

async function act(api: PageApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const wanted = request.headers['content-type']?.startsWith('application/json')
    ? readAct(await readText(request))
    : undefined
  if (!wanted) return sendJson(response, 400, { ok: false, error: 'That is not an action.' })
  return sendJson(response, 200, await api.act(wanted))
}

function readAct(text: string): Act | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return isAct(read) ? read : undefined
  } catch {
    return undefined
  }
}

function isAct(value: unknown): value is Act {
  return typeof value === 'object' && value !== null && 'do' in value && typeof value.do === 'string'
}

function stream(streams: Set<ServerResponse>, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('retry: 1000\n\n')
  streams.add(response)
  request.on('close', () => streams.delete(response))
}

async function passThrough(url: string, response: ServerResponse): Promise<void> {
  try {
    const answer = await fetch(url)
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
    response.end(await answer.text())
  } catch {
    sendJson(response, 503, { ok: false, why: 'starting' })
  }
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

async function asset(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  const found = request.method === 'GET' ? (await pageAssets()).get(path) : undefined
  if (!found) return sendJson(response, 404, { ok: false, error: 'There is no such page.' })
  const headers = {
    'content-type': found.type,
    'cache-control': 'no-store',
    'content-security-policy': policy,
  }
  response.writeHead(200, { ...headers, 'x-content-type-options': 'nosniff' }).end(found.body)
}

function sendPicture(response: ServerResponse, png: string | undefined): void {
  if (png === undefined) return sendJson(response, 404, { ok: false, error: 'There is no such picture.' })
  response.writeHead(200, { 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
  response.end(Buffer.from(png, 'base64'))
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body))
}
