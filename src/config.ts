import * as z from 'zod'

/** Everything the process is told from outside, read once at start. */
export interface Config {
  slack: SlackConfig
  /** A server Postgres, or the folder of an embedded one. */
  database: { url: string } | { folder: string }
  /** 32 bytes; absent only where the embedded database keeps its own beside the data. */
  encryptionKey: Buffer | undefined
  port: number
  /** The address to listen on; undefined = every one. */
  host?: string | undefined
  logLevel: 'debug' | 'info' | 'warn' | 'error'
  /** How long an unclear send rests before history is asked, in seconds. */
  settleSeconds: number
  /** Messages to one workspace a minute. */
  messagesPerMinute: number
  /** Months after which what is over is erased. */
  retentionMonths: number
  /** Where people reach this server, without a slash at its end; undefined = they can't. */
  publicUrl?: string | undefined
}

export interface SlackConfig {
  transport: { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string }
  access:
    | { kind: 'token'; botToken: string }
    | { kind: 'oauth'; clientId: string; clientSecret: string; stateSecret: string }
  /** Ends with a slash. */
  apiUrl: string
}

/** The settings that open the playground instead: no Slack variable is set. */
export interface PlaygroundConfig extends Omit<Config, 'slack'> {
  slack: undefined
}

/** Every reason why the process can't start, in one throw. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(problems: readonly string[]) {
    super(
      `Forthright can't start:\n${problems.map((p) => `  - ${p}`).join('\n')}\nSee .env.example for every setting.`,
    )
  }
}

const slackNames = [
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'SLACK_API_URL',
] as const
const oauthNames = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const

const whereToFind: Record<string, string> = {
  SLACK_BOT_TOKEN: 'api.slack.com/apps, your app, "OAuth & Permissions", the token that starts with xoxb-',
  SLACK_SIGNING_SECRET: 'api.slack.com/apps, your app, "Basic Information", "App Credentials"',
  SLACK_APP_TOKEN:
    'api.slack.com/apps, your app, "Basic Information", "App-Level Tokens", scope connections:write, starts with xapp-',
  SLACK_CLIENT_ID: 'api.slack.com/apps, your app, "Basic Information", "App Credentials"',
  SLACK_CLIENT_SECRET: 'api.slack.com/apps, your app, "Basic Information", "App Credentials"',
  SLACK_STATE_SECRET: 'any long random text of your own: openssl rand -hex 32',
  ENCRYPTION_KEY: '32 random bytes of your own, kept safe: openssl rand -hex 32',
}

/**
 * Reads the environment. Throws one ConfigError that lists everything missing or contradictory.
 * With no Slack variable at all the answer has `slack: undefined`: the playground. It is not opened where a server
 * database or NODE_ENV=production says that a bot was meant, nor where there is none (`hasPlayground`).
 */
export function readConfig(env: NodeJS.ProcessEnv, hasPlayground = true): Config | PlaygroundConfig {
  const given = new Map(Object.entries(env).flatMap(([k, v]) => (v?.trim() ? [[k, v.trim()] as const] : [])))
  const problems: string[] = []
  const need = (name: string, why: string) => {
    const value = given.get(name)
    if (!value) problems.push(`${name} is missing (${why}): ${whereToFind[name]}`)
    return value ?? ''
  }

  const isProduction = given.has('DATABASE_URL') || given.get('NODE_ENV') === 'production'
  const playground = hasPlayground && !isProduction && !slackNames.some((name) => given.has(name))
  const common = readCommon(given, problems)
  const slack = playground ? undefined : readSlack(given, need, problems)
  if (slack && given.has('DATABASE_URL') && !given.has('ENCRYPTION_KEY'))
    need('ENCRYPTION_KEY', 'tokens and answers on a server database are encrypted')
  if (problems.length) throw new ConfigError(problems)
  return { ...common, slack }
}

function readSlack(
  given: Map<string, string>,
  need: (name: string, why: string) => string,
  problems: string[],
): SlackConfig {
  const socket = given.has('SLACK_APP_TOKEN')
  const oauth = oauthNames.some((name) => given.has(name))
  if (oauth && given.has('SLACK_BOT_TOKEN'))
    problems.push(
      'SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID/SECRET/STATE_SECRET are for many: keep one of the two',
    )
  const transport: SlackConfig['transport'] = socket
    ? { kind: 'socket', appToken: startsWith('SLACK_APP_TOKEN', 'xapp-', given, problems) }
    : {
        kind: 'http',
        signingSecret: need(
          'SLACK_SIGNING_SECRET',
          'requests over HTTP are verified; or set SLACK_APP_TOKEN',
        ),
      }
  const access: SlackConfig['access'] = oauth
    ? {
        kind: 'oauth',
        clientId: need('SLACK_CLIENT_ID', 'installing over OAuth'),
        clientSecret: need('SLACK_CLIENT_SECRET', 'installing over OAuth'),
        stateSecret: need('SLACK_STATE_SECRET', 'installing over OAuth'),
      }
    : { kind: 'token', botToken: need('SLACK_BOT_TOKEN', 'to speak in one workspace') }
  if (access.kind === 'token' && access.botToken) startsWith('SLACK_BOT_TOKEN', 'xoxb-', given, problems)
  return { transport, access, apiUrl: readApiUrl(given, problems) }
}

function startsWith(name: string, prefix: string, given: Map<string, string>, problems: string[]): string {
  const value = given.get(name) ?? ''
  if (!value.startsWith(prefix)) problems.push(`${name} should start with ${prefix}: ${whereToFind[name]}`)
  return value
}

function readApiUrl(given: Map<string, string>, problems: string[]): string {
  const text = given.get('SLACK_API_URL') ?? 'https://slack.com/api/'
  if (!z.url({ protocol: /^https?$/ }).safeParse(text).success)
    problems.push('SLACK_API_URL is not a web address; leave it out for https://slack.com/api/')
  return text.endsWith('/') ? text : `${text}/`
}

const numbers = {
  PORT: { fallback: 3000, min: 0, max: 65_535, says: 'PORT is a port number, 0 to 65535' },
  DELIVERY_SETTLE_SECONDS: {
    fallback: 60,
    min: 1,
    max: 3600,
    says: 'DELIVERY_SETTLE_SECONDS is 1 to 3600 seconds',
  },
  // Slack lets several hundred through.
  RETENTION_MONTHS: { fallback: 12, min: 1, max: 120, says: 'RETENTION_MONTHS is 1 to 120' },
  MESSAGES_PER_MINUTE: {
    fallback: 200,
    min: 1,
    max: 1000,
    says: 'MESSAGES_PER_MINUTE is 1 to 1000',
  },
}

function readCommon(given: Map<string, string>, problems: string[]): Omit<Config, 'slack'> {
  const number = (name: keyof typeof numbers) => {
    const { fallback, min, max, says } = numbers[name]
    const value = given.has(name) ? Number(given.get(name)) : fallback
    if (!(Number.isInteger(value) && value >= min && value <= max)) problems.push(says)
    return value
  }
  const level = z
    .enum(['debug', 'info', 'warn', 'error'])
    .safeParse(given.get('LOG_LEVEL')?.toLowerCase() ?? 'info')
  if (!level.success) problems.push('LOG_LEVEL is debug, info, warn or error')
  const url = given.get('DATABASE_URL')
  if (url && !/^postgres(ql)?:\/\//.test(url)) problems.push('DATABASE_URL should start with postgres://')
  return {
    database: url ? { url } : { folder: given.get('DATA_FOLDER') ?? '.data/forthright' },
    encryptionKey: readKey(given.get('ENCRYPTION_KEY'), problems),
    port: number('PORT'),
    logLevel: level.data ?? 'info',
    settleSeconds: number('DELIVERY_SETTLE_SECONDS'),
    messagesPerMinute: number('MESSAGES_PER_MINUTE'),
    retentionMonths: number('RETENTION_MONTHS'),
    publicUrl: readPublicUrl(given, problems),
  }
}

function readPublicUrl(given: Map<string, string>, problems: string[]): string | undefined {
  const text = given.get('PUBLIC_URL')
  if (text && !z.url({ protocol: /^https?$/ }).safeParse(text).success)
    problems.push(
      'PUBLIC_URL is the web address at which people reach this server, such as https://bot.example.com',
    )
  return text?.replace(/\/+$/, '')
}

function readKey(text: string | undefined, problems: string[]): Buffer | undefined {
  if (!text) return undefined
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (key.length !== 32)
    problems.push(
      `ENCRYPTION_KEY should be 32 bytes, as 64 hexadecimal characters or base64: ${whereToFind.ENCRYPTION_KEY}`,
    )
  return key
}
