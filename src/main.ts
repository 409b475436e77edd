import 'dotenv/config'
import { readConfig } from './config.ts'
import { isBuilt } from './paths.ts'
import { StartError } from './start-error.ts'

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
  const isSetup = error instanceof StartError || (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  if (!isSetup) throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}

function stopOnSignal(running: { stop(): Promise<void> }): void {
  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
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
