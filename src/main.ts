import 'dotenv/config'
import { ConfigError, readConfig } from './config.ts'
import { FolderInUseError } from './db/embedded.ts'
import { isBuilt } from './paths.ts'
import { WrongKeyError } from './db/verify-key.ts'
import { TokenError } from './app/installations.ts'

// Every time is computed in a named zone; the machine's own zone must never slip in.
process.env.TZ = 'UTC'

try {
  const config = readConfig(process.env, !isBuilt)
  if (config.slack) {
    const { startService } = await import('./service.ts')
    stopOnSignal(await startService(config))
  } else {
    const { openPlayground } = await import('../playground/index.ts')
    stopOnSignal(await openPlayground(config))
  }
} catch (error) {
  if (!isForPeople(error)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

/** Mistakes of set-up, told in words and without a stack. */
function isForPeople(error: unknown): error is Error {
  const { code } = error as NodeJS.ErrnoException
  return (
    error instanceof ConfigError ||
    error instanceof FolderInUseError ||
    error instanceof WrongKeyError ||
    error instanceof TokenError ||
    code === 'EADDRINUSE'
  )
}

function stopOnSignal(running: { stop(): Promise<void> }): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    // What hangs must not keep the process: a container waits ten seconds before it kills.
    setTimeout(() => process.exit(1), 9000).unref()
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
