/** `npm run doctor`, in the image `node dist/ops/doctor.js`: checks settings, database, clock and Slack, in words. */
import 'dotenv/config'
import { sql } from 'kysely'
import { ConfigError, readConfig, type Config, type PlaygroundConfig } from '../config.ts'
import { openDatabase, type Db } from '../db/database.ts'
import { FolderInUseError } from '../db/folder-lock.ts'
import { pendingMigrations } from '../db/migrate.ts'
import { startProblem } from '../db/start-problem.ts'
import { verifyKeys } from '../db/verify-key.ts'
import { features } from '../features/index.ts'
import { isBuilt } from '../paths.ts'
import { StartError } from '../start-error.ts'
import { clockSkew } from '../time/clock.ts'
import { examineSlack, type Finding } from './examine-slack.ts'
import { probeWritable } from './health.ts'
import { allTableRules } from './table-rules.ts'
import { countOutdated } from './outdated-rows.ts'

/** Milliseconds between the clocks that are reported. */
const reportedSkew = 5000
const oldestPostgres = 14

const findings = await examine()
for (const { ok, text } of findings) process.stdout.write(`${ok ? '✓' : '✗'} ${text}\n`)
process.exit(findings.every(({ ok }) => ok) ? 0 : 1)

async function examine(): Promise<Finding[]> {
  try {
    const config = readConfig(process.env, !isBuilt)
    const text = config.slack
      ? `Settings are complete: ${config.slack.transport.kind === 'socket' ? 'Socket Mode' : 'HTTP'}.`
      : 'No Slack setting: npm start opens the playground.'
    const slack = config.slack ? await examineSlack(config) : []
    return [{ ok: true, text }, ...(await openAndExamine(config)), ...slack]
  } catch (error) {
    if (error instanceof ConfigError) return [{ ok: false, text: error.message }]
    throw error
  }
}

async function openAndExamine(config: Config | PlaygroundConfig): Promise<Finding[]> {
  try {
    const { db, close } = await openDatabase(config.database)
    try {
      return await examineDatabase(db, config)
    } finally {
      await close()
    }
  } catch (error) {
    if (error instanceof FolderInUseError)
      return [{ ok: true, text: 'The embedded database is in use by a running Forthright.' }]
    return [problem(error)]
  }
}

function problem(error: unknown): Finding {
  const { code } = error as { code?: string }
  const text = error instanceof StartError ? error.message : startProblem(error)?.sentence
  return { ok: false, text: text ?? `The database can't be examined (${code ?? 'no code'}).` }
}

async function examineDatabase(db: Db, config: Config | PlaygroundConfig): Promise<Finding[]> {
  const { rows } = await sql<{ version: string; now: Date; may_create: boolean }>`
    select current_setting('server_version') as version, clock_timestamp() as now,
      has_schema_privilege(current_user, 'public', 'create') as may_create`.execute(db)
  const { version, now, may_create: mayCreate } = rows[0]!
  const ahead = clockSkew(now)
  const isOld = Number.parseInt(version, 10) < oldestPostgres
  return [
    {
      ok: !isOld,
      text: `Postgres ${version}${isOld ? `: too old, ${oldestPostgres} is the oldest that serves` : ''}.`,
    },
    ...(mayCreate ? [] : [problem({ code: '42501' })]),
    await found('The database can be written to.', () => probeWritable(db)),
    ...(await examineSchema(db, config)),
    {
      ok: Math.abs(ahead) < reportedSkew,
      text: `This machine's clock is ${Math.abs(Math.round(ahead / 1000))} s ${ahead < 0 ? 'behind' : 'ahead of'} the database's.`,
    },
  ]
}

async function found(text: string, check: () => Promise<unknown>): Promise<Finding> {
  try {
    await check()
    return { ok: true, text }
  } catch (error) {
    return problem(error)
  }
}

/** The key can only be tried where the tables are there. */
async function examineSchema(db: Db, config: Config | PlaygroundConfig): Promise<Finding[]> {
  try {
    const pending = await pendingMigrations(db)
    if (pending.length)
      return [{ ok: true, text: `${pending.length} migrations are applied at the next start.` }]
  } catch (error) {
    return [problem(error)]
  }
  const schema = { ok: true, text: 'The schema fits this version.' }
  const { encryptionKey, olderKeys = [] } = config
  if (!encryptionKey) return [schema]
  const rules = allTableRules(features)
  const check = () => verifyKeys(db, [encryptionKey, ...olderKeys], rules)
  const fits = await found('ENCRYPTION_KEY fits what is stored.', check)
  if (!olderKeys.length || !fits.ok) return [schema, fits]
  return [schema, fits, rotationFinding(await countOutdated({ db, newest: encryptionKey }, rules))]
}

/** Rows that are left are no fault: they move over in the background. */
function rotationFinding(counts: Map<string, number>): Finding {
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const tables = [...counts].map(([table, count]) => `${table} ${count}`).join(', ')
  return {
    ok: true,
    text: rows
      ? `${rows} rows are not on the newest key yet (${tables}): keep the older one, they move over while the app runs.`
      : 'No row is left on an older key: leave it out of ENCRYPTION_KEY.',
  }
}
