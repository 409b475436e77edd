import { isText, type Hit, type Reader } from '../moment.ts'
import { sentenceOf } from '../sentence.ts'
import { readMonthDay } from './month-day.ts'
import { readClock } from './clock-time.ts'
import type { ClockWords } from './clock.ts'

/** A time of day, or the end of a span: "from 2 to 4", "between 2 and 4", "1pm to 3pm", "10-11:30", "9-5". */
export function readTimeOrRange(reader: Reader, index: number): Hit<ClockWords> | undefined {
  const isBetween = isText(reader, index, 'between')
  const isFrom = isText(reader, index - 1, 'from')
  const one = readClock(reader, isBetween ? index + 1 : index)
  if (!one) return undefined
  const joints = isBetween ? ['and'] : ['-', '–', '—', 'to', 'until']
  const isJoined = isText(reader, one.end, ...joints) && !readMonthDay(reader, one.end + 1)
  const two = isJoined ? readClock(reader, one.end + 1) : undefined
  if (!two) return isBetween ? undefined : one
  const isDash = isText(reader, one.end, '-', '–', '—')
  const value = endOf(one.value, two.value)
  if (!one.value.isBare || !two.value.isBare) {
    if (isDash && two.value.isBare) return one
    return hasChange(reader, index) && !isDash ? undefined : { end: two.end, value }
  }
  const isSaid = isBetween || isFrom || (!isDash && isOverNoon(one.value.minute / 60, two.value.minute / 60))
  if (isSaid && isClosed(reader, two.end) && !hasChange(reader, index) && !isVersion(reader, index)) {
    return { end: two.end, value }
  }
  return isBetween || isFrom ? undefined : isDash ? one : undefined
}

/** "work 9 to 5 tomorrow": bare hours over noon beside a day can be nothing else. */
function isOverNoon(one: number, two: number): boolean {
  return one >= 7 && one <= 12 && two >= 1 && two <= 8 && two < one
}

/** The second time; said on a twelve-hour dial it is the first one after the first. */
function endOf(one: ClockWords, two: ClockWords): ClockWords {
  const { isBare: _, ...end } = two
  if (two.isOpen && !one.isOpen) {
    const minute = two.minute > one.minute ? two.minute : two.minute + 720
    return minute < 1440 ? { minute, isSpan: true } : { ...end, isSpan: true }
  }
  return { ...end, isSpan: true }
}

function isClosed(reader: Reader, index: number): boolean {
  const next = reader.tokens[index]
  return (
    !next ||
    next.kind === 'mark' ||
    /^(?:on|today|tomorrow|tonight|this|next|every|at|in|by|with|for|to|\w+day|weekdays|daily)$/u.test(
      next.text,
    )
  )
}

/** "Node 12 to 8". */
function isVersion({ tokens }: Reader, index: number): boolean {
  const before = tokens[index - 1]
  return before?.kind === 'opaque' || (before?.kind === 'word' && before.capital && index > 1)
}

/** Whether the sentence changes something from one value to another. */
export function hasChange(reader: Reader, index: number): boolean {
  return sentenceOf(reader).firstChange < index
}
