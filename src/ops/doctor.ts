/** `npm run doctor`: looks at the settings, the database, the clock and Slack, and says in words what is amiss. */
import 'dotenv/config'
import { WebClient } from '@slack/web-api'
import { sql } from 'kysely'
import { ConfigError, readConfig, type Config } from '../config.ts'
import { openDatabase, type Db } from '../db/database.ts'
import { FolderInUseError } from '../db/folder-lock.ts'
import { botScopes } from '../slack/scopes.ts'
import { clockSkew } from '../time/clock.ts'

type Finding = { ok: boolean; says: string }

/** Milliseconds between the clocks that are worth a word. */
const skewWorthAWord = 5000
const oldestPostgres = 14

const findings = await examine()
for (const { ok, says } of findings) process.stdout.write(`${ok ? '✓' : '✗'} ${says}\n`)
process.exit(findings.every(({ ok }) => ok) ? 0 : 1)

async function examine(): Promise<Finding[]> {
  try {
    const config = readConfig(process.env)
    const set = config.slack
      ? `Settings are complete: ${config.slack.transport.kind === 'socket' ? 'Socket Mode' : 'HTTP'}.`
      : 'No Slack setting: npm start opens the playground.'
    const slack = config.slack ? await lookAtSlack(config) : []
    return [{ ok: true, says: set }, ...(await lookAtDatabase(config)), ...slack]
  } catch (error) {
    if (error instanceof ConfigError) return [{ ok: false, says: error.message }]
    throw error
  }
}

async function lookAtDatabase({ database }: Pick<Config, 'database'>): Promise<Finding[]> {
  try {
    const { db, close } = await openDatabase(database)
    try {
      return await examineDatabase(db)
    } finally {
      await close()
    }
  } catch (error) {
    if (error instanceof FolderInUseError)
      return [{ ok: true, says: 'The embedded database is in use by a running Forthright.' }]
    const code = (error as { code?: string }).code ?? 'no answer'
    return [{ ok: false, says: `Postgres can't be reached (${code}). Check DATABASE_URL.` }]
  }
}

async function examineDatabase(db: Db): Promise<Finding[]> {
  const { rows } = await sql<{ version: string; now: Date }>`
    select current_setting('server_version') as version, clock_timestamp() as now`.execute(db)
  const { version, now } = rows[0]!
  const ahead = clockSkew(now)
  const isOld = Number.parseInt(version, 10) < oldestPostgres
  return [
    {
      ok: !isOld,
      says: `Postgres ${version}${isOld ? `: too old, ${oldestPostgres} is the oldest that serves` : ''}.`,
    },
    {
      ok: Math.abs(ahead) < skewWorthAWord,
      says: `This machine's clock is ${Math.abs(Math.round(ahead / 1000))} s ${ahead < 0 ? 'behind' : 'ahead of'} the database's.`,
    },
  ]
}

async function lookAtSlack({ slack }: Config): Promise<Finding[]> {
  if (slack.access.kind === 'oauth')
    return [{ ok: true, says: 'Workspaces install at /slack/install; each brings its own token.' }]
  const client = new WebClient(slack.access.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    timeout: 10_000,
  })
  try {
    const me = await client.auth.test()
    const granted = me.response_metadata?.scopes ?? []
    const missing = botScopes.filter((scope) => !granted.includes(scope))
    return [
      { ok: true, says: `Slack knows the token: ${me.team ?? me.team_id}.` },
      ...(missing.length ? missing.map(withoutScope) : [{ ok: true, says: 'Every scope is granted.' }]),
    ]
  } catch (error) {
    const code = (error as { data?: { error?: string } }).data?.error ?? 'no answer'
    return [{ ok: false, says: `Slack does not accept the token (${code}).` }]
  }
}

function withoutScope(scope: string): Finding {
  return {
    ok: false,
    says:
      scope === 'im:history'
        ? 'im:history is not granted: a send whose end is unclear is not repeated, and shows in App Home instead.'
        : `${scope} is not granted. Install the app again from manifest.yml.`,
  }
}
