/** What people receive after three days of outage: a few messages, each open promise once, nobody at night. */
import { setTimeout as rest } from 'node:timers/promises'
import { groupBy } from '../../src/nudges/group-by.ts'
import { startChaos, type ChaosPlan } from './chaos.ts'
import { listPlanned, type PlannedRow } from './ledger-view.ts'
import { defaults } from './fault-run.ts'
import { openEnvironment, type FaultEnvironment, type EnvironmentSettings } from './fault-environment.ts'
import { closePromises, setWorkingHours } from './seed.ts'
import { noFaults, faultMix } from './settings.ts'
import { chaosTarget, startSharedServers } from './shared-servers.ts'

const shared = startSharedServers()

const threeDays = 3 * 86_400
const outage: EnvironmentSettings = {
  ...defaults,
  nudges: 10_000,
  teams: 5,
  people: 500,
  overSeconds: threeDays,
  agoSeconds: threeDays,
  slack: { mix: noFaults },
}

test('after three days the open promises of 500 people are posted in one message each', async () => {
  const { messages, recipients } = await recover('after an outage', outage, { workers: 4, harmSeconds: 0 })
  expect(messages).toBeLessThanOrEqual(recipients + 10)
}, 600_000)

test('the same while the processes that start are killed and Slack misbehaves', async () => {
  const harsh = { ...outage, slack: { mix: faultMix } }
  const plan = { workers: 4, killEvery: 1500, harmSeconds: 60 }
  const { messages, recipients, kills } = await recover('after an outage, with kills', harsh, plan)
  expect(kills).toBeGreaterThan(10)
  expect(messages).toBeLessThanOrEqual(recipients + 10)
}, 600_000)

async function recover(name: string, settings: EnvironmentSettings, plan: ChaosPlan) {
  const environment = await openEnvironment(shared.server, shared.bundle, settings)
  const closed = await closePromises(environment.pool, 200)
  const people = environment.slack.ready.teams.flatMap((team) => team.people)
  const { outOfHours, starters, dayStart } = await setSomeOutOfHours(environment, people)
  const planned = await listPlanned(environment.pool)
  const isOpen = (row: PlannedRow) => !closed.has(row.promiseId)
  const waiting = planned.filter((row) => isOpen(row) && outOfHours.has(row.userId)).length

  const chaos = await startChaos(chaosTarget(shared, environment), plan)
  try {
    const unresolved = await environment.settled(150, waiting)
    await rest(1000)
    await chaos.stop()
    const { posted, posts } = await environment.readRecord()
    const perPerson = groupBy(posts, (post) => post.userId)
    const most = Math.max(...[...perPerson.values()].map((own) => own.length))
    const items = Math.max(...posts.map((post) => post.keys.length))
    process.stderr.write(
      `${name}: ${posts.length} messages to ${perPerson.size} people, at most ${most} to one, ` +
        `at most ${items} items in one, ${chaos.counts.kills} kills\n`,
    )
    expect(unresolved).toBe(0)
    const times = (row: { id: string }) => posted[row.id] ?? 0
    const open = planned.filter((row) => isOpen(row) && !outOfHours.has(row.userId))
    expect(open.filter((row) => times(row) !== 1)).toEqual([])
    expect(planned.filter((row) => !isOpen(row) && times(row) > 0)).toEqual([])
    expect(posts.filter((post) => outOfHours.has(post.userId))).toEqual([])
    expect(posts.filter((post) => starters.has(post.userId) && post.at < dayStart)).toEqual([])
    expect([...starters].filter((userId) => !perPerson.has(userId))).toEqual([])
    return { messages: posts.length, recipients: perPerson.size, most, kills: chaos.counts.kills }
  } finally {
    await chaos.stop()
    await environment.close()
  }
}

const minute = 60_000

/** One in ten is outside working hours throughout, and for one in ten the day begins in a minute or two. */
async function setSomeOutOfHours(environment: FaultEnvironment, people: readonly string[]) {
  const tenth = (offset: number) => people.filter((_, index) => index % 10 === offset)
  const now = Date.now()
  const dayStart = Math.ceil((now + minute) / minute) * minute
  const zone = zoneAtNoon(now)
  const clock = (at: number) => clockIn(zone, at)
  await setWorkingHours(environment.pool, people, { zone, dayStart: '00:00', dayEnd: '23:59' })
  await setWorkingHours(environment.pool, tenth(3), { zone, dayStart: clock(dayStart), dayEnd: '23:59' })
  await setWorkingHours(environment.pool, tenth(7), {
    zone,
    dayStart: clock(now + 240 * minute),
    dayEnd: '23:59',
  })
  return { starters: new Set(tenth(3)), outOfHours: new Set(tenth(7)), dayStart }
}

/** A zone in which it is about noon, so that no run crosses midnight. */
function zoneAtNoon(at: number): string {
  const hours = 12 - new Date(at).getUTCHours()
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}

function clockIn(zone: string, at: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)
}
