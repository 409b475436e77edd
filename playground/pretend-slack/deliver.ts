import { createHmac } from 'node:crypto'
import type { Ack, Delivery } from './delivery.ts'
import type { Slack } from './slack.ts'
import { deliverBySocket } from './socket.ts'

/** Sends a request to the app, by socket where one is open, else over HTTP, and waits for the answer as long as Slack does. */
export async function deliver(slack: Slack, delivery: Delivery): Promise<Ack> {
  const work = deliverAndLog(slack, delivery)
  // Counted as in flight until the journal entry is written: `settled` waits as long as anything is.
  slack.inFlight.add(work)
  try {
    return await work
  } finally {
    slack.inFlight.delete(work)
    slack.changed()
  }
}

async function deliverAndLog(slack: Slack, delivery: Delivery): Promise<Ack> {
  const wrote = await slack.watchRows?.()
  const started = performance.now()
  const at = slack.now().toISOString()
  const bySocket = slack.sockets.length > 0
  const ack = await (bySocket ? deliverBySocket(slack, delivery) : deliverByHttp(slack, delivery))
  slack.journal.add({
    at,
    direction: 'in',
    title: `${bySocket ? 'socket' : 'POST /slack/events'} ${delivery.title}`,
    request: delivery.payload,
    response: ack.outcome === 'ok' ? ack.body : ack.outcome,
    status: ack.outcome === 'ok' ? 200 : ack.outcome === 'failed' ? ack.status : 0,
    ms: Math.round((performance.now() - started) * 10) / 10,
    ...(wrote ? { wrote: await wrote() } : {}),
  })
  return ack
}

async function deliverByHttp(slack: Slack, { kind, payload, retry }: Delivery): Promise<Ack> {
  if (!slack.requestUrl) return { outcome: 'unreachable' }
  const body = bodyOf(kind, payload)
  const headers: Record<string, string> = {
    ...signatureHeaders(slack.world.app.signingSecret, body),
    // Slack names no charset here, and Bolt reads the body as JSON when it finds one.
    'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    ...(retry ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason } : {}),
  }
  const signal = AbortSignal.timeout(slack.ackSeconds * 1000)
  try {
    const response = await fetch(slack.requestUrl, {
      method: 'POST',
      headers,
      body,
      signal,
      redirect: 'manual',
    })
    const text = await response.text()
    if (response.status !== 200)
      return {
        outcome: 'failed',
        status: response.status,
        noRetry: response.headers.get('x-slack-no-retry') === '1',
      }
    return { outcome: 'ok', body: readBody(text, response.headers.get('content-type')) }
  } catch {
    return signal.aborted ? { outcome: 'timeout' } : { outcome: 'unreachable' }
  }
}

function bodyOf(kind: Delivery['kind'], payload: Record<string, unknown>): string {
  if (kind === 'events_api') return JSON.stringify(payload)
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  return new URLSearchParams(
    Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
}

/** The headers by which the app verifies that a request is Slack's. Freshness is judged by the machine's clock, not the playground's. */
export function signatureHeaders(secret: string, body: string, at = Date.now()): Record<string, string> {
  const stamp = String(Math.floor(at / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${signature}` }
}

function readBody(text: string, contentType: string | null): unknown {
  if (!contentType?.includes('json')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
