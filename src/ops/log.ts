/** The log: one JSON line an event, without anything that a person wrote and without tokens. */
import type { Logger as SlackLogger } from '@slack/web-api'
import { LogLevel } from '@slack/web-api'
import { pino, type DestinationStream, type Logger } from 'pino'
import type { Config } from '../config.ts'

export function createLogger(level: Config['logLevel'], to?: DestinationStream): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: safeError } },
    to ?? process.stdout,
  )
}

/**
 * Names, codes and stack frames only. An error's message may quote what somebody wrote: Postgres puts values into its
 * details, and Slack's client the arguments of a call.
 */
function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, data, constraint, table, statusCode } = error as Error & SafeParts
  return {
    type: error.name,
    ...(code && /^[\w.-]{1,60}$/.test(code) && { code }),
    ...(data?.error && /^[a-z_]{1,60}$/.test(data.error) && { slack: data.error }),
    ...(constraint && { constraint }),
    ...(table && { table }),
    ...(statusCode && { statusCode }),
    at: framesOf(error),
    ...(error.cause instanceof Error && { cause: safeError(error.cause) }),
  }
}

interface SafeParts {
  code?: string
  data?: { error?: string }
  constraint?: string
  table?: string
  statusCode?: number
}

function framesOf(error: Error): string[] {
  // From behind the message, which may span several lines.
  const stack = error.stack ?? ''
  const from = stack.indexOf(error.message) + error.message.length
  const lines = stack
    .slice(from)
    .split('\n')
    .filter((line) => /^\s+at .*(:\d+:\d+|<anonymous>)\)?$/.test(line))
  return lines.slice(0, 6).map((line) => line.trim().replace(/^at /, ''))
}

/** For Slack's libraries, whose messages may hold arguments of a call: logs that there was one, without its text. */
export function slackLibraryLogger(log: Logger): SlackLogger {
  const write = (level: 'warn' | 'error') => () => log[level]("Slack's library has something to say")
  return {
    debug: () => {},
    info: () => {},
    warn: write('warn'),
    error: write('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
