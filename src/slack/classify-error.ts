/**
 * What Slack's answer to a post means. Only what is listed as surely not sent may be sent again without asking
 * history first; everything else is unknown. Lists: Slack's chat.postMessage and conversations.open error tables.
 */

export type SendOutcome =
  | { kind: 'sent'; channelId: string; ts: string }
  /** Surely not sent; try again later. */
  | { kind: 'retry'; code: string; afterSeconds: number; pause: 'workspace' | 'none' }
  /** Surely not sent, and never will be. */
  | { kind: 'failed'; code: string }
  /** The recipient is gone. */
  | { kind: 'gone'; code: string }
  /** The token no longer speaks for this workspace. */
  | { kind: 'stopped'; code: string }
  | { kind: 'unknown'; code: string }

const refused = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'messages_tab_disabled',
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_arguments',
  'no_text',
  'restricted_action',
  'restricted_action_read_only_channel',
  'missing_scope',
  'invalid_metadata_format',
  'too_many_attachments',
])
const stopping = new Set([
  'account_inactive',
  'token_revoked',
  'token_expired',
  'invalid_auth',
  'not_authed',
  'org_login_required',
  'team_added_to_org',
  'ekm_access_denied',
  'access_denied',
  'no_permission',
])
const gone = new Set([
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'users_not_found',
  'invalid_users',
])
const notConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** Seconds to wait after a 429 that does not say how long. */
const defaultPause = 60

/** Classifies what a Web API call threw. `attempts` is how often this message was tried, for the back-off. */
export function classifyError(error: unknown, attempts: number): SendOutcome {
  const { code, data, retryAfter, cause } = error as SlackError
  if (code === 'slack_webapi_rate_limited_error')
    return {
      kind: 'retry',
      code: 'ratelimited',
      afterSeconds: retryAfter ?? defaultPause,
      pause: 'workspace',
    }
  if (code === 'slack_webapi_platform_error') return classifyRefusal(data?.error ?? 'unknown_error', attempts)
  if (error instanceof Error && error.message.startsWith('Retry header did not contain a valid timeout'))
    return { kind: 'retry', code: 'ratelimited', afterSeconds: defaultPause, pause: 'workspace' }
  const network = networkError(cause ?? error)
  // A host can also become unreachable under a connection that has already carried the post.
  const isConnected = network?.syscall === 'read' || network?.syscall === 'write'
  if (network && notConnected.has(network.code) && !isConnected)
    return { kind: 'retry', code: network.code, afterSeconds: backOffSeconds(attempts), pause: 'none' }
  return { kind: 'unknown', code: network?.code ?? code ?? 'unreadable_answer' }
}

function classifyRefusal(code: string, attempts: number): SendOutcome {
  if (code === 'ratelimited' || code === 'rate_limited')
    return { kind: 'retry', code: 'ratelimited', afterSeconds: defaultPause, pause: 'workspace' }
  if (code === 'team_access_not_granted') return { kind: 'stopped', code }
  if (stopping.has(code)) return { kind: 'stopped', code }
  if (gone.has(code)) return { kind: 'gone', code }
  if (refused.has(code)) return { kind: 'failed', code }
  if (code === 'accesslimited')
    return { kind: 'retry', code, afterSeconds: backOffSeconds(attempts), pause: 'none' }
  // A page of HTML in place of a code, or a code nobody listed: it may have been sent.
  return { kind: 'unknown', code: /^[a-z_]{3,60}$/.test(code) ? code : 'unreadable_answer' }
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
