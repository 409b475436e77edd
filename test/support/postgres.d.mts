export default function setup(): Promise<void>

export interface ServerOptions {
  /** For proofs of durability. */
  fsync?: boolean
}

export interface Server {
  url: string
  /** The folder of its files. */
  data: string
  readLog(): string
  crash(): Promise<void>
  revive(): Promise<void>
  stop(): Promise<void>
}

export function startPostgres(options?: ServerOptions): Promise<string>
export function startServer(options?: ServerOptions): Promise<Server>
export function systemPostgres(): string | undefined
