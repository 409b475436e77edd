/** A TCP proxy between two processes that can add delay, and can go silent without breaking connections. */
import { connect, createServer, type AddressInfo, type NetConnectOpts, type Socket } from 'node:net'

export interface Proxy {
  port: number
  /** Passes nothing more and closes nothing: neither side notices. */
  goSilent(): void
  /** New connections get through again; the earlier ones stay silent, as behind a router that dropped their state. */
  resume(): void
  close(): Promise<void>
}

interface Link {
  near: Socket
  far: Socket | undefined
  isSilent: boolean
}

/** `delayMs`: by how long the answers of `target` are delayed. */
export async function openProxy(target: NetConnectOpts, delayMs = 0): Promise<Proxy> {
  const links = new Set<Link>()
  let isSwallowing = false

  const server = createServer((near) => {
    const link: Link = { near, far: isSwallowing ? undefined : connect(target), isSilent: isSwallowing }
    links.add(link)
    join(link, near, link.far, 0)
    if (link.far) join(link, link.far, near, delayMs)
    // Even what is dropped has to be read, or the sender's buffer would fill up.
    else near.resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    port: (server.address() as AddressInfo).port,
    goSilent() {
      isSwallowing = true
      for (const link of links) link.isSilent = true
    },
    resume: () => (isSwallowing = false),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const { near, far } of links) for (const end of [near, far]) end?.destroy()
      await closed
    },
  }
}

function join(link: Link, from: Socket, to: Socket | undefined, delayMs: number): void {
  const later = (pass: () => void) => {
    const unlessSilent = () => void (link.isSilent || pass())
    if (delayMs) setTimeout(unlessSilent, delayMs)
    else unlessSilent()
  }
  from.setNoDelay(true)
  from.on('error', () => {})
  from.on('data', (chunk) => later(() => to?.write(chunk)))
  from.once('close', () => later(() => to?.destroy()))
}
