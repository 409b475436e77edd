/** Tells a database that can't do its work just now from a statement that it refused, and says in which way. */

export type ConnectionProblem =
  /** No connection, or one that broke. */
  | 'unreachable'
  /** Postgres refuses this user or database. */
  | 'refused'
  /** A standby, or a primary that was demoted: reads work, and every write fails. */
  | 'read-only'
  /** No answer in time. */
  | 'hanging'
  /** COMMIT was sent and not answered: it may have taken effect. */
  | 'commit-unknown'

/** Thrown in place of the error of a COMMIT that was not answered. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError'
  constructor(cause?: unknown) {
    super('COMMIT was not answered', { cause })
  }
}

/** Thrown where a transaction was not ready to commit in time; it is rolled back. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'
  constructor() {
    super('The deadline of the transaction has passed')
  }
}

/** Codes of Node's sockets, and classes of SQLSTATE. */
const codes: readonly [ConnectionProblem, RegExp][] = [
  ['read-only', /^25006$/],
  ['hanging', /^(57014|25P03)$/],
  ['refused', /^(28|3D000)/],
  // 57P0: shut down or starting; 08: connection; 53: out of connections, memory or disk; 55000: not in this state.
  [
    'unreachable',
    /^(ECONN|E(PIPE|TIMEDOUT|HOSTUNREACH|HOSTDOWN|NETUNREACH|NOTFOUND|AI_AGAIN)$|ENOENT$|57P0|08|53|55000$)/,
  ],
]
const lostMessage = /timeout exceeded when trying to connect|Connection terminated|not queryable/i

/** Undefined = not a problem of the connection. */
export function connectionProblem(error: unknown): ConnectionProblem | undefined {
  if (error instanceof CommitUnknownError) return 'commit-unknown'
  if (error instanceof DeadlineError) return 'hanging'
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (/Query read timeout/i.test(message)) return 'hanging'
  if (lostMessage.test(message)) return 'unreachable'
  return codes.find(([, pattern]) => pattern.test(code))?.[0]
}

/** Whether Postgres answered that it undid the statement; after a FATAL one the connection ends, and nobody knows. */
export function wasRefused(error: unknown): boolean {
  return (error as { severity?: unknown }).severity === 'ERROR'
}

export function isConnectionError(error: unknown): boolean {
  return connectionProblem(error) !== undefined
}

/** An unreachable database is for the operator and shown by /healthz; every other failure is a bug. */
export function logLevelOf(error: unknown): 'warn' | 'error' {
  return isConnectionError(error) ? 'warn' : 'error'
}
