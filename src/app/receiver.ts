/**
 * What stands in front of Bolt over HTTP: size, signature, freshness both ways and shape, in this order.
 * Bolt's own HTTP receiver dies of a signed JSON `null`, takes stamps from the future, and answers 500 to what is
 * merely malformed; this one refuses all three and lives.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { verifySlackRequest, type App, type Receiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { machineSeconds } from '../time/clock.ts'
import { isKnownPayload } from './payload-schemas.ts'

/** Bytes. Slack's longest message, 40,000 characters of 9 bytes each in a form, stands twice in the payload of a shortcut. */
const maxBody = 1024 * 1024
/** Seconds between the stamp and this machine's clock, either way; Slack's own rule for replays. */
const maxAge = 300

export interface HttpReceiver {
  receiver: Receiver
  /** Answers one POST to /slack/events. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>
}

export function httpReceiver(signingSecret: string, log: Logger): HttpReceiver {
  let app: App | undefined
  return {
    receiver: {
      init(bolt) {
        app = bolt
      },
      start: async () => undefined,
      stop: async () => undefined,
    },
    async serve(request, response) {
      const arrivedAt = turnBeganAt()
      // Neither is read into memory: 800 unsigned bodies of 256 KB took 170 MiB.
      if (Number(request.headers['content-length'] ?? 0) > maxBody) return end(response, 413)
      if (!isSignable(request)) return refuseUnread(request, response, 401)
      if (bytesBeingRead > maxBytesBeingRead) return refuseUnread(request, response, 503)
      const raw = await readBody(request)
      if (raw === undefined) return end(response, 413)
      if (!isSigned(request, raw, signingSecret)) return end(response, 401)
      const body = parse(raw, request.headers['content-type'] ?? '')
      if (body === sslCheck) return end(response, 200)
      if (!isKnownPayload(body)) return end(response, 400)
      if (body.type === 'url_verification') return end(response, 200, { challenge: body.challenge })
      if (body.type === 'app_rate_limited') {
        log.warn('Slack holds back events: app_rate_limited')
        return end(response, 200)
      }
      await pass(app!, body, { request, response, arrivedAt })
    },
  }
}

interface Arrival {
  request: IncomingMessage
  response: ServerResponse
  /** A reading of performance.now(). */
  arrivedAt: number
}

let turnBegan: number | undefined

/**
 * Whatever is read in one turn of the event loop had arrived when the turn began: of a thousand commands at once the last
 * was looked at more than a second later.
 */
function turnBeganAt(): number {
  if (turnBegan !== undefined) return turnBegan
  turnBegan = performance.now()
  setImmediate(() => (turnBegan = undefined))
  return turnBegan
}

async function pass(
  app: App,
  body: Record<string, unknown>,
  { request, response, arrivedAt }: Arrival,
): Promise<void> {
  let answer: unknown
  let acked = false
  const isEvent = body.type === 'event_callback'
  const retryNum = Number(request.headers['x-slack-retry-num'])
  try {
    await app.processEvent({
      body,
      customProperties: { arrivedAt },
      ...(retryNum && { retryNum, retryReason: String(request.headers['x-slack-retry-reason'] ?? '') }),
      ack: async (value?: unknown) => {
        acked = true
        answer = value
        // Slack retries an event that is not answered: so an event is answered only once its work is done.
        if (!isEvent) end(response, 200, answer)
      },
    })
    if (isEvent || !acked) end(response, acked ? 200 : 404)
  } catch (error) {
    const isForeign = (error as { code?: string }).code === 'slack_bolt_authorization_error'
    end(response, isForeign ? 401 : isEvent ? 500 : 400)
  }
}

/** Whether there is a signature to check, and it is fresh. */
function isSignable({ headers }: IncomingMessage): boolean {
  const stamp = Number(headers['x-slack-request-timestamp'])
  return (
    typeof headers['x-slack-signature'] === 'string' &&
    Number.isInteger(stamp) &&
    Math.abs(machineSeconds() - stamp) <= maxAge
  )
}

function isSigned(request: IncomingMessage, body: string, signingSecret: string): boolean {
  const signature = String(request.headers['x-slack-signature'])
  const stamp = Number(request.headers['x-slack-request-timestamp'])
  try {
    verifySlackRequest({
      signingSecret,
      body,
      headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': stamp },
    })
    return true
  } catch {
    return false
  }
}

const sslCheck = Symbol('ssl_check')

function parse(raw: string, contentType: string): unknown {
  try {
    if (contentType.startsWith('application/json')) return JSON.parse(raw)
    if (!contentType.startsWith('application/x-www-form-urlencoded')) return undefined
    const form = new URLSearchParams(raw)
    if (form.get('ssl_check') === '1' && !form.has('command') && !form.has('payload')) return sslCheck
    const payload = form.get('payload')
    return payload === null ? Object.fromEntries(form) : JSON.parse(payload)
  } catch {
    return undefined
  }
}

/** Bytes of bodies that are being read, of all requests together, whose signatures may yet prove to be false. */
let bytesBeingRead = 0
const maxBytesBeingRead = 32 * 1024 * 1024

/** Answers without a look at the body, which is dropped as it comes in. */
function refuseUnread(request: IncomingMessage, response: ServerResponse, status: number): void {
  request.resume()
  end(response, status)
}

/** The body as text; undefined = larger than `maxBody`, and the rest is not read. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      bytesBeingRead += chunk.length
      if (size > maxBody) return undefined
      chunks.push(chunk)
    }
  } catch {
    return undefined
  } finally {
    bytesBeingRead -= size
  }
  return Buffer.concat(chunks).toString('utf8')
}

function end(response: ServerResponse, status: number, answer?: unknown): void {
  if (response.writableEnded) return
  if (status === 413) response.setHeader('connection', 'close')
  if (answer === undefined || answer === '') response.writeHead(status).end()
  else if (typeof answer === 'string')
    response.writeHead(status, { 'content-type': 'text/plain' }).end(answer)
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}
