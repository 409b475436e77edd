import { execFile } from 'node:child_process'
import { createPretendSlack, type PretendSlack } from '../../playground/pretend-slack/index.ts'
import { manualClock } from '../../src/time/clock.ts'
import { freshDatabase } from '../support/database.ts'

let slack: PretendSlack
beforeAll(async () => {
  slack = await createPretendSlack({ clock: manualClock(new Date('2026-03-09T08:00:00Z')) })
})
afterAll(() => slack.stop())

async function doctor(env: Record<string, string>): Promise<{ code: number; says: string }> {
  const clean = Object.entries(process.env).filter(([name]) => !/^(SLACK|DATABASE|ENCRYPTION)/.test(name))
  return new Promise((resolve) => {
    const options = {
      cwd: new URL('../../', import.meta.url).pathname,
      env: { ...Object.fromEntries(clean), NODE_OPTIONS: '', DOTENV_CONFIG_PATH: '/dev/null', ...env },
    }
    execFile(process.execPath, ['--import', 'tsx', 'src/ops/doctor.ts'], options, (error, out) =>
      resolve({ code: Number(error?.code ?? 0), says: out }),
    )
  })
}

test('the doctor finds all well, and names a missing im:history and what it means', async () => {
  const database = await freshDatabase()
  const [install] = slack.world.installs.values()
  const env = {
    SLACK_BOT_TOKEN: install!.token,
    SLACK_SIGNING_SECRET: 's',
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: 'ab'.repeat(32),
  }
  const well = await doctor(env)
  expect(well).toMatchObject({
    code: 0,
    says: expect.stringMatching(/Postgres 1\d.*[\s\S]*Every scope is granted/),
  })
  install!.scopes = install!.scopes.filter((scope) => scope !== 'im:history')
  const ill = await doctor(env)
  expect(ill).toMatchObject({ code: 1, says: expect.stringMatching('im:history is not granted') })
  expect(ill.says).not.toMatch(install!.token)
  await database.release()
})

test('the doctor lists what is missing', async () => {
  const { code, says } = await doctor({ SLACK_BOT_TOKEN: 'xoxb-1' })
  expect(code).toBe(1)
  expect(says).toMatch('SLACK_SIGNING_SECRET is missing')
})
