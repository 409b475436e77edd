import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Ack, Delivery } from './delivery.ts'
import type { Slack, SocketLink } from './slack.ts'

export interface SocketServer {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  stop(): Promise<void>
}

/** Accepts Socket Mode connections, ten at most. */
export function openSocketServer(slack: Slack): SocketServer {
  const server = new WebSocketServer({ noServer: true })
  server.on('connection', (socket: WebSocket) => openLink(slack, socket))
  return {
    upgrade(request, socket, head) {
      if (!request.url?.startsWith('/link/?ticket=') || slack.sockets.length >= 10) {
        socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, (open) => server.emit('connection', open, request))
    },
    async stop() {
      // A client whose closing handshake is cut short waits 30 s for it and keeps its process alive.
      const closings = [...server.clients].map((client) => once(client, 'close'))
      for (const client of server.clients) client.close(1001)
      await Promise.race([Promise.all(closings), sleep(500, undefined, { ref: false })])
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}

/** A client gives up a connection on which it receives nothing for 30 s. */
const pingSeconds = 10

function openLink(slack: Slack, socket: WebSocket): void {
  const waiting: SocketLink['waiting'] = new Map()
  const link: SocketLink = {
    waiting,
    send: (envelope) => socket.send(JSON.stringify(envelope)),
    close(reason) {
      link.send({ type: 'disconnect', reason, debug_info: { host: 'pretend-slack' } })
      if (reason === 'warning') return
      leave()
      socket.close()
    },
  }
  const leave = () => {
    const at = slack.sockets.indexOf(link)
    if (at >= 0) slack.sockets.splice(at, 1)
    clearInterval(pings)
    // Unacknowledged envelopes fail with this connection; an event is retried on another one.
    for (const resolve of waiting.values()) resolve({ outcome: 'unreachable' })
    waiting.clear()
  }
  const pings = setInterval(() => socket.ping(), pingSeconds * 1000).unref()
  socket.on('close', leave)
  socket.on('error', leave)
  socket.on('message', (data: Buffer) => {
    const answer: { envelope_id?: string; payload?: unknown } = JSON.parse(data.toString())
    const { envelope_id: id, payload } = answer
    if (!id) return
    waiting.get(id)?.({ outcome: 'ok', body: payload ?? '' })
    waiting.delete(id)
  })
  slack.sockets.push(link)
  link.send({
    type: 'hello',
    num_connections: slack.sockets.length,
    debug_info: { host: 'pretend-slack', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: slack.world.app.id },
  })
}

let nextLink = 0

/** Sends an envelope over one of the connections in turn and waits for its acknowledgement. */
export async function deliverBySocket(slack: Slack, { kind, payload, retry }: Delivery): Promise<Ack> {
  const link = slack.sockets[nextLink++ % slack.sockets.length]
  if (!link) return { outcome: 'unreachable' }
  const envelopeId = randomUUID()
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      link.waiting.delete(envelopeId)
      resolve({ outcome: 'timeout' })
    }, slack.ackSeconds * 1000)
    link.waiting.set(envelopeId, (ack) => {
      clearTimeout(timer)
      resolve(ack)
    })
    link.send({
      envelope_id: envelopeId,
      type: kind,
      payload,
      accepts_response_payload: kind !== 'events_api',
      ...(kind === 'events_api'
        ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' }
        : {}),
    })
  })
}
