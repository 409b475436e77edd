import { after, isText, once, skip, textAt, type Hit, type Reader } from '../moment.ts'

type PartName = 'first' | 'morning' | 'lunch' | 'afternoon' | 'evening' | 'night' | 'end' | 'work-start'

export interface DayPart {
  name: PartName
  /** Minutes since midnight at which it is over, which is what a promise means by it; nothing for the day's end. */
  minute?: number
  /** "this morning", "tonight": today's and no other. */
  isToday?: boolean
  /** "in the morning" with no day: the coming one. */
  isComing?: boolean
  /** Stands as a day part only beside a day or after a preposition. */
  needsDay?: boolean
}

const PARTS: Record<string, DayPart> = {
  morning: { name: 'morning', minute: 12 * 60 },
  lunch: { name: 'lunch', minute: 12 * 60 },
  afternoon: { name: 'afternoon', minute: 17 * 60 },
  evening: { name: 'evening', minute: 20 * 60 },
  night: { name: 'night', minute: 21 * 60 },
  teatime: { name: 'afternoon', minute: 17 * 60 },
}

const LATER: Record<string, number> = {
  morning: 12 * 60,
  afternoon: 17 * 60,
  evening: 21 * 60,
  night: 22 * 60,
}
const EARLIER: Record<string, number> = { morning: 9 * 60, afternoon: 14 * 60, evening: 18 * 60 }
const MIDDLE: Record<string, number> = { morning: 10 * 60 + 30, afternoon: 15 * 60 }

export function partNamed(name: 'morning' | 'afternoon' | 'evening' | 'night' | 'end'): DayPart {
  return PARTS[name] ?? { name }
}

/** "tomorrow morning", "this afternoon", "tonight", "in the evening", "EOD", "first thing", "lunch". */
export function readDayPart(reader: Reader, index: number): Hit<DayPart> | undefined {
  return once(reader, 'part', index, () => readAnyPart(reader, index))
}

function readAnyPart(reader: Reader, index: number): Hit<DayPart> | undefined {
  return (
    readGradedDay(reader, index) ??
    readEndOfDay(reader, index) ??
    readStartOfDay(reader, index) ??
    readTonight(reader, index) ??
    readPart(reader, index)
  )
}

function readEndOfDay(reader: Reader, index: number): Hit<DayPart> | undefined {
  const at = skip(reader, index, 'the')
  const end: DayPart = { name: 'end' }
  if (isText(reader, at, 'eod', 'eob', 'cob', 'cop', 'eobd')) {
    return {
      end: isText(reader, at, 'cob') && isText(reader, at + 1, 'business') ? at + 2 : at + 1,
      value: end,
    }
  }
  const last = after(reader, at, 'last thing')
  if (last) return { end: last, value: end }
  const days = after(reader, at, "day's end")
  if (days) return { end: days, value: end }
  if (!isText(reader, at, 'end', 'close')) return undefined
  const noun = skip(reader, skip(reader, skip(reader, at + 1, 'of'), 'the'), 'my')
  if (isText(reader, noun, 'business', 'working', 'work', 'play', 'trading')) {
    const isDay = isText(reader, noun + 1, 'day')
    const closes = isDay || !isText(reader, noun, 'working', 'work')
    return closes && noun > at + 1 ? { end: isDay ? noun + 2 : noun + 1, value: end } : undefined
  }
  if (isText(reader, at, 'end') && isText(reader, noun, 'day')) return { end: noun + 1, value: end }
  // "end of tomorrow", "end of Friday": the day is read on its own.
  const isDayNext =
    isText(reader, at, 'end') &&
    isText(reader, at + 1, 'of') &&
    !isText(reader, noun, 'week', 'month', 'year', 'quarter')
  return isDayNext && isDayWord(reader, noun) ? { end: noun, value: end } : undefined
}

/** "later today", "late Friday", "early tomorrow": the day is read on its own. */
function readGradedDay(reader: Reader, index: number): Hit<DayPart> | undefined {
  const isLate = isText(reader, index, 'late', 'later')
  if (!isLate && !isText(reader, index, 'early')) return undefined
  if (isPredicate(reader, index)) return undefined
  const at = skip(reader, index + 1, 'on')
  if (!isDayWord(reader, at) || isText(reader, at, 'day')) return undefined
  return { end: at, value: isLate ? { name: 'end' } : { name: 'morning', minute: 12 * 60 } }
}

/** "why we were late on Thursday" tells how they were. */
export function isPredicate(reader: Reader, index: number): boolean {
  return /^(?:am|is|are|was|were|be|been|being|came|come|arrive|arrived|too|so|very|running|run|ran|stay|stayed|left|not)$/u.test(
    textAt(reader, index - 1),
  )
}

function isDayWord(reader: Reader, index: number): boolean {
  const word = textAt(reader, skip(reader, skip(reader, index, 'this'), 'next'))
  return /^(?:today|tomorrow|.+day)$/u.test(word)
}

function readStartOfDay(reader: Reader, index: number): Hit<DayPart> | undefined {
  const at = skip(reader, index, 'the')
  const first: DayPart = { name: 'first', minute: 9 * 60 }
  const thing = after(reader, at, 'first thing')
  if (thing) {
    const morning = after(reader, thing, 'in the morning') ?? after(reader, thing, 'morning')
    return { end: morning ?? thing, value: { ...first, isComing: true } }
  }
  if (isText(reader, at, 'sod', 'sob')) return { end: at + 1, value: { name: 'work-start', minute: 9 * 60 } }
  if (!isText(reader, at, 'start', 'beginning', 'opening', 'open')) return undefined
  const noun = skip(reader, skip(reader, at + 1, 'of'), 'the')
  if (isText(reader, noun, 'business', 'play'))
    return { end: noun + 1, value: { name: 'work-start', minute: 9 * 60 } }
  return isText(reader, noun, 'day')
    ? { end: noun + 1, value: { name: 'work-start', minute: 9 * 60 } }
    : undefined
}

function readTonight(reader: Reader, index: number): Hit<DayPart> | undefined {
  const at = isText(reader, index, 'late', 'later', 'early') ? index + 1 : index
  if (!isText(reader, at, 'tonight')) return undefined
  const minute = isText(reader, index, 'late') ? 22 * 60 : isText(reader, index, 'early') ? 19 * 60 : 21 * 60
  return { end: at + 1, value: { name: 'night', minute, isToday: true } }
}

function readPart(reader: Reader, index: number): Hit<DayPart> | undefined {
  let at = index
  const isLate = isText(reader, at, 'late', 'later')
  if (isLate) at += 1
  const isThis = isText(reader, at, 'this')
  const isIn = isText(reader, at, 'in', 'during') && isText(reader, at + 1, 'the')
  const isAt = isText(reader, at, 'at') && isText(reader, at + 1, 'night', 'lunch')
  at += isThis || isAt ? 1 : isIn ? 2 : 0
  if (!isThis && !isIn && !isAt) at = skip(reader, at, 'the')
  const grade = isLate
    ? LATER
    : isText(reader, at, 'late')
      ? LATER
      : isText(reader, at, 'early')
        ? EARLIER
        : isText(reader, at, 'mid')
          ? MIDDLE
          : undefined
  if (grade && !isLate) at += 1
  const word = textAt(reader, at)
  const part = Object.hasOwn(PARTS, word) ? PARTS[word] : undefined
  if (!part) return undefined
  const minute = grade?.[word] ?? part.minute
  const value: DayPart = { ...part, ...(minute === undefined ? {} : { minute }) }
  if (isThis) return { end: at + 1, value: { ...value, isToday: true } }
  if (isIn) return { end: at + 1, value: { ...value, isComing: true } }
  // "this late afternoon" aside, "lunch", "night" and "evening" alone are nouns.
  return { end: at + 1, value: { ...value, needsDay: true } }
}
