// The layers of the image, by the commands of the Dockerfile: what is in it, that it starts as its CMD says, and that it draws.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createPretendSlack, type PretendSlack } from '../../playground/pretend-slack/index.ts'
import { createTestUser } from '../../playground/test-user.ts'
import { root } from '../../scripts/measure/sources.ts'
import { manualClock } from '../../src/time/clock.ts'
import { emptyDatabase } from '../support/database.ts'
import { layImage } from '../support/dockerfile.ts'
import { healthOf, portOf, program, until } from '../support/program.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'layers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Bob keeps his word to Alice, and asks for his mirror as a picture: the machine code and the font are in the image. */
async function drawsMirror(slack: PretendSlack): Promise<void> {
  for (const install of slack.world.installs.values()) install.scopes.push('files:write')
  const [alice, bob] = ['alice', 'bob'].map((name) => {
    const { id } = [...slack.world.people.values()].find((one) => one.name === name)!
    return createTestUser(slack, id, () => slack.settled())
  })
  await bob!.types('/promise @alice ship the deck in two weeks')
  await bob!.opensHome()
  await until(async () => bob!.reads(bob!.home()).includes('ship the deck'))
  await bob!.presses('Done', { in: 'home', beside: 'ship the deck' })
  await alice!.opensHome()
  await until(async () => alice!.buttons(alice!.home()).includes('Kept, thank you'))
  await alice!.presses('Kept, thank you', { in: 'home', beside: 'ship the deck' })
  await bob!.types('/people mirror')
  await until(async () => bob!.modal() !== undefined)
  await bob!.presses('As a picture')
  await until(async () => bob!.dmMessages().some(({ files }) => files?.[0]?.png !== undefined))
}

test('the image holds the built program and what it runs on, starts, is healthy, and stops cleanly', async () => {
  const image = layImage(root, folder)
  const app = path.join(image.folder, 'app')
  expect(readdirSync(app).toSorted()).toEqual([
    '.data',
    'dist',
    'manifest.yml',
    'migrations',
    'node_modules',
    'package.json',
  ])
  expect(readdirSync(path.join(app, 'node_modules')).toSorted()).toEqual([
    '@electric-sql',
    '@resvg',
    'dejavu-fonts-ttf',
    'undici',
  ])

  const slack = await createPretendSlack({ clock: manualClock(new Date()) })
  const database = await emptyDatabase()
  const [command, ...args] = image.cmd
  expect(command).toBe('node')
  const { start, end } = program(args, app)
  try {
    const started = start({
      NODE_ENV: 'production',
      SLACK_BOT_TOKEN: [...slack.world.installs.keys()][0]!,
      SLACK_SIGNING_SECRET: slack.world.app.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      ENCRYPTION_KEY: 'ab'.repeat(32),
      DATABASE_URL: database.url,
      PORT: '0',
    })
    await until(async () => (await healthOf(portOf(started))) === 200)
    slack.connect(`http://127.0.0.1:${portOf(started)}/slack/events`)
    await drawsMirror(slack)
    started.child.kill('SIGTERM')
    expect(await started.exit).toBe(0)
    expect(started.err()).toBe('')
  } finally {
    end()
    await slack.stop()
    await database.release()
  }
  const size = execFileSync('du', ['-sm', app], { encoding: 'utf8' }).split('\t')[0]
  // What is laid over the base image, in megabytes.
  expect(Number(size)).toBeLessThan(150)
}, 900_000)
