import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { portOf } from '../../playground/pretend-slack/port-of.ts'
import { readText } from '../../playground/pretend-slack/request-body.ts'

export interface ReceivedRequest {
  headers: IncomingHttpHeaders
  body: string
}

export interface Listener {
  url: string
  received: ReceivedRequest[]
  /** How to answer from now on; 200 with no body when nothing is said. */
  answer: (response: ServerResponse, received: ReceivedRequest) => void
  stop(): Promise<void>
}

/** A minimal app: records what Slack sends and answers as configured. */
export async function listenForSlack(): Promise<Listener> {
  const server = createServer((request, response) => {
    void readText(request).then((body) => {
      const received = { headers: request.headers, body }
      listener.received.push(received)
      return listener.answer(response, received)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const listener: Listener = {
    url: `http://127.0.0.1:${portOf(server)}/slack/events`,
    received: [],
    answer: (response) => void response.end(),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return listener
}

export function formOf({ body }: ReceivedRequest): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body))
}

/** The payload of an interaction or event. */
export function payloadOf({ body }: ReceivedRequest): { [field: string]: any } {
  const read: { [field: string]: any } = JSON.parse(
    body.startsWith('payload=') ? formOf({ headers: {}, body }).payload! : body,
  )
  return read
}
