import { dayParts, weekdayOf } from './calendar.ts'
import type { Clock } from './grammar/clock-time.ts'
import type { DayPart } from './grammar/day-part.ts'
import { stepDays } from './grammar/day.ts'
import type { Day, Fault, Moment, Reader } from './moment.ts'
import { dateInWords, weekdayName } from './names.ts'
import type { Phrase } from './grammar/phrase.ts'
import { firstDay, formatRule, type Recurrence } from './recurrence/rule.ts'
import { addMinutes, formatClock, formatLocal, instantAt, wallAt, type WallTime } from './wall.ts'

export interface Resolved {
  at: Date
  other?: Date
  recurs?: string
  notes: string[]
}

const MORNING = 9 * 60
const LAST_MINUTE = 23 * 60 + 59
/** A bare hour is its next occurrence inside these hours. */
const WAKING = { from: 8 * 60, to: 20 * 60 }

interface Scene {
  reader: Reader
  moment: Moment
  now: Date
  /** The zone the phrase is said in; the speaker's own unless it names one. */
  zone: string
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

interface Choice {
  wall: WallTime
  other?: WallTime
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

function onDay(phrase: Phrase, day: Day, scene: Scene): Choice | Fault {
  const minutes = minutesOn(phrase, scene)
  if ('code' in minutes) return minutes
  const isTimed = phrase.clock !== undefined || phrase.part !== undefined
  const start = phrase.isBefore && !isTimed && !day.isEnd
  const date = start ? (day.start ?? day.date) : day.date
  const wall = { day: date, minute: start ? MORNING : minutes.minute }
  if (day.todayNeedsTime && (!isTimed || !isAhead(wall, scene))) return weekOn(day, wall, scene)
  if (isAhead(wall, scene)) return ahead(phrase, day, wall, minutes.other, scene)
  return behind(phrase, day, wall, minutes.other, scene)
}

/** The weekday of today itself: the one a week on, with today as the other reading while it is ahead. */
function weekOn(day: Day, wall: WallTime, scene: Scene): Choice {
  const name = weekdayName(day.date)
  scene.notes.push(`Today is ${name}, so I took ${name} of next week.`)
  const later = { ...wall, day: day.next ?? day.date + 7 }
  return isAhead(wall, scene) ? { wall: later, other: wall } : { wall: later }
}

function ahead(
  phrase: Phrase,
  day: Day,
  wall: WallTime,
  otherMinute: number | undefined,
  scene: Scene,
): Choice {
  const others: WallTime[] = []
  if (day.other !== undefined) others.push({ day: day.other, minute: wall.minute })
  if (otherMinute !== undefined) others.push({ day: wall.day, minute: otherMinute })
  const isEndOfSpan = day.kind === 'span' && !phrase.clock && !phrase.part
  if (isEndOfSpan && !scene.moment.workdays.has(weekdayOf(wall.day))) {
    scene.notes.push(`That is a ${weekdayName(wall.day)}.`)
  }
  sayYear(day, wall, scene)
  const other = others.find((one) => isAhead(one, scene))
  return other ? { wall, other } : { wall }
}

function behind(
  phrase: Phrase,
  day: Day,
  wall: WallTime,
  otherMinute: number | undefined,
  scene: Scene,
): Choice | Fault {
  const { today } = scene.moment
  const isUntimed = !phrase.clock && (!phrase.part || phrase.part.name === 'end')
  const tonight = { day: wall.day, minute: LAST_MINUTE }
  if (wall.day === today && isUntimed && !phrase.isBefore && isAhead(tonight, scene)) {
    scene.notes.push(`It is past ${formatClock(scene.moment.endOfDay)}, so I took 23:59 today.`)
    return { wall: tonight }
  }
  const half = otherMinute === undefined ? undefined : { day: wall.day, minute: otherMinute }
  if (half && isAhead(half, scene)) return { wall: half }
  if (day.next !== undefined) {
    const later = { ...wall, day: day.next }
    if (isAhead(later, scene)) {
      scene.notes.push(`That time has passed today, so I took ${dateInWords(day.next)}.`)
      return { wall: later }
    }
  }
  return past(
    `${sentence(dayInWords(wall.day, scene))} at ${formatClock(wall.minute % 1440)} has already passed.`,
  )
}

function anyDay(phrase: Phrase, scene: Scene): Choice | Fault {
  const minutes = minutesOn(phrase, scene)
  if ('code' in minutes) return minutes
  const here = wallAt(scene.now, scene.zone)
  const wall = { day: here.day, minute: minutes.minute }
  const { part } = phrase
  if (part?.isComing && here.minute >= partBegins(part)) wall.day += 1
  else if (!isAhead(wall, scene)) {
    if (part?.name === 'end') {
      const tonight = { day: here.day, minute: LAST_MINUTE }
      if (!isAhead(tonight, scene)) return past('The day is over.')
      scene.notes.push(`It is past ${formatClock(scene.moment.endOfDay)}, so I took 23:59 today.`)
      return { wall: tonight }
    }
    if (part?.isToday) return past(`It is past ${formatClock(wall.minute % 1440)} already.`)
    wall.day += 1
    scene.notes.push(`It is past ${formatClock(wall.minute)} today, so I took tomorrow.`)
  }
  const other = minutes.other === undefined ? undefined : nextOf(minutes.other, here.day, scene)
  return other ? { wall, other } : { wall }
}

function nextOf(minute: number, day: number, scene: Scene): WallTime {
  const today = { day, minute }
  return isAhead(today, scene) ? today : { day: day + 1, minute }
}

function partBegins(part: DayPart): number {
  if (part.name === 'afternoon') return 13 * 60
  if (part.name === 'evening' || part.name === 'night') return 20 * 60
  return 6 * 60
}

interface Minutes {
  minute: number
  other?: number
}

/** Minutes since midnight, with the other half of the day where a twelve-hour dial leaves it open. */
function minutesOn({ clock, part, day, strength }: Phrase, { moment }: Scene): Minutes | Fault {
  if (!clock) return { minute: part ? (part.minute ?? moment.endOfDay) : moment.endOfDay }
  if (clock.isMidnight) return midnight(day, moment, strength === 'strong')
  if (part) return withPart(clock, part)
  if (!clock.isOpen) return { minute: clock.minute }
  const flipped = (clock.minute + 720) % 1440
  const isWaking = clock.minute >= WAKING.from && clock.minute < WAKING.to
  return isWaking ? { minute: clock.minute, other: flipped } : { minute: flipped, other: clock.minute }
}

/** Midnight of a named day is its end as a deadline, its beginning as an appointment. */
function midnight(day: Day | undefined, moment: Moment, isDeadline: boolean): Minutes {
  if (!day || day.date === moment.today) return { minute: 1440 }
  return isDeadline || day.kind !== 'date'
    ? { minute: LAST_MINUTE, other: 0 }
    : { minute: 0, other: LAST_MINUTE }
}

function withPart(clock: Clock, part: DayPart): Minutes | Fault {
  const { minute, isOpen } = clock
  const hour = Math.floor(minute / 60)
  const isMorning = part.name === 'morning' || part.name === 'first'
  const isNight = part.name === 'night' || part.name === 'evening'
  if (isOpen) {
    if (isMorning) return { minute: minute % 720 }
    if (isNight && (hour < 5 || hour === 12)) return { minute: (minute % 720) + 1440 }
    return part.name === 'lunch' && hour === 11 ? { minute } : { minute: (minute % 720) + 720 }
  }
  const isWrong =
    (isMorning && minute >= 720) ||
    (part.name === 'afternoon' && (minute < 720 || minute > 1140)) ||
    (isNight && minute >= 300 && minute < 960)
  if (isWrong) {
    return { code: 'contradiction', why: `${formatClock(minute)} is not in the ${part.name}.` }
  }
  return { minute: isNight && minute < 300 ? minute + 1440 : minute }
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

function sayYear(day: Day, wall: WallTime, { moment, notes }: Scene): void {
  const rolled = dayParts(wall.day).year !== dayParts(moment.today).year
  if (rolled && day.kind === 'date' && wall.day - moment.today > 183)
    notes.push(`That is in ${dayParts(wall.day).year}.`)
}

function isAhead(wall: WallTime, { now, zone }: Scene): boolean {
  return instantAt(wall, zone) > now
}

function past(why: string): Fault {
  return { code: 'past', why }
}

function tooFar(at: Date, now: Date): Fault | undefined {
  const years = (at.getTime() - now.getTime()) / (365.25 * 86_400_000)
  return years > 100 || Number.isNaN(years)
    ? { code: 'invalid', why: 'That is more than a lifetime away.' }
    : undefined
}

function dayInWords(day: number, { moment }: Scene): string {
  if (day === moment.today) return 'today'
  return day === moment.today - 1 ? 'yesterday' : dateInWords(day)
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
