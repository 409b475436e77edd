import type { Phrase } from './grammar/phrase.ts'
import { stepDays } from './grammar/shifted-day.ts'
import { minutesOn } from './minutes.ts'
import type { Fault, Reader } from './moment.ts'
import { dateInWords } from './names.ts'
import { firstDay, formatRule, type Recurrence } from './recurrence/rule.ts'
import { anyDay, type Choice, onDay } from './resolve-day.ts'
import { isAhead, MORNING, past, type Scene } from './scene.ts'
import { addMinutes, formatClock, formatLocal, instantAt, wallAt, type WallTime } from './wall.ts'

export interface Resolved {
  at: Date
  other?: Date
  recurs?: string
  notes: string[]
}

/** Turns a phrase into an instant after `now`, or says why that cannot be. */
export function resolvePhrase(phrase: Phrase, reader: Reader, now: Date): Resolved | Fault {
  if (phrase.fault) return phrase.fault
  const { moment } = reader
  const zone = phrase.zone?.id ?? moment.zone
  const scene: Scene = { reader, moment, now, zone, notes: [...(phrase.day?.notes ?? [])] }
  if (phrase.recurrence) return resolveRecurrence(phrase, phrase.recurrence, scene)
  if (phrase.lapse && (phrase.lapse.minutes || !phrase.day)) return resolveLapse(phrase, scene)
  const choice = phrase.day ? onDay(phrase, phrase.day, scene) : anyDay(phrase, scene)
  if ('code' in choice) return choice
  return finish(phrase, choice, scene)
}

/** The first time it falls; today's own weekday counts only with its time ahead and said, or before work begins. */
function resolveRecurrence(phrase: Phrase, rule: Recurrence, scene: Scene): Resolved | Fault {
  const minutes = minutesOn(phrase, scene)
  if ('code' in minutes) return minutes
  const here = wallAt(scene.now, scene.zone)
  if (rule.frequency === 'HOURLY') return resolveHourly(phrase, rule, here, scene)
  const wallOn = (day: number): WallTime => ({ day, minute: minutes.minute })
  const today = firstDay(rule, here.day)
  const names = rule.weekdays ?? []
  const isNamedToday = names.length > 0 && names.length < 5 && names.every(({ nth }) => nth === undefined)
  const mayBeToday = phrase.clock !== undefined || !isNamedToday || here.minute < MORNING
  const isOpen = today !== undefined && isAhead(wallOn(today), scene)
  const first = isOpen && (mayBeToday || today !== here.day) ? today : firstDay(rule, here.day + 1)
  if (first === undefined) return past('It would be over before it begins.')
  const choice =
    isOpen && first !== today ? { wall: wallOn(first), other: wallOn(today) } : { wall: wallOn(first) }
  const resolved = finish(phrase, choice, scene)
  return 'code' in resolved ? resolved : { ...resolved, recurs: formatRule(rule, minutes.minute) }
}

/** From the next full hour on. */
function resolveHourly(phrase: Phrase, rule: Recurrence, here: WallTime, scene: Scene): Resolved | Fault {
  if (phrase.clock ?? phrase.part ?? rule.until ?? rule.from) {
    return { code: 'vague', why: 'I read every hour, but not within which hours.', example: 'every hour' }
  }
  const at = addMinutes(scene.now, (rule.interval ?? 1) * 60 - (here.minute % 60))
  const seconds = at.getTime() % 60_000
  return { at: new Date(at.getTime() - seconds), notes: scene.notes, recurs: formatRule(rule, 0) }
}

function resolveLapse({ lapse }: Phrase, { reader, now, zone, notes }: Scene): Resolved | Fault {
  const steps = lapse ?? { months: 0, days: 0, workdays: 0, minutes: 0 }
  const here = wallAt(now, zone)
  const isCalendar = steps.months > 0 || steps.days > 0 || steps.workdays > 0
  const from = isCalendar ? instantAt({ ...here, day: stepDays(reader, here.day, steps, 1) }, zone) : now
  const at = addMinutes(from, steps.minutes)
  if (at <= now) return past('That is no time from now.')
  return tooFar(at, now) ?? { at, notes }
}

function finish(phrase: Phrase, { wall, other }: Choice, scene: Scene): Resolved | Fault {
  const { now, zone, moment, notes } = scene
  const at = instantAt(wall, zone)
  if (at <= now) return past(`${dateInWords(wall.day)} has already passed.`)
  const far = tooFar(at, now)
  if (far) return far
  const landed = wallAt(at, zone)
  if (landed.minute !== wall.minute % 1440) {
    notes.push(
      `The clocks go forward then, so ${formatClock(wall.minute % 1440)} becomes ${formatClock(landed.minute)}.`,
    )
  }
  if (phrase.zone && zone !== moment.zone) {
    notes.push(
      `That is ${formatLocal(at, moment.zone).slice(11)} on ${dateInWords(wallAt(at, moment.zone).day)} for you.`,
    )
  }
  const alternative = other && instantAt(other, zone)
  return alternative && alternative > now && alternative.getTime() !== at.getTime()
    ? { at, other: alternative, notes }
    : { at, notes }
}

/** Years ahead up to which a due time is taken. */
const lifetime = 100

export function isTooFar(at: Date, now: Date): boolean {
  const years = (at.getTime() - now.getTime()) / (365.25 * 86_400_000)
  return years > lifetime || Number.isNaN(years)
}

function tooFar(at: Date, now: Date): Fault | undefined {
  return isTooFar(at, now) ? { code: 'invalid', why: 'That is more than a lifetime away.' } : undefined
}
