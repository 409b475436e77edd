import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { advanceClock } from '../../playground/advance-clock.ts'
import { lastWeeksMonday, wallTimeOn, resolveClockTarget } from '../../playground/clock-targets.ts'
import { saveState, loadState } from '../../playground/persistence.ts'
import { emptyWorld } from '../../playground/pretend-slack/world.ts'
import { manualClock } from '../../src/time/clock.ts'
import { moment } from '../support/moments.ts'

const paris = 'Europe/Paris'
const at = (instant: string) => new Date(instant)

test.each([
  ['next-morning', '2026-03-09T06:00:00Z', '2026-03-09T08:00:00.000Z'],
  ['next-morning', '2026-03-09T08:00:00Z', '2026-03-10T08:00:00.000Z'],
  ['next-morning', '2026-03-13T12:00:00Z', '2026-03-16T08:00:00.000Z'],
  ['next-morning', '2026-03-27T12:00:00Z', '2026-03-30T07:00:00.000Z'],
  ['next-friday-15', '2026-03-13T13:59:00Z', '2026-03-13T14:00:00.000Z'],
  ['next-friday-15', '2026-03-13T14:00:00Z', '2026-03-20T14:00:00.000Z'],
  ['2026-03-12T10:30', '2026-03-09T08:00:00Z', '2026-03-12T09:30:00.000Z'],
  ['2026-03-12T10:30:00Z', '2026-03-09T08:00:00Z', '2026-03-12T10:30:00.000Z'],
])('%s, asked at %s in Paris, is %s', (target, now, expected) => {
  expect(resolveClockTarget(target, at(now), paris)?.toISOString()).toBe(expected)
})

test('What is no time is none', () => {
  for (const words of ['', 'soon', '2026-13-01T00:00', '2026-03-09Z'])
    expect(resolveClockTarget(words, at('2026-03-09T08:00:00Z'), paris)).toBeUndefined()
})

test('The story begins on the Monday of last week, also when asked on a Sunday', () => {
  expect(lastWeeksMonday(at('2026-03-15T12:00:00Z'), paris).toISOString()).toBe('2026-03-02T08:00:00.000Z')
  expect(wallTimeOn(at('2026-03-23T08:00:00Z'), paris, 8, '09:30').toISOString()).toBe(
    '2026-03-31T07:30:00.000Z',
  )
})

test('A test names a moment by its day, the first one that is not past', () => {
  expect(moment('Mon 09:00', paris).toISOString()).toBe('2026-03-09T08:00:00.000Z')
  expect(moment('Mon 9:00', 'America/New_York').toISOString()).toBe('2026-03-09T13:00:00.000Z')
  expect(moment('Mon 09:00', paris, at('2026-03-09T08:00:00Z')).toISOString()).toBe(
    '2026-03-09T08:00:00.000Z',
  )
  expect(moment('Mon 09:00', paris, at('2026-03-09T08:00:01Z')).toISOString()).toBe(
    '2026-03-16T08:00:00.000Z',
  )
  expect(() => moment('Someday 09:00', paris)).toThrow()
})

test('A world is written whole and read again; what cannot be read is nothing', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'memory-')), 'kept.json')
  expect(loadState(file)).toBeUndefined()
  const world = emptyWorld('Forthright')
  world.reads.set('C1 U1', '12.000001')
  world.messages.set('C1', [])
  saveState(file, { world, offset: 42 })
  expect(loadState(file)).toEqual({ world, offset: 42 })
  expect(readdirSync(path.dirname(file))).toEqual(['kept.json'])
  writeFileSync(file, '{"world":')
  expect(loadState(file)).toBeUndefined()
})

test('what stays due is tried again every five minutes at most, however long it stays so', async () => {
  const clock = manualClock(new Date('2026-03-09T08:00:00Z'))
  const stuckFrom = clock.read()
  const ticks: Date[] = []
  const app = {
    tick: async () => void ticks.push(clock.read()),
    nextDue: async () => stuckFrom,
  }
  const slack = { nextDue: () => undefined, retryEvents: () => {} }
  await advanceClock({ clock, app, slack, settle: async () => {} }, new Date('2026-03-10T08:00:00Z'))
  const pauses = ticks.slice(1).map((tick, index) => tick.getTime() - ticks[index]!.getTime())
  expect(Math.max(...pauses)).toBe(5 * 60_000)
  expect(pauses.slice(0, 3)).toEqual([4000, 8000, 16_000])
  expect(ticks.at(-1)).toEqual(new Date('2026-03-10T08:00:00Z'))
})
