import { lastOfMonth, mondayOf } from '../calendar.ts'
import {
  readBareSpan,
  readNamedMonth,
  readSpanNoun,
  readWorkWeek,
  type Size,
  type Span,
  spanAhead,
} from './span-noun.ts'
import { isWorking } from './weekday.ts'
import { lastDayOfWork } from './work-week.ts'
import { after, type Day, type Hit, isText, type Reader, skip, textAt } from '../moment.ts'

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

function readWholeSpan(reader: Reader, index: number): Hit<Day> | undefined {
  const hit = readSpanNoun(reader, index)
  if (!hit) return undefined
  const { size } = hit.value
  return { end: hit.end, value: size === 'week' ? endOf(reader, hit.value) : plain(hit.value) }
}

/** The deadline at a span's end: of a week its last working day, of the rest the last day of all. */
function endOf(reader: Reader, span: Span): Day {
  if (span.size !== 'week') return { ...plain(span), needsPreposition: false }
  const last = span.first + lastDayOfWork(reader) - 1
  // Said at the weekend, "this week" has no working day left in it.
  const ahead = last < reader.moment.today && span.last >= reader.moment.today ? 7 : 0
  return { date: last + ahead, start: span.first + ahead, kind: 'span' }
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
