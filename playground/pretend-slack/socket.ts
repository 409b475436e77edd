import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as rest } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Ack, Delivery } from './delivery.ts'
import type { Slack, SocketLink } from './slack.ts'

export interface SocketServer {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  stop(): Promise<void>
}

/** Takes Socket Mode connections, as many as the app opens (ten at most). */
export function openSocketServer(slack: Slack): SocketServer {
  const server = new WebSocketServer({ noServer: true })
  server.on('connection', (socket: WebSocket) => greet(slack, socket))
  return {
    upgrade(request, socket, head) {
      if (!request.url?.startsWith('/link/?ticket=') || slack.sockets.length >= 10) {
        socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, (open) => server.emit('connection', open, request))
    },
    async stop() {
      // A client whose goodbye is cut short waits half a minute for it, and keeps its process.
      const goodbyes = [...server.clients].map((client) => once(client, 'close'))
      for (const client of server.clients) client.close(1001)
      await Promise.race([Promise.all(goodbyes), rest(500)])
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}

/** A client gives up a connection on which it hears nothing for half a minute. */
const pingSeconds = 10

function greet(slack: Slack, socket: WebSocket): void {
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
    // What was not acknowledged is lost to this connection; an event goes to another one.
    for (const told of waiting.values()) told({ outcome: 'unreachable' })
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

let turn = 0

/** Hands an envelope to any one connection and waits for its acknowledgement. */
export async function deliverBySocket(slack: Slack, { kind, payload, retry }: Delivery): Promise<Ack> {
  const link = slack.sockets[turn++ % slack.sockets.length]
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
