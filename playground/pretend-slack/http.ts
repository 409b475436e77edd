import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { answerCall } from './answer-call.ts'
import { authorizePage } from './oauth.ts'
import { readArgs, readBytes } from './request-body.ts'
import { postToResponseUrl } from './response-urls.ts'
import { Refusal, type Slack } from './slack.ts'

/** The address where the app finds Slack: the Web API, response URLs and the consent page of an install. */
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
  if (method) return answerCall(slack, method, { request, response, url })
  const secret = /^\/responses\/\w+\/(\w+)$/.exec(url.pathname)?.[1]
  if (secret && request.method === 'POST') return answerResponse(slack, secret, request, response)
  const upload = slack.uploads.get(/^\/upload\/(\w+)$/.exec(url.pathname)?.[1] ?? '')
  if (upload && request.method === 'POST') {
    upload.bytes = await readBytes(request)
    upload.text = upload.bytes.toString('utf8')
    response.writeHead(200).end('OK')
    return
  }
  if (url.pathname.startsWith('/oauth/v2/authorize')) return authorizePage(slack, request, response, url)
  response.writeHead(404).end()
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
    postToResponseUrl(slack, secret, body)
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
