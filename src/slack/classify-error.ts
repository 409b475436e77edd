/** What came of a call of Slack's Web API that threw. */
import { isRateLimit, refusalOf } from './refusals.ts'
import type { DeliveryMethod } from './refusal-codes.ts'

export type SendOutcome =
  | { kind: 'sent'; channelId: string; ts: string }
  /** Surely not sent; try again later. */
  | { kind: 'retry'; code: string; afterSeconds: number; pause: 'workspace' | 'none' }
  /** Surely not sent, and never will be. */
  | { kind: 'failed'; code: string }
  /** Surely not sent; an administrator can mend it. */
  | { kind: 'mendable'; code: string }
  /** Surely not sent, for a reason that concerns this person alone. */
  | { kind: 'person refused'; code: string }
  /** The recipient is gone. */
  | { kind: 'gone'; code: string }
  /** The token no longer speaks for this workspace. */
  | { kind: 'stopped'; code: string }
  /** `isUnlisted`: Slack refused it by a code that nobody listed. */
  | { kind: 'unknown'; code: string; isUnlisted?: true }

const notConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** Seconds until a workspace asks again after a mendable refusal: with a heartbeat of 15, within a minute of the mend. */
export const mendSeconds = 40

/** Seconds to wait after a 429 that does not say how long. */
const defaultPause = 60

/** Classifies what a Web API call threw. `attempts` is how often this message was tried, for the back-off. */
export function classifyError(
  error: unknown,
  attempts: number,
  method: DeliveryMethod = 'chat.postMessage',
): SendOutcome {
  const { code, data, retryAfter, cause } = error as SlackError
  if (code === 'slack_webapi_rate_limited_error')
    return {
      kind: 'retry',
      code: 'ratelimited',
      afterSeconds: retryAfter ?? defaultPause,
      pause: 'workspace',
    }
  if (code === 'slack_webapi_platform_error')
    return outcomeOf(method, data?.error ?? 'unknown_error', attempts)
  if (error instanceof Error && error.message.startsWith('Retry header did not contain a valid timeout'))
    return { kind: 'retry', code: 'ratelimited', afterSeconds: defaultPause, pause: 'workspace' }
  const network = networkError(cause ?? error)
  // A host can also become unreachable under a connection that has already carried the post.
  const isConnected = network?.syscall === 'read' || network?.syscall === 'write'
  if (network && notConnected.has(network.code) && !isConnected)
    return { kind: 'retry', code: network.code, afterSeconds: backOffSeconds(attempts), pause: 'none' }
  return { kind: 'unknown', code: network?.code ?? code ?? 'unreadable_answer' }
}

function outcomeOf(method: DeliveryMethod, code: string, attempts: number): SendOutcome {
  if (isRateLimit(code))
    return { kind: 'retry', code: 'ratelimited', afterSeconds: defaultPause, pause: 'workspace' }
  const refusal = refusalOf(method, code)
  switch (refusal) {
    case 'final':
      return { kind: 'failed', code }
    case 'mendable':
    case 'gone':
    case 'stopped':
      return { kind: refusal, code }
    case 'person':
      return { kind: 'person refused', code }
    case 'passing':
      return { kind: 'retry', code, afterSeconds: backOffSeconds(attempts), pause: 'none' }
    case 'unclear':
      return { kind: 'unknown', code }
    case undefined:
      // A page of HTML in place of a code, or a code that nobody listed: it may have been sent.
      return /^[a-z_]{3,60}$/.test(code)
        ? { kind: 'unknown', code, isUnlisted: true }
        : { kind: 'unknown', code: 'unreadable_answer' }
    default:
      return refusal satisfies never
  }
}

/** Seconds: 5, 10, 20 … at most 5 minutes. */
export function backOffSeconds(attempts: number): number {
  return Math.min(300, 5 * 2 ** Math.max(0, attempts - 1))
}

interface SlackError {
  code?: string
  data?: { error?: string }
  retryAfter?: number
  cause?: unknown
}

interface NetworkError {
  code: string
  syscall?: string
}

function networkError(error: unknown): NetworkError | undefined {
  // A time-out is a DOMException, whose code is a number.
  for (let e = error as { code?: unknown; cause?: unknown } | undefined; e; e = e.cause as typeof e)
    if (typeof e.code === 'string' && e.code && !e.code.startsWith('slack_')) return e as NetworkError
  return undefined
}
