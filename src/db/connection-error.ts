/** Whether an error means that Postgres can't be reached, as opposed to a statement that it refused. */
export function isConnectionError(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return (
    /^(ECONN|ENOENT$|EPIPE$|ETIMEDOUT$|57P0|08|53|55000$)/.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated|Query read timeout/i.test(message)
  )
}

/** An unreachable database is for the operator and shown by /healthz; every other failure is a bug. */
export function logLevelOf(error: unknown): 'warn' | 'error' {
  return isConnectionError(error) ? 'warn' : 'error'
}
