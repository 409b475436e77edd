/**
 * One busy workspace at the end of its day: thousands of people with something due at 17:00, at the pace that Slack allows.
 * It is lived through with a clock that is moved by three seconds at a time, in which ten
 * messages may go, so that it takes a fraction of its half hour.
 */
import { pathToFileURL } from 'node:url'
import type { Messenger } from '../src/slack/messenger.ts'
import { manualClock, type ManualClock } from '../src/time/clock.ts'
import { instantMessenger, openDelivery } from './ledger/forthright.ts'
import { print, printFigure } from './parts/figure.ts'
import { freshUrl } from './parts/server.ts'
import { query, seedNudges, seedWorkspaces } from './parts/seed.ts'

const people = Number(process.env.BENCH_PEOPLE ?? 5000)
/** Of two things due to somebody at once one message tells; who has this many hears of them in three. */
const busyThings = 120
const busyPeople = Math.ceil(people / 100)
/** What the service keeps to. */
const rateLimit = { perMinute: 200, burst: 10, perChannelMs: 1000 }
const due = new Date('2026-03-02T17:00:00Z')
/** What is due is found a moment later, as by a heartbeat. */
const afterDueMs = 20

interface Post {
  channelId: string
  at: Date
}

export async function benchBusyWorkspace(): Promise<void> {
  print(
    `${people} people with two things due at 17:00, ${busyPeople} of them with ${busyThings}, ${rateLimit.perMinute} messages a minute`,
  )
  const start = performance.now()
  const posts = await liveThrough(await seedEvening())
  const seconds = (performance.now() - start) / 1000
  const minutes = minutesUntilAllHeard(posts)
  const unfair = countUnfair(posts)
  print(
    `    the last of them heard after ${minutes.toFixed(1)} minutes of the clock; ${posts.length} messages by the end; ${seconds.toFixed(0)} s of work`,
  )
  printFigure({
    name: `minutes until the last of ${people} people due at 17:00 has heard, at ${rateLimit.perMinute} a minute`,
    ratios: [minutes],
    aim: { atMost: (people / rateLimit.perMinute) * 1.02 },
  })
  printFigure({
    name: "somebody's second message before another's first",
    ratios: [unfair],
    aim: { atMost: 0 },
  })
}

/** People with the working day that everybody begins with, which ends as their things fall due. */
async function seedEvening(): Promise<string> {
  const seeded = await seedWorkspaces(await freshUrl('evening'), 1, people)
  await seedNudges(seeded, 2 * people, people)
  await seedNudges(seeded, busyPeople * (busyThings - 2), busyPeople)
  const statements = [
    'update nudges set planned_at = $1, due_at = $1',
    'update nudge_queue set not_before = $1',
  ]
  for (const statement of statements) await query(seeded.databaseUrl, statement, [due])
  await query(
    seeded.databaseUrl,
    `update people set day_start = '09:00', day_end = '17:00', workdays = '{1,2,3,4,5}', daily_budget = 5`,
  )
  await query(seeded.databaseUrl, 'vacuum analyze')
  return seeded.databaseUrl
}

async function liveThrough(databaseUrl: string): Promise<Post[]> {
  const clock = manualClock(due)
  const posts: Post[] = []
  const delivery = await openDelivery(databaseUrl, noting(clock, posts), rateLimit)
  Object.assign(delivery.ctx, { clock })
  // Nothing takes longer than the hour for which the end of the day is still of that day.
  for (let second = 0; second < 3600; second += 3) {
    clock.set(new Date(due.getTime() + afterDueMs + second * 1000))
    await delivery.runPass()
    if (second % 30 === 0 && !(await isAnythingLeft(databaseUrl))) break
  }
  if (await isAnythingLeft(databaseUrl)) throw new Error('Not everything was told within an hour')
  await delivery.close()
  return posts
}

function noting(clock: ManualClock, posts: Post[]): Messenger {
  const messenger = instantMessenger()
  return {
    ...messenger,
    post: async (to, ...rest) => {
      posts.push({ channelId: to.channelId, at: clock.read() })
      return messenger.post(to, ...rest)
    },
  }
}

async function isAnythingLeft(databaseUrl: string): Promise<boolean> {
  const rows = await query(databaseUrl, 'select from nudge_queue limit 1')
  return rows.length > 0
}

function minutesUntilAllHeard(posts: readonly Post[]): number {
  const first = new Map<string, Date>()
  for (const { channelId, at } of posts) if (!first.has(channelId)) first.set(channelId, at)
  if (first.size !== people) throw new Error(`${first.size} of ${people} people heard anything`)
  return Math.max(...Array.from(first.values(), (at) => at.getTime() - due.getTime())) / 60_000
}

/** Messages to people who had heard already, before everybody had. */
function countUnfair(posts: readonly Post[]): number {
  const heard = new Set<string>()
  let again = 0
  for (const { channelId } of posts) {
    if (heard.size === people) break
    if (heard.has(channelId)) again += 1
    heard.add(channelId)
  }
  return again
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchBusyWorkspace()
  process.exit(0)
}
