import { agree } from './agree.ts'
import { isHourHere } from './bare-hour.ts'
import { readTimeOrRange } from './clock-range.ts'
import type { ClockWords } from './clock.ts'
import { type DayPart, partNamed, readDayPart } from './day-part.ts'
import { readDay } from './day.ts'
import { readLapse } from './lapse.ts'
import { mayStartPart } from './opener.ts'
import type { Phrase } from './phrase.ts'
import { governs, type Kind, type Preposition } from './preposition.ts'
import { readRecurrence } from './recurrence/index.ts'
import { stepDays } from './shifted-day.ts'
import type { Steps } from './steps.ts'
import { readZone } from './zone-name.ts'
import { type Day, type Hit, isText, longest, type Reader } from '../moment.ts'
import type { Recurrence } from '../recurrence/rule.ts'

export function takePart(
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
  if (best === clock && clock) return takeClock(reader, phrase, { ...clock, start: index }, preposition)
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
  { start, end, value }: Hit<ClockWords> & { start: number },
  preposition: Preposition | undefined,
): boolean {
  if (phrase.lapse?.minutes || (phrase.day?.kind === 'span' && phrase.day.start === undefined)) return false
  if (value.isBare && !preposition?.tellsTime && !isHourHere(reader, phrase, start, end)) return false
  phrase.clock = value
  phrase.end = end
  if (value.fault) phrase.fault = value.fault
  return true
}
