/**
 * Keeps the sessions of a lent database for its next borrower: a new one costs 25 ms of processor time, and as much again
 * until it has read the catalog. What a session holds besides (settings, locks, temporary tables) is reset before anyone
 * has it again; one that broke, or that ends within a transaction, is closed as ever.
 *
 * Its prepared statements stay: parsed and planned anew for each conversation they were two thirds of what Postgres did.
 * A borrower prepares as ever, under its own names, and what the session has by the same text is used instead.
 */
import type { Socket } from 'node:net'
import pg from 'pg'

interface Session {
  stream: Socket
  processID: number
  secretKey: number
  /** The server's name of each prepared statement, by its text. */
  prepared: Map<string, string>
}

interface Statement {
  name?: string
  text: string
}

/** What a connection of `pg` has besides what its types tell. */
interface Wire extends pg.Connection {
  stream: Socket
  ssl: unknown
  isEnding?: boolean
  /** Of a session that may be kept: those of the same settings. */
  alike?: Session[]
  session?: Session | undefined
  /** Whether the server waits for a statement, outside of a transaction. */
  isFree?: boolean
  /** The server's names of what this borrower has prepared, by the borrower's own. */
  names?: Map<string, string>
  /** What `pg` takes as prepared. */
  parsedStatements: Record<string, string>
  attachListeners(stream: Socket): void
  parse(statement: Statement): void
  bind(config: { statement?: string | undefined }): void
  connect(...address: unknown[]): void
  startup(settings: Record<string, string>): void
}

const lent = new Set<string>()
/** By address and settings: nobody gets what another asked for. */
const kept = new Map<string, Session[]>()
const atMost = 8
/** Some texts have lists of any length in them. */
const mostPrepared = 500
/** What `discard all` does, but for the prepared statements and their plans. */
const discardAllButPrepared = `close all; set session authorization default; reset all; unlisten *;
  select pg_advisory_unlock_all(); discard temp; discard sequences`
/** Under way: a pool has ended before its sessions have. */
const resets = new Set<Promise<void>>()

/** From now on sessions of this database are kept. */
export function keepSessions(database: string): void {
  lent.add(database)
}

/** The processes of the sessions that wait for the next borrower, once the last of them is reset. */
export async function keptProcesses(): Promise<number[]> {
  await Promise.all(resets)
  return [...kept.values()].flat().map(({ processID }) => processID)
}

/** A worker that ends with a session open would be told off for it. */
export function closeSessions(): void {
  for (const { stream } of [...kept.values()].flat()) stream.destroy()
  kept.clear()
}

const wire = pg.Connection.prototype as Wire
const { connect, startup, end, parse, bind } = wire

wire.connect = function connectLater(this: Wire, ...address) {
  if (this.ssl) return connect.apply(this, address)
  // The settings, which say what is wanted, come once it is connected.
  process.nextTick(() => this.emit('connect'))
  this.startup = (settings) => {
    this.startup = startup
    if (!lent.has(settings.database!)) return connect.apply(this, address)
    const key = JSON.stringify([address, settings])
    this.alike = kept.get(key) ?? []
    kept.set(key, this.alike)
    this.on('readyForQuery', ({ status }: { status: string }) => (this.isFree = status === 'I'))
    this.session = this.alike.pop()
    if (this.session) return take(this, this.session)
    this.on('backendKeyData', ({ processID, secretKey }: Session) => {
      this.session = { stream: this.stream, processID, secretKey, prepared: new Map() }
    })
    // Connected in truth, it is asked for the settings again.
    connect.apply(this, address)
  }
}

function take(one: Wire, session: Session): void {
  handOver(session.stream, one)
  // A client that never connected has nothing to end.
  Object.assign(one, { _connecting: true })
  session.stream.on('error', (error) => void (one.isEnding || one.emit('error', error)))
  session.stream.on('close', () => void one.emit('end'))
  session.stream.ref()
  one.emit('backendKeyData', session)
  one.emit('readyForQuery', { status: 'I' })
}

/** From whoever listened to it until now. */
function handOver(stream: Socket, one: Wire): void {
  for (const event of ['data', 'error', 'close']) stream.removeAllListeners(event)
  one.stream = stream
  const endings = stream.listeners('end')
  one.attachListeners(stream)
  // Nobody waits for the promise of the parser, which would leave a listener at each time.
  for (const ending of stream.listeners('end').filter((each) => !endings.includes(each)))
    stream.off('end', ending as () => void)
}

wire.parse = function parseOnce(this: Wire, statement) {
  const { session } = this
  if (!session || !statement.name) return parse.call(this, statement)
  const { name, text } = statement
  const { prepared } = session
  this.names ??= new Map()
  const known = prepared.get(text)
  // Prepared by this borrower before: it wants another one, because the schema has changed.
  if (known && ![...this.names.values()].includes(known)) {
    this.names.set(name, known)
    this.parsedStatements[name] = text
    return
  }
  const own = `k${(made += 1)}`
  this.names.set(name, own)
  this.once('parseComplete', () => prepared.set(text, own))
  parse.call(this, { ...statement, name: own })
}
let made = 0

wire.bind = function bindByName(this: Wire, config) {
  const statement = this.names?.get(config.statement ?? '') ?? config.statement
  return bind.call(this, { ...config, statement })
}

wire.end = function endOrKeep(this: Wire) {
  const { alike, session, stream, isFree } = this
  this.isEnding = true
  if (!alike || !session || !isFree || !stream.writable || alike.length >= atMost) return end.call(this)
  const isReset = reset(session, alike).then(() => void resets.delete(isReset))
  resets.add(isReset)
  void isReset.then(() => this.emit('end'))
}

/** Keeps it with those that are alike, until it is taken or breaks. */
function reset(session: Session, alike: Session[]): Promise<void> {
  const { stream } = session
  const connection = new pg.Connection({ stream } as unknown as pg.ConnectionConfig) as Wire
  handOver(stream, connection)
  return new Promise((resolve) => {
    stream.on('error', () => {})
    stream.on('close', () => {
      if (alike.includes(session)) alike.splice(alike.indexOf(session), 1)
      resolve()
    })
    connection.once('readyForQuery', () => {
      stream.unref()
      alike.push(session)
      resolve()
    })
    if (session.prepared.size > mostPrepared) session.prepared.clear()
    connection.query(session.prepared.size ? discardAllButPrepared : 'discard all')
  })
}
