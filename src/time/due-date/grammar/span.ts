import { dayNumber, dayParts, firstOfMonth, lastOfMonth, mondayOf } from '../calendar.ts'
import { after, isText, skip, textAt, type Day, type Hit, type Reader } from '../moment.ts'
import { readMonth, readYear } from './month-day.ts'
import { readOrdinal } from './numeral.ts'
import { isWorking } from './weekday.ts'

type Size = 'week' | 'weekend' | 'month' | 'quarter' | 'half' | 'year'

/** First and last day; `size` decides which of them its "end" and "middle" are. */
interface Span {
  size: Size
  first: number
  last: number
  /** A month or year by its bare name. */
  isName?: boolean
}

const INITIALS: Record<string, Size> = {
  eow: 'week',
  eom: 'month',
  eoq: 'quarter',
  eoy: 'year',
  eonw: 'week',
}

/** Spans and their ends: "next week", "June", "Q3", "EOM", "end of the year", "early March", "this weekend". */
export function readSpan(reader: Reader, index: number): Hit<Day> | undefined {
  return (
    readMidweek(reader, index) ??
    readInitials(reader, index) ??
    readPartOfSpan(reader, index) ??
    readWholeSpan(reader, index)
  )
}

/** "midweek", "mid-week": Wednesday. */
function readMidweek(reader: Reader, index: number): Hit<Day> | undefined {
  if (!isText(reader, index, 'midweek')) return undefined
  const next = isText(reader, index + 1, 'next') && isText(reader, index + 2, 'week')
  const wednesday = mondayOf(reader.moment.today) + 2
  const date = next || wednesday < reader.moment.today ? wednesday + 7 : wednesday
  return { end: next ? index + 3 : index + 1, value: { date, next: date + 7, kind: 'weekday' } }
}

function readInitials(reader: Reader, index: number): Hit<Day> | undefined {
  const at = skip(reader, index, 'the')
  const word = textAt(reader, at)
  const size = Object.hasOwn(INITIALS, word) ? INITIALS[word] : undefined
  if (!size) return undefined
  const named = size === 'month' ? readNamedMonth(reader, at + 1) : undefined
  if (named) return { end: named.end, value: endOf(reader, named.value) }
  const next = after(reader, at + 1, `next ${size}`) ?? after(reader, at + 1, 'next')
  const ahead = next || word === 'eonw' ? 1 : 0
  return { end: next ?? at + 1, value: { ...endOf(reader, spanAhead(reader, size, ahead)), isEnd: true } }
}

type Part = 'end' | 'start' | 'early' | 'mid' | 'late'

const PARTS: Record<string, Part> = {
  end: 'end',
  close: 'end',
  rest: 'end',
  remainder: 'end',
  start: 'start',
  beginning: 'start',
  early: 'early',
  mid: 'mid',
  middle: 'mid',
  late: 'late',
  later: 'late',
}

function readPartOfSpan(reader: Reader, index: number): Hit<Day> | undefined {
  const at = skip(reader, index, 'the')
  const possessive = readPossessiveEnd(reader, at)
  if (possessive) return possessive
  const word = textAt(reader, at)
  const part = Object.hasOwn(PARTS, word) ? PARTS[word] : undefined
  if (!part) return undefined
  const isNoun = !['early', 'mid', 'late', 'later'].includes(word)
  const inside = skip(reader, skip(reader, at + 1, 'in'), 'of')
  const span = readBareSpan(reader, inside) ?? (isNoun ? readWorkWeek(reader, inside) : undefined)
  if (!span) return undefined
  if (isNoun && inside === at + 1 && word !== 'end' && word !== 'mid') return undefined
  return { end: span.end, value: partOf(reader, span.value, part) }
}

/** "week's end", "month end", "year-end". */
function readPossessiveEnd(reader: Reader, index: number): Hit<Day> | undefined {
  const word = textAt(reader, index).replace(/'s$/u, '')
  const size = word === 'week' || word === 'month' || word === 'quarter' || word === 'year' ? word : undefined
  if (!size || !isText(reader, index + 1, 'end')) return undefined
  const isPlainWeek = size === 'week' && textAt(reader, index) === 'week'
  const span = spanAhead(reader, isPlainWeek ? 'weekend' : size, 0)
  return { end: index + 2, value: isPlainWeek ? plain(span) : endOf(reader, span) }
}

/** After "end of": "week", "the month", "year" alone, too. */
function readBareSpan(reader: Reader, index: number): Hit<Span> | undefined {
  const at = skip(reader, index, 'the')
  const known = readSpanNoun(reader, index)
  if (known) return known
  const size = sizeWord(textAt(reader, at))
  return size ? { end: at + 1, value: spanAhead(reader, size, 0) } : undefined
}

function readWorkWeek(reader: Reader, index: number): Hit<Span> | undefined {
  const at = skip(reader, skip(reader, index, 'the'), 'this')
  const isWork = isText(reader, at, 'work', 'working', 'business') && isText(reader, at + 1, 'week')
  return isWork ? { end: at + 2, value: spanAhead(reader, 'week', 0) } : undefined
}

function readWholeSpan(reader: Reader, index: number): Hit<Day> | undefined {
  const hit = readSpanNoun(reader, index)
  if (!hit) return undefined
  const { size } = hit.value
  return { end: hit.end, value: size === 'week' ? endOf(reader, hit.value) : plain(hit.value) }
}

function readSpanNoun(reader: Reader, index: number): Hit<Span> | undefined {
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

function spanAhead(reader: Reader, size: Size, steps: number): Span {
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

/** The deadline at a span's end: of a week its last working day, of the rest the last day of all. */
function endOf(reader: Reader, span: Span): Day {
  if (span.size !== 'week') return { ...plain(span), needsPreposition: false }
  const last = span.first + lastDayOfWork(reader) - 1
  // Said at the weekend, "this week" has no working day left in it.
  const ahead = last < reader.moment.today && span.last >= reader.moment.today ? 7 : 0
  return { date: last + ahead, start: span.first + ahead, kind: 'span' }
}

/** The weekday before the longest run of days off, which is Friday for most. */
export function lastDayOfWork({ moment: { workdays } }: Reader): number {
  let best = 5
  let longest = 0
  for (const weekday of workdays) {
    let off = 0
    while (off < 7 && !workdays.has(((weekday + off) % 7) + 1)) off += 1
    if (off > longest) {
      longest = off
      best = weekday
    }
  }
  return best
}

/** The weekday after that run, which is Monday for most. */
export function firstDayOfWork(reader: Reader): number {
  let weekday = (lastDayOfWork(reader) % 7) + 1
  for (let tried = 0; tried < 7 && !reader.moment.workdays.has(weekday); tried += 1)
    weekday = (weekday % 7) + 1
  return weekday
}

function plain(span: Span): Day {
  return {
    date: span.last,
    start: span.first,
    kind: 'span',
    ...(span.isName ? { needsPreposition: true, other: span.first - 1 } : {}),
  }
}

function partOf(reader: Reader, span: Span, part: Part): Day {
  const { first, last, size } = span
  if (part === 'end') return { ...endOf(reader, span), isEnd: true }
  const day = (date: number): Day => ({ date, start: first, kind: 'span' })
  if (part === 'start') return day(firstWorking(reader, first))
  if (size === 'week')
    return part === 'late' ? endOf(reader, span) : day(part === 'early' ? first + 1 : first + 2)
  if (size === 'month') return day(part === 'early' ? first + 9 : part === 'mid' ? first + 14 : last)
  const length = last - first
  return day(
    part === 'late' ? last : lastOfMonth(first + Math.round(length * (part === 'early' ? 0.2 : 0.5))),
  )
}

function firstWorking(reader: Reader, from: number): number {
  for (let day = from; day < from + 14; day += 1) if (isWorking(reader, day)) return day
  return from
}
