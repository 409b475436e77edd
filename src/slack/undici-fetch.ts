/**
 * Carries calls to Slack in place of the global `fetch`, which takes nine tenths of the processor time of a post.
 * A call is written to a socket once or not at all.
 */
import { Agent, errors, type Dispatcher } from 'undici'
import type { FetchFunction } from '@slack/web-api'

export interface FetchLimits {
  /** Connections to one origin; what is more waits its turn. */
  connections: number
  /** Milliseconds for the name, the connection and TLS together: less than a post may take. */
  connectMs: number
}

type Call = NonNullable<Parameters<FetchFunction>[1]>
type Answer = Awaited<ReturnType<FetchFunction>>
type Fields = Record<string, string | string[] | undefined>

const limits: FetchLimits = { connections: 100, connectMs: 3000 }
const redirects = new Set([301, 302, 303, 307, 308])

/** Connections stay open for some seconds; an idle one holds up no process that wants to end. */
export function createUndiciFetch({ connections, connectMs }: FetchLimits = limits): FetchFunction {
  const agent = new Agent({ connections, connect: { timeout: connectMs } })
  return async (url, call = {}) => {
    call.signal?.throwIfAborted()
    return send(agent, new URL(url), call)
  }
}

function send(agent: Agent, url: URL, { method = 'GET', headers, body = '', signal }: Call): Promise<Answer> {
  if (typeof body !== 'string') throw new TypeError('Only text is sent')
  return new Promise((answer, fail) => {
    const whole = new Promise<Buffer>((complete, cut) => {
      const request = {
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers: { ...headers, 'accept-encoding': 'identity' },
        body,
      }
      const listener: Listener = {
        begin: (head) => answer(answerOf(url, head, whole)),
        complete,
        fail(error) {
          fail(error)
          cut(error)
        },
      }
      agent.dispatch(request, exchange(methodOf(url), signal, listener))
    })
    // Nobody reads what comes with a 429.
    whole.catch(() => undefined)
  })
}

/** What comes of an answer before its body. */
interface Head {
  status: number
  statusText: string
  fields: Fields
}

interface Listener {
  begin(head: Head): void
  complete(body: Buffer): void
  fail(error: Error): void
}

/** "chat.postMessage" */
function methodOf({ pathname }: URL): string {
  return pathname.slice(pathname.lastIndexOf('/') + 1)
}

/** One call and its answer, which end with `signal`. */
function exchange(
  method: string,
  signal: AbortSignal | undefined,
  listener: Listener,
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = []
  let connection: Dispatcher.DispatchController | undefined

  function giveUp() {
    if (connection) connection.abort(signal!.reason as Error)
    // Nothing was written, nor will it be: this is no answer that was lost.
    else fail(new errors.ConnectTimeoutError('No connection was there in time'))
  }

  function fail(cause: unknown) {
    signal?.removeEventListener('abort', giveUp)
    listener.fail(new Error(`The call failed (${method}: ${codeOf(cause)})`, { cause }))
  }

  signal?.addEventListener('abort', giveUp)
  return {
    onRequestStart(controller) {
      // To throw here drops the request unwritten and leaves the connection to the next one: what was given up is not
      // sent late, and nothing is sent a second time, whatever becomes of the connection.
      if (signal?.aborted || connection) throw new errors.RequestAbortedError()
      connection = controller
    },
    onResponseStart(controller, status, fields, statusText = '') {
      if (status < 200) return
      if (redirects.has(status)) controller.abort(new Error('Slack sent the call elsewhere'))
      else listener.begin({ status, statusText, fields })
    },
    onResponseData(_, chunk) {
      chunks.push(chunk)
    },
    onResponseEnd() {
      signal?.removeEventListener('abort', giveUp)
      listener.complete(Buffer.concat(chunks))
    },
    onResponseError: (_, error) => fail(error),
  }
}

/** What Slack's client asks of an answer; as with `fetch`, it is there before its body. */
function answerOf(url: URL, { status, statusText, fields }: Head, body: Promise<Buffer>): Answer {
  const text = async () => (await body).toString()
  return {
    ok: status < 300,
    status,
    statusText,
    url: url.href,
    headers: {
      get: (name: string) => fields[name.toLowerCase()]?.toString() ?? null,
      entries: () => Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
    },
    text,
    json: async () => JSON.parse(await text()) as unknown,
    arrayBuffer: async () => new Uint8Array(await body).buffer,
  }
}

/** Slack's library logs an error's message alone. */
function codeOf(cause: unknown): string {
  const { code, name } = cause as { code?: unknown; name?: string }
  return typeof code === 'string' && code ? code : (name ?? 'unknown')
}
