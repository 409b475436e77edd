import { mondayOf, weekdayOf } from '../calendar.ts'
import { skipStop } from './month-day.ts'
import { after, type Day, type Hit, isText, type Reader, skip, textAt } from '../moment.ts'
import { weekdayName, weekdayWord } from '../names.ts'

/** A weekday's name, in the plural too where asked. */
export function readWeekdayName(reader: Reader, index: number): Hit<number> | undefined {
  const value = weekdayWord(textAt(reader, index))
  return value === undefined ? undefined : { end: skipStop(reader, index + 1), value }
}

/** "Friday", "next Friday", "Friday of next week", "this coming Monday", "Friday week", "Friday after next". */
export function readWeekday(reader: Reader, index: number): Hit<Day> | undefined {
  return readWeekThenDay(reader, index) ?? readQualified(reader, index)
}

/** "next week Wednesday", "this week on Friday", "the week after next on Monday". */
function readWeekThenDay(reader: Reader, index: number): Hit<Day> | undefined {
  const week = readWeek(reader, index)
  if (!week) return undefined
  const name = readWeekdayName(reader, skip(reader, skip(reader, week.end, ','), 'on'))
  return name && { end: name.end, value: inWeek(reader, name.value, week.value) }
}

/** How many weeks ahead. */
function readWeek(reader: Reader, index: number): Hit<number> | undefined {
  const at = skip(reader, index, 'the')
  const isAfterNext = after(reader, at, 'week after next')
  if (isAfterNext) return { end: isAfterNext, value: 2 }
  if (!isText(reader, at + 1, 'week')) return undefined
  if (isText(reader, at, 'next', 'following', 'coming')) return { end: at + 2, value: 1 }
  if (isText(reader, at, 'last')) return { end: at + 2, value: -1 }
  return isText(reader, at, 'this') ? { end: at + 2, value: 0 } : undefined
}

function readQualified(reader: Reader, index: number): Hit<Day> | undefined {
  const { today } = reader.moment
  let at = skip(reader, index, 'the')
  let which = ''
  while (at < index + 4 && isText(reader, at, 'this', 'next', 'coming', 'last', 'following', 'past')) {
    which = which === 'this' && isText(reader, at, 'coming') ? 'this' : textAt(reader, at)
    at += 1
  }
  const name = readWeekdayName(reader, at)
  if (!name) return undefined
  const weekday = name.value
  if (which === 'last' || which === 'past') {
    const date = today - ((weekdayOf(today) - weekday + 7) % 7 || 7)
    return { end: name.end, value: { date, kind: 'weekday', weekday } }
  }
  const followed = readFollowed(reader, name, which)
  if (followed) return followed
  if (skip(reader, index, 'the') > index && which === '') return undefined
  const isNext = which === 'next' || which === 'following'
  const value = !isNext
    ? comingWeekday(today, weekday)
    : reader.manner?.isNextComing
      ? nearestWeekday(today, weekday)
      : nextWeekday(today, weekday)
  return { end: name.end, value }
}

function readFollowed(
  reader: Reader,
  { end, value: weekday }: Hit<number>,
  which: string,
): Hit<Day> | undefined {
  const { today } = reader.moment
  const afterNext = after(reader, end, 'after next')
  if (afterNext) {
    const date = nextWeekday(today, weekday).date + 7
    return { end: afterNext, value: { date, other: date - 7, kind: 'weekday', weekday } }
  }
  if (which !== '') return undefined
  const week = readWeek(reader, skip(reader, skip(reader, skip(reader, end, ','), 'of'), 'in'))
  if (week) return { end: week.end, value: inWeek(reader, weekday, week.value) }
  const weeks = isText(reader, end, 'week') ? 1 : isText(reader, end, 'fortnight') ? 2 : 0
  if (weeks) {
    const date = comingWeekday(today, weekday).date + 7 * weeks
    return { end: end + 1, value: { date, kind: 'weekday', weekday } }
  }
  return undefined
}

/** The coming one; said on that very weekday, a week on, unless a later time today is named. */
function comingWeekday(today: number, weekday: number): Day {
  const ahead = (weekday - weekdayOf(today) + 7) % 7
  const date = today + ahead
  return { date, next: date + 7, kind: 'weekday', weekday, ...(ahead === 0 ? { todayNeedsTime: true } : {}) }
}

/** The one in the calendar week after this; the other reading is the coming one. */
function nextWeekday(today: number, weekday: number): Day {
  const date = mondayOf(today) + 7 + weekday - 1
  const coming = today + ((weekday - weekdayOf(today) + 7) % 7 || 7)
  const isWeekend = weekdayOf(today) > 5
  const other = coming !== date ? coming : isWeekend && weekday > 1 ? date + 7 : undefined
  const notes = other === undefined ? [] : [`I read "next ${weekdayName(date)}" as the one in next week.`]
  return { date, kind: 'weekday', weekday, notes, ...(other === undefined ? {} : { other }) }
}

/** "vendredi prochain" is the coming one; the other reading is a week on. */
function nearestWeekday(today: number, weekday: number): Day {
  const date = today + ((weekday - weekdayOf(today) + 7) % 7 || 7)
  const notes = [`I read "next ${weekdayName(date)}" as the coming one.`]
  return { date, other: date + 7, kind: 'weekday', weekday, notes }
}

function inWeek(reader: Reader, weekday: number, weeks: number): Day {
  return { date: mondayOf(reader.moment.today) + 7 * weeks + weekday - 1, kind: 'weekday', weekday }
}

export function isWorking({ moment }: Reader, day: number): boolean {
  return moment.workdays.has(weekdayOf(day)) && !moment.daysOff.has(day)
}
