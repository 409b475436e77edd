import { dayNumber, dayParts, firstOfMonth, lastOfMonth, mondayOf } from '../calendar.ts'
import { readMonth, readYear } from './month-day.ts'
import { readOrdinal } from './numeral.ts'
import { after, type Hit, isText, type Reader, skip, textAt } from '../moment.ts'

export type Size = 'week' | 'weekend' | 'month' | 'quarter' | 'half' | 'year'

/** First and last day; `size` decides which of them its "end" and "middle" are. */
export interface Span {
  size: Size
  first: number
  last: number
  /** A month or year by its bare name. */
  isName?: boolean
}

/** After "end of": "week", "the month", "year" alone, too. */
export function readBareSpan(reader: Reader, index: number): Hit<Span> | undefined {
  const at = skip(reader, index, 'the')
  const known = readSpanNoun(reader, index)
  if (known) return known
  const size = sizeWord(textAt(reader, at))
  return size ? { end: at + 1, value: spanAhead(reader, size, 0) } : undefined
}

export function readWorkWeek(reader: Reader, index: number): Hit<Span> | undefined {
  const at = skip(reader, skip(reader, index, 'the'), 'this')
  const isWork = isText(reader, at, 'work', 'working', 'business') && isText(reader, at + 1, 'week')
  return isWork ? { end: at + 2, value: spanAhead(reader, 'week', 0) } : undefined
}

export function readSpanNoun(reader: Reader, index: number): Hit<Span> | undefined {
  return (
    readRelative(reader, index) ??
    readNamedMonth(reader, index) ??
    readQuarter(reader, index) ??
    readYearAlone(reader, index)
  )
}

function readRelative(reader: Reader, index: number): Hit<Span> | undefined {
  const at = skip(reader, index, 'the')
  const size = sizeWord(textAt(reader, at))
  if (size && size !== 'weekend' && after(reader, at + 1, 'after next')) {
    return { end: at + 3, value: spanAhead(reader, size, 2) }
  }
  if (size === 'week' && after(reader, at + 1, 'of')) return readWeekOf(reader, at + 2)
  if (
    size === 'weekend' &&
    (at > index || reader.whole || isText(reader, index - 1, 'by', 'before', 'over'))
  ) {
    return { end: at + 1, value: spanAhead(reader, 'weekend', 0) }
  }
  if (!isText(reader, at, 'this', 'next', 'following', 'coming', 'current', 'last')) return undefined
  const late = skip(reader, at + 1, 'coming')
  const noun = isText(reader, late, 'work', 'working', 'business', 'calendar', 'fiscal') ? late + 1 : late
  const named = sizeWord(textAt(reader, noun)) ?? (textAt(reader, noun) === 'workweek' ? 'week' : undefined)
  if (!named || named === 'half') return undefined
  const which = textAt(reader, at)
  const steps =
    which === 'next' || which === 'following'
      ? 1
      : which === 'last'
        ? -1
        : which === 'coming' && named !== 'weekend'
          ? 1
          : 0
  return { end: noun + 1, value: spanAhead(reader, named, steps) }
}

function readWeekOf(reader: Reader, index: number): Hit<Span> | undefined {
  const at = skip(reader, index, 'the')
  const month = readMonth(reader, at)
  const first = readOrdinal(reader, month ? skip(reader, month.end, 'the') : at)
  const numeral = reader.tokens[month?.end ?? at]
  const day =
    first ?? (numeral?.kind === 'number' ? { end: (month?.end ?? at) + 1, value: numeral.value } : undefined)
  if (!day || day.value > 31) return undefined
  const late = month ?? readMonth(reader, skip(reader, day.end, 'of'))
  const { today } = reader.moment
  const { year, month: thisMonth } = dayParts(today)
  let date = dayNumber(year, late?.value ?? thisMonth, day.value)
  if (date < mondayOf(today))
    date = late ? dayNumber(year + 1, late.value, day.value) : dayNumber(year, thisMonth + 1, day.value)
  const monday = mondayOf(date)
  return { end: Math.max(day.end, late?.end ?? 0), value: { size: 'week', first: monday, last: monday + 6 } }
}

function sizeWord(word: string): Size | undefined {
  if (word === 'week-end') return 'weekend'
  return word === 'week' || word === 'weekend' || word === 'month' || word === 'quarter' || word === 'year'
    ? word
    : undefined
}

export function readNamedMonth(reader: Reader, index: number): Hit<Span> | undefined {
  const { today } = reader.moment
  const which = isText(reader, index, 'next', 'this', 'coming') ? textAt(reader, index) : ''
  const month = readMonth(reader, which ? index + 1 : index)
  if (!month) return undefined
  const year = readYear(reader, month.end)
  let first = dayNumber(year?.value ?? dayParts(today).year, month.value, 1)
  if (!year && lastOfMonth(first) < today) first = dayNumber(dayParts(today).year + 1, month.value, 1)
  if (which === 'next' && first <= today) first = dayNumber(dayParts(today).year + 1, month.value, 1)
  const isName = which === '' && !year
  // "This may take …" and "next march to …" are verbs.
  const isVerb =
    which !== '' && !reader.tokens[month.end - 1]?.capital && reader.tokens[month.end]?.kind === 'word'
  if (isVerb && (month.value === 3 || month.value === 5)) return undefined
  return {
    end: year?.end ?? month.end,
    value: { size: 'month', first, last: lastOfMonth(first), ...(isName ? { isName } : {}) },
  }
}

function readQuarter(reader: Reader, index: number): Hit<Span> | undefined {
  const { today } = reader.moment
  const at = skip(reader, index, 'the')
  const short = /^([qh])([1-4])$/u.exec(textAt(reader, at))
  const ordinal = short ? undefined : readOrdinal(reader, at)
  const isQuarter = ordinal !== undefined && isText(reader, ordinal.end, 'quarter') && ordinal.value <= 4
  if (!short && !isQuarter) return undefined
  const months = short?.[1] === 'h' ? 6 : 3
  const number = short ? Number(short[2]) : (ordinal?.value ?? 1)
  const end = short ? at + 1 : (ordinal?.end ?? at) + 1
  const year = readYear(reader, end)
  let first = dayNumber(year?.value ?? dayParts(today).year, (number - 1) * months + 1, 1)
  if (!year && lastOfMonth(first, months - 1) < today)
    first = dayNumber(dayParts(today).year + 1, (number - 1) * months + 1, 1)
  const last = lastOfMonth(first, months - 1)
  return { end: year?.end ?? end, value: { size: months === 6 ? 'half' : 'quarter', first, last } }
}

function readYearAlone(reader: Reader, index: number): Hit<Span> | undefined {
  const token = reader.tokens[index]
  const isYear = token?.kind === 'number' && /^20[2-9]\d$/u.test(token.text)
  if (
    !isYear ||
    !isText(reader, index - 1, 'in', 'by', 'of', 'before', 'during', 'end', 'early', 'late', 'mid')
  )
    return undefined
  const first = dayNumber(token.value, 1, 1)
  return {
    end: index + 1,
    value: { size: 'year', first, last: dayNumber(token.value, 12, 31), isName: true },
  }
}

export function spanAhead(reader: Reader, size: Size, steps: number): Span {
  const { today } = reader.moment
  const { year, month } = dayParts(today)
  if (size === 'month') return { size, first: firstOfMonth(today, steps), last: lastOfMonth(today, steps) }
  if (size === 'year')
    return { size, first: dayNumber(year + steps, 1, 1), last: dayNumber(year + steps, 12, 31) }
  if (size === 'quarter' || size === 'half') {
    const first = firstOfMonth(dayNumber(year, month - ((month - 1) % 3), 1), 3 * steps)
    return { size, first, last: lastOfMonth(first, 2) }
  }
  const monday = mondayOf(today) + 7 * steps
  if (size === 'weekend') return { size, first: monday + 5, last: monday + 6 }
  return { size, first: monday, last: monday + 6 }
}
