/** Whether an error says that Postgres can't be reached just now, in place of refusing a statement. */
export function isDatabaseAway(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return (
    /^(ECONN|ENOENT$|EPIPE$|ETIMEDOUT$|57P0|08|53|55000$)/.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated|Query read timeout/i.test(message)
  )
}
