import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

export async function listenOn(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  host: string,
  port: number,
): Promise<Server> {
  const server = createServer(handle)
  server.listen({ host, port, ipv6Only: true })
  await once(server, 'listening')
  return server
}

/** Closes a server and the connections that are still open. */
export async function closeServer(server: Server): Promise<void> {
  const done = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await done
}
