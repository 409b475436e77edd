/** Receives Slack's requests over Socket Mode, and knows whether a socket is open. */
import { SocketModeReceiver, type Receiver } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'

export interface SocketReceiver {
  receiver: Receiver
  /** Slack said hello on the socket, and it has not closed since. */
  isConnected(): boolean
}

export function socketReceiver(appToken: string, clientOptions: WebClientOptions): SocketReceiver {
  const receiver = new SocketModeReceiver({ appToken, installerOptions: { clientOptions } })
  let isConnected = false
  receiver.client.on('connected', () => (isConnected = true))
  // The library emits `disconnected` only where reconnecting is off. `close` is emitted at every end of a socket, at
  // least 5 s before the next one opens: healthz answered 200 for 27 s without a socket.
  receiver.client.on('close', () => (isConnected = false))
  return { receiver, isConnected: () => isConnected }
}
