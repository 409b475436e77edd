/** Whether an error says that Postgres can't be reached just now, in place of refusing a statement. */
export function isConnectionError(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return (
    /^(ECONN|ENOENT$|EPIPE$|ETIMEDOUT$|57P0|08|53|55000$)/.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated|Query read timeout/i.test(message)
  )
}

/** A database that is away is the operator's affair and told by /healthz; everything else that fails is ours. */
export function logLevelOf(error: unknown): 'warn' | 'error' {
  return isConnectionError(error) ? 'warn' : 'error'
}
