import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { secondsToWait } from './history-rate-limit.ts'
import { callMethod } from './methods/index.ts'
import type { Answer, Args } from './methods/method.ts'
import { readArgs } from './request-body.ts'
import type { Slack } from './slack.ts'
import type { Fault } from '../act.ts'

/** One HTTP exchange with the app. */
export interface HttpExchange {
  request: IncomingMessage
  response: ServerResponse
  url: URL
}

/** Answers a call of the Web API, or fails it as planned. */
export async function answerCall(slack: Slack, method: string, exchange: HttpExchange): Promise<void> {
  const { request, response, url } = exchange
  const started = performance.now()
  const args = { ...Object.fromEntries(url.searchParams), ...(await readArgs(request)) }
  const log = (status: number, answer: unknown) =>
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
  const wait = secondsToWait(slack.historyRateLimit, method, request.headers.authorization, slack.now())
  if (wait > 0) return answerRateLimited(wait, { call, log, request, response })
  const fault = slack.faults.next(method, args)
  if (fault) return applyFault(fault, { call, log, request, response })
  const { answer, headers } = call()
  log(200, answer)
  response.writeHead(200, { ...json, ...headers }).end(JSON.stringify(answer))
}

const json = { 'content-type': 'application/json; charset=utf-8' }

interface PendingCall {
  /** Carries the call out; its effects stay even where the answer is lost. */
  call: () => { answer: Answer; headers: Record<string, string> }
  log: (status: number, answer: unknown) => unknown
  request: IncomingMessage
  response: ServerResponse
}

function answerRateLimited(seconds: number, { log, response }: PendingCall): void {
  log(429, 'ratelimited')
  response
    .writeHead(429, { ...json, 'retry-after': String(seconds) })
    .end('{"ok":false,"error":"ratelimited"}')
}

function isRefusal(fault: Fault): fault is `refuse:${string}` {
  return fault.startsWith('refuse:')
}

async function applyFault(fault: Fault, pending: PendingCall): Promise<void> {
  const { call, log, request, response } = pending
  if (isRefusal(fault)) {
    const refusal = { ok: false, error: fault.slice('refuse:'.length) }
    log(200, refusal)
    response.writeHead(200, json).end(JSON.stringify(refusal))
    return
  }
  switch (fault) {
    case '429':
      return answerRateLimited(1, pending)
    case '500-before':
      log(500, 'nothing was done')
      response.writeHead(500).end('Internal Server Error')
      return
    case '500-after':
      log(500, call().answer)
      response.writeHead(500).end('Internal Server Error')
      return
    case 'fatal_error':
      log(200, call().answer)
      response.writeHead(200, json).end('{"ok":false,"error":"fatal_error"}')
      return
    case 'drop-before':
      log(0, 'the connection was cut, nothing was done')
      request.socket.destroy()
      return
    case 'drop-after':
      log(0, call().answer)
      request.socket.destroy()
      return
    case 'cut-body': {
      const body = JSON.stringify(call().answer)
      log(0, 'the answer was cut in half')
      response.writeHead(200, { ...json, 'content-length': String(Buffer.byteLength(body)) })
      response.write(body.slice(0, body.length / 2), () => request.socket.destroy())
      return
    }
    case 'late-commit':
      log(0, 'the connection was cut; done up to a second later')
      request.socket.destroy()
      await sleep(1000, undefined, { ref: false })
      call()
      return
    case 'hang':
      log(0, 'never answered, nothing was done')
      return
    case 'hang-after':
      log(0, call().answer)
      return
    default:
      return fault satisfies never
  }
}

const secrets = new Set(['token', 'client_secret'])

function withoutSecrets(args: Args): Args {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, secrets.has(name) ? '…' : value]),
  )
}
