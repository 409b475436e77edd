import type { Clock } from './clock-time.ts'
import { readTimeOrRange } from './clock-range.ts'
import { partNamed, readDayPart, type DayPart } from './day-part.ts'
import { agree, readDay, stepDays } from './day.ts'
import { readLapse } from './lapse.ts'
import {
  after,
  isText,
  longest,
  skip,
  textAt,
  type Day,
  type Fault,
  type Hit,
  type Reader,
} from '../moment.ts'
import type { Steps } from './numeral.ts'
import type { Recurrence } from '../recurrence/rule.ts'
import { readRecurrenceEnds } from './recurrence/bounds.ts'
import { readRecurrence } from './recurrence/index.ts'
import { mayStartPart } from './opener.ts'
import { governs, readPreposition, type Kind, type Preposition } from './preposition.ts'
import { DETERMINERS } from '../sentence-words.ts'
import { isLabelled } from '../unread.ts'
import { isVerb } from '../verbs.ts'
import { readUnknownZone, readZone, type Zone } from './zone-name.ts'

/** One due phrase: everything said about when, in whatever order it was said. */
export interface Phrase {
  start: number
  end: number
  /** A deadline's own preposition ("by", "before", "due") makes it strong; "on" and "at" are weak. */
  strength: 'strong' | 'weak' | 'bare'
  /** How its first word stands to the sentence before it. */
  opening: 'strong' | 'weak' | 'bare'
  isBefore: boolean
  day?: Day
  clock?: Clock
  part?: DayPart
  zone?: Zone
  lapse?: Steps
  recurrence?: Recurrence
  /** Where a strong preposition begins inside it. */
  strongAt?: number
  fault?: Fault
}

/** The longest due phrase that begins at this token, or nothing. */
export function readPhrase(reader: Reader, index: number): Phrase | undefined {
  const phrase: Phrase = {
    start: index,
    end: index,
    strength: 'bare',
    opening: openingOf(reader, index),
    isBefore: false,
  }
  for (let parts = 0; parts < 12; parts += 1) {
    const before = phrase.end
    addPart(reader, phrase)
    if (phrase.end === before) break
    if (phrase.fault) break
  }
  if (phrase.end === index) return undefined
  const unknown = phrase.clock && !phrase.zone ? readUnknownZone(reader, phrase.end) : undefined
  if (unknown) {
    phrase.fault = unknown.value
    phrase.end = unknown.end
  }
  phrase.end = readTail(reader, phrase.end)
  const whole = readAside(reader, phrase) ?? phrase
  return isComplete(reader, whole) ? whole : undefined
}

function openingOf(reader: Reader, index: number): Phrase['opening'] {
  return isText(reader, index, 'within') ? 'weak' : (readPreposition(reader, index)?.strength ?? 'bare')
}

function addPart(reader: Reader, phrase: Phrase): void {
  const isFirst = phrase.end === phrase.start
  if (phrase.recurrence) {
    const ends = readRecurrenceEnds(reader, { end: phrase.end, value: phrase.recurrence })
    phrase.recurrence = ends.value
    phrase.end = ends.end
  }
  const joint = isFirst ? phrase.end : skip(reader, phrase.end, ',')
  if (takePart(reader, phrase, joint, undefined)) return
  const preposition = readPreposition(reader, joint)
  if (preposition && isJoining(reader, phrase, preposition, joint)) {
    if (takePart(reader, phrase, preposition.end, preposition)) {
      if (preposition.strength === 'strong' && phrase.strength !== 'strong') phrase.strongAt = joint
      if (preposition.strength === 'strong' || phrase.strength === 'bare')
        phrase.strength =
          isFirst || preposition.strength === 'strong' ? preposition.strength : phrase.strength
      // "before Friday" is Friday's morning; "Friday before noon" is noon.
      if (preposition.isBefore && phrase.day && !phrase.clock && !phrase.part) phrase.isBefore = true
      else if (phrase.clock ?? phrase.part) phrase.isBefore = false
      return
    }
  }
  if (phrase.part && !phrase.day && isText(reader, joint, 'of'))
    takePart(reader, phrase, joint + 1, undefined)
}

/** After a full day, "by" opens another phrase unless a time follows: "Thursday by tomorrow" are two. */
function isJoining(reader: Reader, phrase: Phrase, { end }: Preposition, joint: number): boolean {
  if (phrase.end === phrase.start) return true
  if (isText(reader, joint, 'until', 'from') && phrase.recurrence) return false
  return !(phrase.day && readPreposition(reader, end))
}

function takePart(
  reader: Reader,
  phrase: Phrase,
  index: number,
  preposition: Preposition | undefined,
): boolean {
  const zone = phrase.clock && !phrase.zone ? readZone(reader, index) : undefined
  if (!zone && !mayStartPart(reader.tokens[index])) return false
  const recurrence = phrase.recurrence ? undefined : readRecurrence(reader, index)
  const lapse = phrase.lapse || phrase.recurrence ? undefined : readLapse(reader, index)
  const day = phrase.recurrence ? undefined : readDay(reader, index)
  const part = phrase.part ? undefined : readDayPart(reader, index)
  const clock = phrase.clock ? undefined : readTimeOrRange(reader, index)
  const best = longest<unknown>([recurrence, lapse, day, part, clock, zone])
  if (!best) return false
  const kind: Kind =
    best === recurrence
      ? 'recurrence'
      : best === lapse
        ? 'lapse'
        : best === day && day
          ? day.value.kind
          : best === part
            ? 'part'
            : best === clock
              ? 'clock'
              : 'zone'
  if (preposition && !governs(preposition, kind)) return false
  if (best === recurrence && recurrence) return takeRecurrence(phrase, recurrence)
  if (best === lapse && lapse) return takeLapse(reader, phrase, lapse, index)
  if (best === day && day) return takeDay(reader, phrase, day, preposition)
  if (best === part && part) return takeDayPart(reader, phrase, part, preposition)
  if (best === clock && clock) return takeClock(reader, phrase, clock, index, preposition)
  if (zone) {
    phrase.zone = zone.value
    phrase.end = zone.end
    return true
  }
  return false
}

function takeRecurrence(phrase: Phrase, { end, value }: Hit<Recurrence>): boolean {
  if (phrase.day || phrase.lapse) return false
  phrase.recurrence = value
  phrase.end = end
  if (value.part) phrase.part ??= partNamed(value.part)
  if (value.fault) phrase.fault = value.fault
  return true
}

function takeLapse(reader: Reader, phrase: Phrase, { end, value }: Hit<Steps>, index: number): boolean {
  if (phrase.clock && value.minutes) return false
  if (phrase.day) {
    if (isText(reader, index, '+') && !value.minutes) {
      phrase.day = { date: stepDays(reader, phrase.day.date, value, 1), kind: 'shift' }
    } else if (phrase.day.kind === 'relative' && phrase.day.date === reader.moment.today && value.minutes) {
      delete phrase.day
      phrase.lapse = value
    } else return false
  } else if (isNothing(value)) {
    phrase.lapse = value
    phrase.fault = { code: 'past', why: 'That is no time from now.' }
  } else if (value.minutes) phrase.lapse = value
  else {
    phrase.lapse = value
    phrase.day = { date: stepDays(reader, reader.moment.today, value, 1), kind: 'shift' }
  }
  phrase.end = end
  return true
}

function isNothing({ months, days, workdays, minutes }: Steps): boolean {
  return months + days + workdays + minutes === 0
}

function takeDay(
  reader: Reader,
  phrase: Phrase,
  { end, value }: Hit<Day>,
  preposition: Preposition | undefined,
): boolean {
  if (phrase.lapse?.minutes) return false
  // After a day, "by" and its like open another due phrase, even where the two days agree.
  if (phrase.day && preposition?.strength === 'strong') return false
  if (phrase.part?.isToday && value.date !== reader.moment.today) return false
  if (phrase.day) {
    const both = agree(phrase.day, value)
    if (!both) return false
    phrase.day = both
  } else phrase.day = value
  if (phrase.day.fault) phrase.fault = phrase.day.fault
  phrase.end = end
  return true
}

function takeDayPart(
  { moment: { today } }: Reader,
  phrase: Phrase,
  { end, value }: Hit<DayPart>,
  preposition: Preposition | undefined,
): boolean {
  if (phrase.lapse?.minutes) return false
  if (value.isToday && phrase.day && phrase.day.date !== today) return false
  const isAnchored = phrase.day ?? phrase.clock ?? phrase.recurrence
  const isPlaced = preposition?.strength === 'strong' || preposition?.tellsTime
  if (value.needsDay && !isAnchored && !isPlaced) {
    // "morning of the 15th" and, standing alone, "lunch".
    phrase.part = { ...value, needsDay: true }
    phrase.end = end
    return true
  }
  const { needsDay, ...rest } = value
  phrase.part = needsDay ? rest : value
  phrase.end = end
  return true
}

function takeClock(
  reader: Reader,
  phrase: Phrase,
  { end, value }: Hit<Clock>,
  index: number,
  preposition: Preposition | undefined,
): boolean {
  if (phrase.lapse?.minutes || (phrase.day?.kind === 'span' && phrase.day.start === undefined)) return false
  if (value.isBare && !preposition?.tellsTime && !isHourHere(reader, phrase, index, end)) return false
  phrase.clock = value
  phrase.end = end
  if (value.fault) phrase.fault = value.fault
  return true
}

/** Whether a bare number can only be an hour: "Friday 1500", "8 tonight", "3 in the morning". */
function isHourHere(reader: Reader, phrase: Phrase, index: number, end: number): boolean {
  if (readZone(reader, end)) return phrase.day !== undefined
  const part =
    readDayPart(reader, end) ?? (isText(reader, end, ',') ? readDayPart(reader, end + 1) : undefined)
  if (part) return true
  if (!phrase.day && !phrase.part) return isHourBeforeDay(reader, index, end)
  const digits = reader.tokens[index]?.text ?? ''
  const isYear = /^(?:19|20|21)\d\d$/u.test(digits)
  return /^\d{4}$/u.test(digits) && !isYear && isClosing(reader, end)
}

/** "9 tomorrow morning", "five-thirty tomorrow"; "chapter 9 tomorrow morning" and "buy 9 tomorrow" count something. */
function isHourBeforeDay(reader: Reader, index: number, end: number): boolean {
  const day = readDay(reader, skip(reader, end, ','))
  if (!day) return false
  if (reader.whole) return true
  const before = textAt(reader, index - 1)
  if (reader.tokens[index]?.kind === 'word' && end > index + 1) return true
  if (isLabelled(reader, index) || isVerb(before) || DETERMINERS.has(before) || index === 0) return false
  return readDayPart(reader, day.end) !== undefined
}

/** Nothing follows that a number could be counting. */
function isClosing(reader: Reader, index: number): boolean {
  const next = reader.tokens[index]
  return !next || next.kind === 'mark' || isText(reader, index, 'to', 'with', 'for', 'please', 'sharp', 'so')
}

const TAILS = [
  'at the latest',
  'at the very latest',
  'at latest',
  'latest',
  'sharp',
  'on the dot',
  'or earlier',
  'or sooner',
  'or before',
  'tops',
  'the latest',
  'max',
  'maximum',
  'at most',
]

function readTail(reader: Reader, index: number): number {
  const isAside = isText(reader, index, '(', '[')
  const at = isAside ? index + 1 : skip(reader, index, ',')
  for (const words of TAILS) {
    const end = after(reader, at, words)
    if (end === undefined) continue
    if (!isAside) return end
    if (isText(reader, end, ')', ']')) return end + 1
  }
  return index
}

/** "by Friday (EOD)", "on Friday (2/12)": the aside is read where it says nothing but time. */
function readAside(reader: Reader, phrase: Phrase): Phrase | undefined {
  if (phrase.fault || !isText(reader, phrase.end, '(', '[')) return undefined
  const inner: Phrase = { ...phrase, end: phrase.end + 1 }
  for (let parts = 0; parts < 4 && !inner.fault; parts += 1) {
    const before = inner.end
    addPart(reader, inner)
    if (inner.end === before) break
  }
  if (inner.end === phrase.end + 1 || !isText(reader, inner.end, ')', ']')) return undefined
  return { ...inner, end: inner.end + 1 }
}

function isComplete(reader: Reader, phrase: Phrase): boolean {
  if (phrase.fault) return true
  if (phrase.part?.needsDay && !phrase.day && !phrase.clock && !phrase.recurrence) {
    return reader.whole && phrase.part.name !== 'night'
  }
  if (phrase.day?.needsPreposition && phrase.strength === 'bare' && !reader.whole && !phrase.clock)
    return false
  const isLoneDial =
    phrase.clock?.isOpen && !phrase.day && !phrase.part && !phrase.recurrence && phrase.strength === 'bare'
  return !isLoneDial || reader.whole
}
