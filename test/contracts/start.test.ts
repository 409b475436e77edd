// `npm start` from outside: what it reads, what it answers, how it stops. Real processes, of the sources and built.
import { readdirSync } from 'node:fs'
import { createPretendSlack, type PretendSlack } from '../../playground/pretend-slack/index.ts'
import { deliver, signatureHeaders } from '../../playground/pretend-slack/deliver.ts'
import { manualClock } from '../../src/time/clock.ts'
import { builtProgram } from '../support/built-program.ts'
import { emptyDatabase } from '../support/database.ts'
import { healthOf, portOf, program, until } from '../support/program.ts'

const { start: startSources, end } = program(['--import', 'tsx', 'src/main.ts'])
const { start, end: endBuilt } = program(['dist/main.js'], builtProgram())
let slack: PretendSlack
let database: Awaited<ReturnType<typeof emptyDatabase>>

beforeAll(async () => {
  slack = await createPretendSlack({ clock: manualClock(new Date('2026-03-09T08:00:00Z'), { flows: true }) })
  database = await emptyDatabase()
})
afterAll(async () => {
  end()
  endBuilt()
  await slack.stop()
  await database.release()
})

const production = () => ({
  SLACK_BOT_TOKEN: [...slack.world.installs.keys()][0]!,
  SLACK_API_URL: slack.apiUrl,
  ENCRYPTION_KEY: 'ab'.repeat(32),
  PORT: '0',
})

test('one message lists everything that is missing or contradictory, and where to find it', async () => {
  const started = start({
    SLACK_API_URL: 'nonsense',
    SLACK_CLIENT_ID: 'x',
    DATABASE_URL: 'mysql://x',
    PORT: 'high',
    ENCRYPTION_KEY: 'short',
  })
  expect(await started.exit).toBe(1)
  for (const name of [
    'SLACK_SIGNING_SECRET',
    'SLACK_CLIENT_SECRET',
    'SLACK_STATE_SECRET',
    'SLACK_API_URL',
    'DATABASE_URL',
    'PORT',
    'ENCRYPTION_KEY',
  ])
    expect(started.err()).toMatch(name)
  expect(started.err()).toMatch('api.slack.com/apps')
  expect(started.err()).not.toMatch(/\n\s+at /)
})

test('two tokens for one purpose contradict each other, and a server database needs the key', async () => {
  const started = start({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_CLIENT_ID: 'x',
    SLACK_SIGNING_SECRET: 's',
    DATABASE_URL: database.url,
  })
  expect(await started.exit).toBe(1)
  expect(started.err()).toMatch('keep one of the two')
  expect(started.err()).toMatch('ENCRYPTION_KEY is missing')
})

test('a token that Slack does not know stops the start in words', async () => {
  const started = start({
    ...production(),
    SLACK_BOT_TOKEN: 'xoxb-nobody',
    SLACK_SIGNING_SECRET: 's',
    DATABASE_URL: database.url,
  })
  expect(await started.exit).toBe(1)
  expect(started.err()).toMatch('Slack does not accept SLACK_BOT_TOKEN (invalid_auth)')
  expect(started.err() + started.out()).not.toMatch('xoxb-nobody')

  const logged = started
    .out()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string; migration?: string })
  expect(logged[0]!.msg).toBe('starting')
  const migrations = readdirSync(new URL('../../migrations/', import.meta.url)).toSorted()
  expect(logged.flatMap(({ migration }) => (migration ? [`${migration}.sql`] : []))).toEqual(migrations)
})

test('over HTTP, two at once on an empty database: both answer, one promise is made, and a stop is clean', async () => {
  const env = {
    ...production(),
    SLACK_SIGNING_SECRET: slack.world.app.signingSecret,
    DATABASE_URL: database.url,
  }
  const both = [startSources(env), start(env)]
  await until(async () =>
    (await Promise.all(both.map((one) => healthOf(portOf(one))))).every((status) => status === 200),
  )
  const ports = both.map(portOf)
  expect(both[0]!.out()).toMatch('In Slack, type /promise')
  const bob = [...slack.world.people.values()].find((person) => person.name === 'bob')!
  const alice = [...slack.world.people.values()].find((person) => person.name === 'alice')!
  const payload = {
    command: '/promise',
    text: `<@${alice.id}|alice> ship the deck in 3 days`,
    team_id: bob.teamId,
    user_id: bob.id,
    channel_id: 'C1',
    trigger_id: '1.2.3',
  }
  for (const port of [...ports, ...ports]) {
    slack.connect(`http://127.0.0.1:${port}/slack/events`)
    await deliver(slack, { title: 'the same', kind: 'slash_commands', payload })
  }
  const stored = await database.pool.query('select state from promises')
  expect(stored.rows).toEqual([{ state: 'open' }])

  const metrics = await fetch(`http://127.0.0.1:${ports[0]}/metrics`)
  expect(metrics.headers.get('content-type')).toMatch('text/plain')
  expect(await metrics.text()).toMatch(/^forthright_/m)

  const stale = signatureHeaders(slack.world.app.signingSecret, '{}', Date.now() - 301_000)
  const refused = await fetch(`http://127.0.0.1:${ports[0]}/slack/events`, {
    method: 'POST',
    headers: stale,
    body: '{}',
  })
  expect(refused.status).toBe(401)

  for (const { child } of both) child.kill('SIGTERM')
  expect(await Promise.all(both.map((one) => one.exit))).toEqual([0, 0])
  for (const { out } of both)
    for (const line of out().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg')
  expect(both.map(({ out }) => out()).join()).not.toMatch(/ship the deck|xoxb-/)
})
