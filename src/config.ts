/** The settings: one schema, in which each says what it must look like and where to find it. */
import * as z from 'zod'
import { databaseUrlProblem, type DatabaseConfig } from './db/database-config.ts'
import { StartError } from './start-error.ts'

export interface Config {
  slack: SlackConfig
  database: DatabaseConfig
  /** 32 bytes; absent only where the embedded database keeps its own beside the data. */
  encryptionKey: Buffer | undefined
  /** Older keys, by which what was written before is still read. */
  olderKeys?: readonly Buffer[]
  port: number
  /** The address to listen on; undefined = every one. */
  host?: string | undefined
  logLevel: 'debug' | 'info' | 'warn' | 'error'
  /** Seconds that a send with an unknown outcome waits before Slack's history is read for it. */
  settleSeconds: number
  /** Messages to one workspace a minute. */
  messagesPerMinute: number
  /** A port of its own for /metrics; undefined = they stand on `port`, for this machine alone. */
  metricsPort?: number | undefined
  /** Months after which what is over is erased. */
  retentionMonths: number
  /** The address at which people reach this server, without a slash at its end; undefined = they can't. */
  publicUrl?: string | undefined
}

export interface SlackConfig {
  transport: { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string }
  access:
    | { kind: 'token'; botToken: string }
    | {
        kind: 'oauth'
        clientId: string
        clientSecret: string
        stateSecret: string
        allowed?: readonly string[] | undefined
      }
  /** Ends with a slash. */
  apiUrl: string
}

/** The settings that open the playground instead: no Slack variable is set. */
export interface PlaygroundConfig extends Omit<Config, 'slack'> {
  slack: undefined
}

/** Every reason why the process can't start, in one throw. */
export class ConfigError extends StartError {
  override readonly name = 'ConfigError'
  constructor(problems: readonly string[]) {
    super(
      `Forthright can't start:\n${problems.map((p) => `  - ${p}`).join('\n')}\nSee .env.example for every setting.`,
    )
  }
}

const credentials = 'api.slack.com/apps, your app, "Basic Information", "App Credentials"'

const settings = z.object({
  SLACK_BOT_TOKEN: text(
    'api.slack.com/apps, your app, "OAuth & Permissions", the token that starts with xoxb-',
  ).startsWith('xoxb-', 'should start with xoxb-'),
  SLACK_APP_TOKEN: text(
    'api.slack.com/apps, your app, "Basic Information", "App-Level Tokens", scope connections:write, starts with xapp-',
  ).startsWith('xapp-', 'should start with xapp-'),
  SLACK_SIGNING_SECRET: text(credentials),
  SLACK_CLIENT_ID: text(credentials),
  SLACK_CLIENT_SECRET: text(credentials),
  SLACK_STATE_SECRET: text('any long random text of your own: openssl rand -hex 32'),
  ALLOWED_WORKSPACES: text(
    'the ids of the workspaces that may install, separated by commas; every one when left out',
  ).regex(/^[TE][A-Z0-9]+(\s*,\s*[TE][A-Z0-9]+)*$/, 'is a list of ids that start with T or E'),
  SLACK_API_URL: text('leave it out for https://slack.com/api/').refine(isWebAddress, 'is not a web address'),
  DATABASE_URL: databaseUrl(),
  DATABASE_DIRECT_URL: databaseUrl(),
  DATABASE_POOLER: text('leave it out where DATABASE_URL is Postgres itself').refine(
    (value) => value === 'transaction',
    'can only be "transaction", for a pooler in transaction mode',
  ),
  DATABASE_POOL_SIZE: wholeNumber(1, 200, 'connections to the database; 12 when left out'),
  DATA_FOLDER: text('the folder of the embedded database; .data/forthright when left out'),
  ENCRYPTION_KEY: text('32 random bytes of your own, kept safe: openssl rand -hex 32').refine(
    (value) => value.split(',').every((one) => isKey(keyOf(one.trim()))),
    'should be 32 bytes that are not all zero, as 64 hexadecimal characters or base64; several, newest first, with commas between them',
  ),
  PORT: wholeNumber(0, 65_535, 'the port to listen on; 3000 when left out'),
  METRICS_PORT: wholeNumber(0, 65_535, 'a port for /metrics; on PORT, for this machine alone, when left out'),
  LOG_LEVEL: text('info when left out')
    .toLowerCase()
    .refine((value) => /^(debug|info|warn|error)$/.test(value), 'is debug, info, warn or error'),
  DELIVERY_SETTLE_SECONDS: wholeNumber(1, 3600, 'seconds; 60 when left out'),
  RETENTION_MONTHS: wholeNumber(1, 120, 'months; 12 when left out'),
  PUBLIC_URL: text('the address at which people reach this server, such as https://bot.example.com').refine(
    isWebAddress,
    'is not a web address',
  ),
  // Slack lets several hundred through.
  MESSAGES_PER_MINUTE: wholeNumber(1, 1000, 'messages to one workspace; 200 when left out'),
})

type Name = keyof typeof settings.shape
type Given = Partial<Record<Name, string>>

const slackNames = settings.keyof().options.filter((name) => name.startsWith('SLACK_'))
const oauthNames = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const

/**
 * Reads the environment. Throws one ConfigError that lists everything missing or contradictory.
 * With no Slack variable at all the answer has `slack: undefined`: the playground. It is not opened where a server
 * database or NODE_ENV=production says that a bot was meant, nor where there is none (`hasPlayground`).
 */
export function readConfig(env: NodeJS.ProcessEnv, hasPlayground = true): Config | PlaygroundConfig {
  const given: Given = Object.fromEntries(
    settings.keyof().options.flatMap((name) => (env[name]?.trim() ? [[name, env[name].trim()]] : [])),
  )
  const isProduction = given.DATABASE_URL !== undefined || env.NODE_ENV === 'production'
  const isPlayground = hasPlayground && !isProduction && !slackNames.some((name) => given[name])
  const malformed = settings
    .partial()
    .safeParse(given)
    .error?.issues.map(
      ({ path, message }) => `${String(path[0])} ${message}: ${whereToFind(path[0] as Name)}`,
    )
  const problems = [...(malformed ?? []), ...contradictions(given, isPlayground)]
  if (problems.length) throw new ConfigError(problems)
  return { ...commonConfig(given), slack: isPlayground ? undefined : slackConfig(given) }
}

/** What can only be judged of several settings together: those that are missing, and those that exclude each other. */
function contradictions(given: Given, isPlayground: boolean): string[] {
  const missing = (name: Name, why: string) =>
    given[name] ? [] : [`${name} is missing (${why}): ${whereToFind(name)}`]
  const pooled =
    given.DATABASE_POOLER && !given.DATABASE_URL
      ? ['DATABASE_POOLER says that DATABASE_URL is a pooler, and DATABASE_URL is not set']
      : []
  if (isPlayground) return pooled
  const isOAuth = oauthNames.some((name) => given[name])
  return [
    ...pooled,
    ...(isOAuth && given.SLACK_BOT_TOKEN
      ? [
          'SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID/SECRET/STATE_SECRET are for many: keep one of the two',
        ]
      : []),
    ...(given.SLACK_APP_TOKEN
      ? []
      : missing('SLACK_SIGNING_SECRET', 'requests over HTTP are verified; or set SLACK_APP_TOKEN')),
    ...(isOAuth
      ? oauthNames.flatMap((name) => missing(name, 'installing over OAuth'))
      : missing('SLACK_BOT_TOKEN', 'to post in one workspace')),
    ...(given.DATABASE_URL
      ? missing('ENCRYPTION_KEY', 'tokens and answers on a server database are encrypted')
      : []),
  ]
}

function commonConfig(given: Given): Omit<Config, 'slack'> {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl } = given
  const poolSize = Number(given.DATABASE_POOL_SIZE ?? 12)
  const [encryptionKey, ...olderKeys] = (given.ENCRYPTION_KEY?.split(',') ?? []).map((one) =>
    keyOf(one.trim()),
  )
  return {
    database: url
      ? { url, directUrl, poolSize, isPooled: given.DATABASE_POOLER !== undefined }
      : { folder: given.DATA_FOLDER ?? '.data/forthright' },
    encryptionKey,
    olderKeys,
    port: Number(given.PORT ?? 3000),
    metricsPort: given.METRICS_PORT === undefined ? undefined : Number(given.METRICS_PORT),
    logLevel: (given.LOG_LEVEL?.toLowerCase() ?? 'info') as Config['logLevel'],
    settleSeconds: Number(given.DELIVERY_SETTLE_SECONDS ?? 60),
    messagesPerMinute: Number(given.MESSAGES_PER_MINUTE ?? 200),
    retentionMonths: Number(given.RETENTION_MONTHS ?? 12),
    publicUrl: given.PUBLIC_URL?.replace(/\/+$/, ''),
  }
}

function slackConfig(given: Given): SlackConfig {
  const { SLACK_API_URL: apiUrl = 'https://slack.com/api/', SLACK_APP_TOKEN: appToken } = given
  return {
    transport: appToken
      ? { kind: 'socket', appToken }
      : { kind: 'http', signingSecret: given.SLACK_SIGNING_SECRET! },
    access: given.SLACK_BOT_TOKEN
      ? { kind: 'token', botToken: given.SLACK_BOT_TOKEN }
      : {
          kind: 'oauth',
          clientId: given.SLACK_CLIENT_ID!,
          clientSecret: given.SLACK_CLIENT_SECRET!,
          stateSecret: given.SLACK_STATE_SECRET!,
          allowed: given.ALLOWED_WORKSPACES?.split(/\s*,\s*/),
        },
    apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`,
  }
}

function text(find: string) {
  return z.string().meta({ find })
}

function wholeNumber(min: number, max: number, find: string) {
  const isInRange = (value: string) => /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max
  return text(find).refine(isInRange, `is a whole number from ${min} to ${max}`)
}

function databaseUrl() {
  return text('postgres://user:password@host:5432/database').superRefine((value, { addIssue }) => {
    const problem = databaseUrlProblem(value)
    if (problem) addIssue(problem)
  })
}

function isKey(key: Buffer): boolean {
  return key.length === 32 && key.some((byte) => byte !== 0)
}

function isWebAddress(value: string): boolean {
  return z.url({ protocol: /^https?$/ }).safeParse(value).success
}

function keyOf(value: string): Buffer {
  return /^[0-9a-f]{64}$/i.test(value) ? Buffer.from(value, 'hex') : Buffer.from(value, 'base64')
}

function whereToFind(name: Name): string {
  return String(settings.shape[name].meta()?.find)
}
