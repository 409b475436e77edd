import 'dotenv/config'
import { readConfig } from './config.ts'
import { createLogger } from './ops/log.ts'
import { watchProcessEnd } from './ops/process-end.ts'
import { isBuilt } from './paths.ts'
import { orAborted } from './wait-at-start.ts'

// Every time is computed in a named zone; the machine's own zone must never slip in.
process.env.TZ = 'UTC'
// Between a statement of ours and the error of Postgres lie a dozen frames of libraries.
Error.stackTraceLimit = 30

const processEnd = watchProcessEnd(createLogger('info'))
await processEnd.started(start())

async function start() {
  const { signal } = processEnd
  const config = readConfig(process.env, !isBuilt)
  const words = process.argv.slice(2)
  if (words.length) {
    const { runCommand } = await orAborted(() => import('./ops/commands.ts'), signal)
    process.stdout.write(`${await runCommand(words, config)}\n`)
    process.exit(0)
  }
  if (config.slack) {
    createLogger(config.logLevel).info('starting')
    const { startService } = await orAborted(() => import('./service.ts'), signal)
    return startService(config, { signal })
  }
  // Loading it takes two seconds, ten on a busy machine.
  process.stdout.write('Starting the playground…\n')
  const { openPlayground } = await orAborted(() => import('../playground/index.ts'), signal)
  return openPlayground(config)
}
