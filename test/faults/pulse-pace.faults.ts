// A pulse of 3,000 people keeps Slack's pace: one message to each, and no profile or message faster than it allows.
import { createTestUser } from '../../playground/test-user.ts'
import { createPretendSlack } from '../../playground/pretend-slack/index.ts'
import { cast } from '../../playground/pretend-slack/seed.ts'
import { createLogger } from '../../src/ops/log.ts'
import { startService } from '../../src/service.ts'
import { manualClock } from '../../src/time/clock.ts'
import { freshDatabase } from '../support/database.ts'

const size = 3000
/** The clock stands still between two beats of 15 seconds, so that what may go in that time goes at once. */
const rateLimit = { perMinute: 200, burst: 50, perChannelMs: 1000 }
/** users.info is a tier 4 method. */
const profilesPerMinute = 100

test('A pulse asks 3,000 people once each, 200 messages and 100 profiles a minute at most', async () => {
  const crowd = Array.from({ length: size }, (_, n) => ({ name: `p${n}`, isRestricted: n % 100 === 0 }))
  const people = [...cast, ...crowd].map((person) => Object.assign({ tz: 'Europe/Paris' }, person))
  const clock = manualClock(new Date('2026-03-09T09:00:00Z'))
  const database = await freshDatabase()
  const team = { name: 'Acme', people, granted: ['channels:read'] }
  const slack = await createPretendSlack({ clock, teams: [team] })
  const { app: record, installs } = slack.world
  const app = await startService(
    {
      slack: {
        transport: { kind: 'http', signingSecret: record.signingSecret },
        access: { kind: 'token', botToken: [...installs.keys()][0]! },
        apiUrl: slack.apiUrl,
      },
      database: { url: database.url },
      encryptionKey: Buffer.alloc(32, 7),
      port: 0,
      host: '127.0.0.1',
      logLevel: 'error',
      settleSeconds: 60,
      messagesPerMinute: rateLimit.perMinute,
      retentionMonths: 12,
    },
    { clock, heartbeat: false, rateLimit, log: createLogger('error', { write: () => undefined }) },
  )
  slack.connect(`http://127.0.0.1:${app.port}/slack/events`)
  const settle = async () => {
    await slack.settled()
    await app.idle()
  }
  const alice = createTestUser(
    slack,
    [...slack.world.people.values()].find(({ name }) => name === 'alice')!.id,
    settle,
  )
  await alice.types('/invite @forthright', { in: '#general' })
  await alice.types('/pulse', { in: '#general' })
  expect(alice.lastSeen()).toMatch(/up to 30\d\d, each in private/)
  await alice.presses('Start the pulse')
  const dms = () =>
    [...slack.world.messages.values()].flat().filter((one) => one.fromApp && one.text.includes('pulse'))
  const expected = size * 0.99 + cast.length
  for (let beats = 0; beats < 240 && dms().length < expected; beats++) {
    clock.set(new Date(clock.read().getTime() + 15_000))
    await app.tick()
    await settle()
  }
  const perPlace = new Map<string, number>()
  for (const { channelId } of dms()) perPlace.set(channelId, (perPlace.get(channelId) ?? 0) + 1)
  expect(perPlace.size).toBe(expected)
  expect(new Set(perPlace.values())).toEqual(new Set([1]))
  const minutes = dms().map(({ ts }) => Number(ts))
  expect(busiest(minutes)).toBeLessThanOrEqual(rateLimit.perMinute + rateLimit.burst)
  const profiles = await app.db.selectFrom('people').select('fetched_at').execute()
  expect(busiest(profiles.map(({ fetched_at: at }) => at.getTime() / 1000))).toBeLessThanOrEqual(
    profilesPerMinute,
  )
  await app.stop()
  await slack.stop()
  await database.release()
}, 400_000)

/** The most that happened within any sixty seconds. */
function busiest(seconds: readonly number[]): number {
  const sorted = seconds.toSorted((a, b) => a - b)
  let [most, from] = [0, 0]
  for (const [index, at] of sorted.entries()) {
    while (sorted[from]! <= at - 60) from++
    most = Math.max(most, index - from + 1)
  }
  return most
}
