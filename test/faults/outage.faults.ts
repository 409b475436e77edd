/** What people hear when everything was down for three days: a few messages, each open thing once, nobody at night. */
import { setTimeout as rest } from 'node:timers/promises'
import { groupBy } from '../../src/nudges/delivery/group-by.ts'
import { startHands, type Harm } from './chaos.ts'
import { listPlanned, type PlannedRow } from './ledger-view.ts'
import { brisk, usual } from './fault-run.ts'
import { openScene, type Scene, type Setting } from './fault-environment.ts'
import { closeSome, keepHours } from './seed.ts'
import { calm, harshMix } from './settings.ts'
import { openStage } from './shared-servers.ts'

const stage = openStage()

const threeDays = 3 * 86_400
const outage: Setting = {
  ...usual,
  nudges: 10_000,
  teams: 5,
  people: 500,
  overSeconds: threeDays,
  agoSeconds: threeDays,
  durations: brisk,
  settleSeconds: 3,
  slack: { mix: calm },
}

test('after three days the open things of 500 people are told in one message each', async () => {
  const { messages, heardBy } = await recover('after an outage', outage, { workers: 4, harmSeconds: 0 })
  expect(messages).toBeLessThanOrEqual(heardBy + 10)
}, 600_000)

test('the same while the processes that start are killed and Slack misbehaves', async () => {
  const harsh = { ...outage, slack: { mix: harshMix } }
  const harm = { workers: 4, killEvery: 1500, harmSeconds: 60 }
  const { messages, heardBy, kills } = await recover('after an outage, with kills', harsh, harm)
  expect(kills).toBeGreaterThan(10)
  expect(messages).toBeLessThanOrEqual(heardBy + 10)
}, 600_000)

async function recover(name: string, setting: Setting, harm: Harm) {
  const scene = await openScene(stage.server, stage.bundle, setting)
  const closed = await closeSome(scene.pool, 200)
  const people = scene.slack.ready.teams.flatMap((team) => team.people)
  const { asleep, risers, dayStart } = await sendSomeToBed(scene, people)
  const planned = await listPlanned(scene.pool)
  const isOpen = (row: PlannedRow) => !closed.has(row.promiseId)
  const waiting = planned.filter((row) => isOpen(row) && asleep.has(row.userId)).length

  const hands = await startHands(stage.server, stage.bundle.worker, harm, scene.settings, scene.databaseUrl)
  try {
    const unresolved = await scene.settled(250, waiting)
    await rest(1000)
    await hands.stop()
    const { posted, posts } = await scene.hear()
    const perPerson = groupBy(posts, (post) => post.userId)
    const most = Math.max(...[...perPerson.values()].map((own) => own.length))
    const items = Math.max(...posts.map((post) => post.keys.length))
    process.stderr.write(
      `${name}: ${posts.length} messages to ${perPerson.size} people, at most ${most} to one, ` +
        `at most ${items} items in one, ${hands.done.kills} kills\n`,
    )
    expect(unresolved).toBe(0)
    const times = (row: { id: string }) => posted[row.id] ?? 0
    const open = planned.filter((row) => isOpen(row) && !asleep.has(row.userId))
    expect(open.filter((row) => times(row) !== 1)).toEqual([])
    expect(planned.filter((row) => !isOpen(row) && times(row) > 0)).toEqual([])
    expect(posts.filter((post) => asleep.has(post.userId))).toEqual([])
    expect(posts.filter((post) => risers.has(post.userId) && post.at < dayStart)).toEqual([])
    expect([...risers].filter((userId) => !perPerson.has(userId))).toEqual([])
    return { messages: posts.length, heardBy: perPerson.size, most, kills: hands.done.kills }
  } finally {
    await hands.stop()
    await scene.close()
  }
}

const minute = 60_000

/** One in ten sleeps throughout, and for one in ten the day begins in a minute or two. Everybody else is awake. */
async function sendSomeToBed(scene: Scene, people: readonly string[]) {
  const tenth = (offset: number) => people.filter((_, index) => index % 10 === offset)
  const now = Date.now()
  const dayStart = Math.ceil((now + minute) / minute) * minute
  const zone = zoneAtNoon(now)
  const clock = (at: number) => clockIn(zone, at)
  await keepHours(scene.pool, people, { zone, dayStart: '00:00', dayEnd: '23:59' })
  await keepHours(scene.pool, tenth(3), { zone, dayStart: clock(dayStart), dayEnd: '23:59' })
  await keepHours(scene.pool, tenth(7), { zone, dayStart: clock(now + 240 * minute), dayEnd: '23:59' })
  return { risers: new Set(tenth(3)), asleep: new Set(tenth(7)), dayStart }
}

/** A zone in which it is about noon, so that no run meets midnight. */
function zoneAtNoon(at: number): string {
  const hours = 12 - new Date(at).getUTCHours()
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}

function clockIn(zone: string, at: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)
}
