// What `npm run build` makes, laid out as in the image: nothing of the sources beside it.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { createPretendSlack, type PretendSlack } from '../../playground/pretend-slack/index.ts'
import { manualClock } from '../../src/time/clock.ts'
import { builtProgram } from '../support/built-program.ts'
import { emptyDatabase } from '../support/database.ts'
import { healthOf, portOf, program, until } from '../support/program.ts'

const folder = builtProgram()
const { start, end } = program(['--enable-source-maps', 'dist/main.js'], folder)
let slack: PretendSlack
let database: Awaited<ReturnType<typeof emptyDatabase>>

beforeAll(async () => {
  slack = await createPretendSlack({ clock: manualClock(new Date('2026-03-09T08:00:00Z')) })
  database = await emptyDatabase()
})
afterAll(async () => {
  end()
  await slack.stop()
  await database.release()
})

const production = () => ({
  SLACK_BOT_TOKEN: [...slack.world.installs.keys()][0]!,
  SLACK_API_URL: slack.apiUrl,
  ENCRYPTION_KEY: 'ab'.repeat(32),
  DATABASE_URL: database.url,
  PORT: '0',
})

test('over HTTP it migrates, is healthy, and stops cleanly', async () => {
  const started = start({ ...production(), SLACK_SIGNING_SECRET: 's' })
  await until(async () => (await healthOf(portOf(started))) === 200)
  const migrated = await database.pool.query('select count(*)::int as files from kysely_migration')
  expect(migrated.rows[0].files).toBeGreaterThan(0)
  started.child.kill('SIGTERM')
  expect(await started.exit).toBe(0)
  expect(started.err()).toBe('')
})

test('Socket Mode and installing over OAuth, whose libraries come only when needed, work from it too', async () => {
  const { SLACK_BOT_TOKEN: _, ...common } = production()
  const oauth = {
    SLACK_CLIENT_ID: slack.world.app.clientId,
    SLACK_CLIENT_SECRET: slack.world.app.clientSecret,
    SLACK_STATE_SECRET: 'a long random text',
  }
  const started = start({ ...common, ...oauth, SLACK_APP_TOKEN: slack.world.app.appToken })
  await until(async () => (await healthOf(portOf(started))) === 200)
  const install = await fetch(`http://127.0.0.1:${portOf(started)}/slack/install`, { redirect: 'manual' })
  expect(install.headers.get('location')).toMatch('client_id=')
  started.child.kill('SIGTERM')
  expect(await started.exit).toBe(0)
})

test('it carries no playground: with nothing set it stops and says what is missing', async () => {
  const started = start({ DATA_FOLDER: path.join(folder, '.data'), PORT: '0' })
  expect(await started.exit).toBe(1)
  expect(started.err()).toMatch('SLACK_BOT_TOKEN is missing')
  expect(readdirSync(path.join(folder, 'dist')).join()).not.toMatch(/playground|client/)
})

test('an error that nobody expected is one line of the log, with the places of the sources', async () => {
  const strange = await emptyDatabase()
  await strange.pool.query('create table workspaces (something text)')
  const started = start({ ...production(), DATABASE_URL: strange.url, SLACK_SIGNING_SECRET: 's' })
  expect(await started.exit).toBe(1)
  expect(started.err()).toBe('')
  const lines = started.out().trim().split('\n')
  const levels = lines.map((line) => (JSON.parse(line) as { level: number }).level)
  expect(levels.filter((level) => level > 30)).toEqual([60])
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({
    level: 60,
    reference: expect.stringMatching(/^[0-9a-f]{6}$/),
  })
  expect(lines.at(-1)).toMatch(/src\/db\/[\w-]+\.ts:\d+/)
  await strange.release()
})

test('the doctor works from it', async () => {
  const doctor = program(['dist/ops/doctor.js'], folder)
  const examined = doctor.start({ ...production(), SLACK_SIGNING_SECRET: 's' })
  expect(await examined.exit).toBe(0)
  expect(examined.out()).toMatch('✓ The schema fits this version.')
  expect(examined.out()).toMatch('✓ Every scope is granted.')
  expect(examined.err()).toBe('')
})
