import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { portOf } from '../../playground/pretend-slack/port-of.ts'
import { readText } from '../../playground/pretend-slack/request-body.ts'

export interface Heard {
  headers: IncomingHttpHeaders
  body: string
}

export interface Listener {
  url: string
  heard: Heard[]
  /** How to answer from now on; 200 with no body when nothing is said. */
  answer: (response: ServerResponse, heard: Heard) => void
  stop(): Promise<void>
}

/** An app of the barest kind: notes what Slack sends, and answers as it is told. */
export async function listenForSlack(): Promise<Listener> {
  const server = createServer((request, response) => {
    void readText(request).then((body) => {
      const heard = { headers: request.headers, body }
      listener.heard.push(heard)
      return listener.answer(response, heard)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const listener: Listener = {
    url: `http://127.0.0.1:${portOf(server)}/slack/events`,
    heard: [],
    answer: (response) => void response.end(),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return listener
}

export function formOf({ body }: Heard): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body))
}

/** The payload of an interaction or event. */
export function payloadOf({ body }: Heard): { [field: string]: any } {
  const read: { [field: string]: any } = JSON.parse(
    body.startsWith('payload=') ? formOf({ headers: {}, body }).payload! : body,
  )
  return read
}
