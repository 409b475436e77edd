/** The log: one JSON line an event, without anything that a person wrote and without tokens. */
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Logger as SlackLogger } from '@slack/web-api'
import { LogLevel } from '@slack/web-api'
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino'
import type { Config } from '../config.ts'
import { connectionProblem } from '../db/connection-error.ts'
import { packageVersion } from '../paths.ts'

export function createLogger(level: Config['logLevel'], to?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { version: packageVersion, host: hostname(), pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: safeError },
      hooks: { logMethod: throttleWarnings() },
    },
    to ?? process.stdout,
  )
}

const warnLevel = 40
/** Milliseconds for which a warning with the same cause is left out; before, a read-only database gave 33 lines a second. */
const warningInterval = 60_000

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>

/** Lets one warning a cause and minute through; the next one says how many were left out. */
function throttleWarnings(): LogMethod {
  const last = new Map<string, { at: number; repeated: number }>()
  return function throttled(args, method, level) {
    if (level !== warnLevel) return method.apply(this, args)
    const cause = causeOf(args)
    const known = last.get(cause)
    const now = performance.now()
    if (known && now - known.at < warningInterval) {
      known.repeated += 1
      return undefined
    }
    if (last.size > 1000) last.clear()
    last.set(cause, { at: now, repeated: 0 })
    const [fields, ...rest] = args as unknown as [unknown, ...string[]]
    if (!known?.repeated || typeof fields !== 'object') return method.apply(this, args)
    return method.apply(this, [{ ...fields, repeated: known.repeated }, ...rest] as unknown as typeof args)
  }
}

/** The state of the database is one cause, whatever failed by it; otherwise the message and what it is about. */
function causeOf([fields, message]: readonly unknown[]): string {
  if (typeof fields !== 'object' || fields === null) return String(fields)
  const { err, ...others } = fields as Record<string, unknown>
  const problem = err === undefined ? undefined : connectionProblem(err)
  if (problem) return `database ${problem}`
  const { teamId, method, code = (err as { code?: unknown })?.code } = others
  return JSON.stringify([message, teamId, method, code])
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
  // Where it was thrown, and where of ours that was called: the frames of libraries between them say little.
  const own = lines.filter((line, index) => index === 0 || !/node_modules|\(node:/.test(line))
  return own.slice(0, 6).map((line) => line.trim().replace(/^at /, ''))
}

/**
 * For Slack's libraries, whose messages may hold arguments of a call: logs the code, the workspace, and the method where
 * our own fetch names it, and never a message. (To carry the method through each call in an AsyncLocalStorage cost every
 * promise of the process its hooks: an eighth of all processor time.) `teamId` where the client serves one workspace.
 */
export function slackLibraryLogger(log: Logger, teamId?: string): SlackLogger {
  const write =
    (level: 'warn' | 'error') =>
    (...said: unknown[]) =>
      log[level]({ teamId, ...said.map(detailsOf).find(Boolean) }, "Slack's library has something to say")
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

/** A code of Slack's, such as `missing_charset`, or the method and the code in the words of our fetch. */
function detailsOf(said: unknown): { code: string; method?: string } | undefined {
  if (said instanceof Error) return detailsOf((said as { code?: unknown }).code) ?? { code: said.name }
  if (typeof said !== 'string') return undefined
  if (/^[a-z]+_[a-z_]{1,50}$/.test(said)) return { code: said }
  const { method, code } = failedCall.exec(said)?.groups ?? {}
  return method && code ? { method, code } : undefined
}

const failedCall = /^The call failed \((?<method>[\w./-]{1,80}): (?<code>\w{1,40})\)$/

/** What a person quotes and the log finds again. */
export function createReference(): string {
  return randomBytes(3).toString('hex')
}
