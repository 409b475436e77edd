/** What is left to be done when something was said twice all the same, or when nobody can find out; under kills. */
import { setTimeout as rest } from 'node:timers/promises'
import { startHands, type Harm } from './chaos.ts'
import { ageUnclear, countForHumans, countToHeal, countUnsettled, listPlanned } from './ledger-view.ts'
import { brisk, usual } from './fault-run.ts'
import { startProcess } from './processes.ts'
import { openScene, type Scene, type Setting } from './fault-environment.ts'
import { calm } from './settings.ts'
import { openStage } from './shared-servers.ts'

const stage = openStage()

const short: Setting = {
  ...usual,
  nudges: 2000,
  overSeconds: 15,
  durations: brisk,
  settleSeconds: 3,
}
const kills: Harm = { workers: 3, killEvery: 2000, harmSeconds: 20 }

test('what Slack itself stored twice is found, taken down and counted', async () => {
  const slack = { mix: { ...calm, twiceAndDrop: 0.05 }, lateMs: 0, hangMs: 0 }
  const scene = await openScene(stage.server, stage.bundle, { ...short, slack })
  const hands = await startHands(stage.server, stage.bundle.worker, kills, scene.settings, scene.databaseUrl)
  try {
    expect(await scene.settled(150)).toBe(0)
    await until(async () => (await countToHeal(scene.pool)) === 0)
    await hands.stop()
    const { posted, standing, faults } = await scene.hear()
    const rows = await listPlanned(scene.pool)
    const second = rows.reduce((sum, { id }) => sum + (posted[id] ?? 0) - 1, 0)
    process.stderr.write(
      `healing: ${faults.twiceAndDrop} stored twice, ${second} second messages, ${hands.done.kills} kills\n`,
    )
    expect(faults.twiceAndDrop).toBeGreaterThan(50)
    expect(second).toBe(faults.twiceAndDrop)
    expect(rows.filter(({ id }) => standing[id] !== 1)).toEqual([])
    expect(await metric(scene, 'forthright_duplicates')).toBe(second)
  } finally {
    await hands.stop()
    await scene.close()
  }
}, 300_000)

test('what could not be looked up for a day is left to a person, and never said again', async () => {
  const slack = { mix: { ...calm, dropAfter: 0.05, hangBefore: 0.02, historyFails: 1 }, lateMs: 0, hangMs: 0 }
  const scene = await openScene(stage.server, stage.bundle, { ...short, slack })
  const hands = await startHands(stage.server, stage.bundle.worker, kills, scene.settings, scene.databaseUrl)
  const aging = setInterval(() => void ageUnclear(scene.pool).catch(() => undefined), 1000)
  try {
    await until(async () => (await countUnsettled(scene.pool)) === (await countForHumans(scene.pool)))
    clearInterval(aging)
    await rest(2000)
    await hands.stop()
    const { posted, faults } = await scene.hear()
    const rows = await listPlanned(scene.pool)
    const left = await countForHumans(scene.pool)
    const unsaid = rows.filter(({ id }) => !posted[id]).length
    process.stderr.write(
      `for a person: ${left} rows, ${unsaid} of them unsaid, of ${rows.length}; ${hands.done.kills} kills\n`,
    )
    expect(rows.filter(({ id }) => (posted[id] ?? 0) > 1)).toEqual([])
    expect(left).toBeGreaterThanOrEqual((faults.dropAfter ?? 0) + (faults.hangBefore ?? 0))
    expect(unsaid).toBeLessThan(left)
    expect(await metric(scene, 'forthright_needs_human')).toBe(left)
  } finally {
    clearInterval(aging)
    await hands.stop()
    await scene.close()
  }
}, 300_000)

/** As a fresh process tells it. */
async function metric(scene: Scene, name: string): Promise<number> {
  const idle = { ...scene.settings, tickMs: undefined }
  const worker = await startProcess<{ port: number }>(stage.bundle.worker, idle)
  try {
    const response = await fetch(`http://127.0.0.1:${worker.ready.port}/metrics`)
    const line = (await response.text()).split('\n').find((text) => text.startsWith(`${name} `))
    return Number(line?.split(' ')[1])
  } finally {
    await worker.stop()
  }
}

async function until(check: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 150_000
  // Twice in a row: between two moves of one row it may look settled.
  for (let met = 0; met < 2;) {
    met = (await check().catch(() => false)) ? met + 1 : 0
    if (performance.now() > end) throw new Error('It did not come to pass')
    await rest(500)
  }
}
