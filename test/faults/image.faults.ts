// The layers of the image, by the commands of the Dockerfile: what is in it, and that it starts as its CMD says.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createPretendSlack } from '../../playground/pretend-slack/index.ts'
import { root } from '../../scripts/measure/sources.ts'
import { manualClock } from '../../src/time/clock.ts'
import { emptyDatabase } from '../support/database.ts'
import { layImage } from '../support/dockerfile.ts'
import { healthOf, portOf, program, until } from '../support/program.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'layers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

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
  expect(readdirSync(path.join(app, 'node_modules')).toSorted()).toEqual(['@electric-sql', 'undici'])

  const slack = await createPretendSlack({ clock: manualClock(new Date('2026-03-09T08:00:00Z')) })
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
