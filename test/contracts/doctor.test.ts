import { createServer } from 'node:http'
import pg from 'pg'
import { encrypt } from '../../src/db/encryption.ts'
import { createPretendSlack, type PretendSlack } from '../../playground/pretend-slack/index.ts'
import { manualClock } from '../../src/time/clock.ts'
import { builtProgram } from '../support/built-program.ts'
import { freshDatabase } from '../support/database.ts'
import { program } from '../support/program.ts'

const { start, end } = program(['dist/ops/doctor.js'], builtProgram())
let slack: PretendSlack

beforeAll(async () => {
  slack = await createPretendSlack({ clock: manualClock(new Date('2026-03-09T08:00:00Z')) })
})
afterAll(async () => {
  end()
  await slack.stop()
})

async function doctor(env: Record<string, string>): Promise<{ code: number | null; says: string }> {
  const started = start(env)
  return { code: await started.exit, says: started.out() }
}

test('the doctor finds all well, and names a missing im:history and what it means', async () => {
  const database = await freshDatabase()
  const [install] = slack.world.installs.values()
  const env = {
    SLACK_BOT_TOKEN: install!.token,
    SLACK_SIGNING_SECRET: 's',
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: `${'ab'.repeat(32)},${'07'.repeat(32)}`,
  }
  const well = await doctor(env)
  expect(well).toMatchObject({
    code: 0,
    says: expect.stringMatching(
      /Postgres 1\d.*[\s\S]*✓ No row is left on an older key[\s\S]*Every scope is granted/,
    ),
  })
  install!.scopes = install!.scopes.filter((scope) => scope !== 'im:history')
  const ill = await doctor(env)
  expect(ill).toMatchObject({ code: 1, says: expect.stringMatching('im:history is not granted') })
  expect(ill.says).not.toMatch(install!.token)
  await database.release()
})

test('the doctor tells a Slack in trouble from a token that it refuses', async () => {
  const database = await freshDatabase()
  const answers = createServer((_, response) => response.end('{"ok":false,"error":"fatal_error"}'))
  await new Promise<void>((resolve) => answers.listen(0, '127.0.0.1', resolve))
  const { port } = answers.address() as { port: number }
  const { says } = await doctor({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 's',
    SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: 'ab'.repeat(32),
  })
  expect(says).toMatch("✗ Slack can't be reached")
  answers.close()
  await database.release()
})

test('the doctor lists what is missing', async () => {
  const { code, says } = await doctor({ SLACK_BOT_TOKEN: 'xoxb-1' })
  expect(code).toBe(1)
  expect(says).toMatch('SLACK_SIGNING_SECRET is missing')
})

test('the doctor finds a read-only database, a newer schema and another key', async () => {
  const database = await freshDatabase()
  const [install] = slack.world.installs.values()
  const env = {
    SLACK_BOT_TOKEN: install!.token,
    SLACK_SIGNING_SECRET: 's',
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: 'ab'.repeat(32),
  }
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const written = encrypt('{}', Buffer.alloc(32, 7), 'workspaces|installation|T1')
  await client.query('insert into workspaces (team_id, installation, installed_at) values ($1, $2, now())', [
    'T1',
    written,
  ])
  expect(await doctor(env)).toMatchObject({
    code: 1,
    says: expect.stringMatching('✗ ENCRYPTION_KEY is not the key'),
  })
  const withBoth = { ...env, ENCRYPTION_KEY: `${env.ENCRYPTION_KEY},${'07'.repeat(32)}` }
  expect(await doctor(withBoth)).toMatchObject({
    says: expect.stringMatching('✓ 1 rows are not on the newest key yet \\(workspaces 1\\)'),
  })
  await client.query(`insert into kysely_migration (name, timestamp) values ('9999_later', '9999-01-01')`)
  await client.query(
    `alter database ${new URL(database.url).pathname.slice(1)} set default_transaction_read_only = on`,
  )
  await client.end()
  const { code, says } = await doctor(env)
  expect(code).toBe(1)
  expect(says).toMatch('✗ A newer version of Forthright has migrated this database (9999_later)')
  expect(says).toMatch('✗ DATABASE_URL leads to a Postgres that is read-only')
  await database.release()
})
