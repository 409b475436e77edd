// `npm start` on the embedded database, twice: Socket Mode and the playground. Real processes.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createPretendSlack, type PretendSlack } from '../../playground/pretend-slack/index.ts'
import { manualClock } from '../../src/time/clock.ts'
import { healthOf, portOf, program, until } from '../support/program.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'forthright-'))
const { start, end } = program(['--import', 'tsx', 'src/main.ts'])
let slack: PretendSlack

beforeAll(async () => {
  slack = await createPretendSlack({ clock: manualClock(new Date('2026-03-09T08:00:00Z'), { flows: true }) })
})
afterAll(async () => {
  end()
  await slack.stop()
  rmSync(folder, { recursive: true, force: true })
})

const production = () => ({
  SLACK_BOT_TOKEN: [...slack.world.installs.keys()][0]!,
  SLACK_API_URL: slack.apiUrl,
  ENCRYPTION_KEY: 'ab'.repeat(32),
  PORT: '0',
})

test('in Socket Mode, healthz turns 200 once the socket said hello', async () => {
  const started = start({
    ...production(),
    SLACK_APP_TOKEN: slack.world.app.appToken,
    DATA_FOLDER: path.join(folder, 'socket'),
  })
  await until(async () => (await healthOf(portOf(started))) === 200)
  expect(slack.sockets.length).toBeGreaterThan(0)
  const second = start({
    ...production(),
    SLACK_APP_TOKEN: slack.world.app.appToken,
    DATA_FOLDER: path.join(folder, 'socket'),
  })
  expect(await second.exit).toBe(1)
  expect(second.err()).toMatch('is in use by process')
  started.child.kill('SIGTERM')
  expect(await started.exit).toBe(0)
})

test('while it waits for Slack on the embedded database, a signal ends it in order and at once', async () => {
  const started = start({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 's',
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
    DATA_FOLDER: path.join(folder, 'waiting'),
    PORT: '0',
  })
  await until(() => started.out().includes("Slack can't be reached"))
  started.child.kill('SIGTERM')
  expect(await started.exit).toBe(0)
  // What hangs is left after four and a half seconds, and says so.
  expect(started.out()).not.toMatch('work in progress')
  expect(existsSync(path.join(folder, 'waiting', 'lock'))).toBe(false)
})

/** A module that makes the program fail at a signal, as a defect of ours would. */
const failing = (what: string) =>
  `data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${what} })`)}`

test.each([
  ['an error that is thrown', "throw new TypeError('defect')"],
  ['a promise that is rejected', "Promise.reject(new TypeError('defect'))"],
])('%s and that nobody catches is one line with a reference, and an end in order', async (_, what) => {
  const own = path.join(folder, 'failing')
  const broken = program(['--import', 'tsx', '--import', failing(what), 'src/main.ts'])
  const started = broken.start({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 's',
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
    DATA_FOLDER: own,
    PORT: '0',
  })
  await until(() => started.out().includes("Slack can't be reached"))
  started.child.kill('SIGUSR2')
  expect(await started.exit).toBe(1)
  broken.end()
  const fatal = started
    .out()
    .split('\n')
    .filter((line) => line.includes('an error that nobody caught'))
    .map((line) => JSON.parse(line) as { level: string; reference: string })
  expect(fatal).toHaveLength(1)
  expect(fatal[0]).toMatchObject({ reference: expect.stringMatching(/\w{4,}/) })
  expect(started.out()).not.toMatch('work in progress')
  expect(existsSync(path.join(own, 'lock'))).toBe(false)
})

test('with nothing set, the playground opens, and keeps what was said between runs', async () => {
  const env = { DATA_FOLDER: path.join(folder, 'playground'), PORT: '0' }
  const open = async () => {
    const started = start(env)
    await until(() => /localhost:\d+/.test(started.out()))
    return { started, port: Number(/localhost:(\d+)/.exec(started.out())![1]) }
  }
  const first = await open()
  await until(async () => (await healthOf(first.port)) === 200)
  const before = await (await fetch(`http://localhost:${first.port}/api/state`)).json()
  first.started.child.kill('SIGTERM')
  expect(await first.started.exit).toBe(0)
  const again = await open()
  const after = await (await fetch(`http://localhost:${again.port}/api/state`)).json()
  expect(after).toMatchObject({
    team: (before as { team: object }).team,
    viewer: (before as { viewer: object }).viewer,
  })
  again.started.child.kill('SIGTERM')
  expect(await again.started.exit).toBe(0)
})
