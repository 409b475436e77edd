import { dayParts, weekdayOf } from './calendar.ts'
import type { Phrase } from './grammar/phrase.ts'
import { minutesOn, partBegins } from './minutes.ts'
import type { Day, Fault } from './moment.ts'
import { dateInWords, weekdayName } from './names.ts'
import { isAhead, LAST_MINUTE, MORNING, past, type Scene } from './scene.ts'
import { formatClock, wallAt, type WallTime } from './wall.ts'

export interface Choice {
  wall: WallTime
  other?: WallTime
}

interface Meant {
  wall: WallTime
  /** The other half of the day, where a twelve-hour dial leaves it open. */
  otherMinute: number | undefined
}

export function onDay(phrase: Phrase, day: Day, scene: Scene): Choice | Fault {
  const minutes = minutesOn(phrase, scene)
  if ('code' in minutes) return minutes
  const isTimed = phrase.clock !== undefined || phrase.part !== undefined
  const start = phrase.isBefore && !isTimed && !day.isEnd
  const date = start ? (day.start ?? day.date) : day.date
  const wall = { day: date, minute: start ? MORNING : minutes.minute }
  const meant: Meant = { wall, otherMinute: minutes.other }
  if (day.todayNeedsTime && (!isTimed || !isAhead(wall, scene))) return weekOn(day, wall, scene)
  if (isAhead(wall, scene)) return ahead(phrase, day, meant, scene)
  return behind(phrase, day, meant, scene)
}

/** The weekday of today itself: the one a week on, with today as the other reading while it is ahead. */
function weekOn(day: Day, wall: WallTime, scene: Scene): Choice {
  const name = weekdayName(day.date)
  scene.notes.push(`Today is ${name}, so I took ${name} of next week.`)
  const later = { ...wall, day: day.next ?? day.date + 7 }
  return isAhead(wall, scene) ? { wall: later, other: wall } : { wall: later }
}

function ahead(phrase: Phrase, day: Day, { wall, otherMinute }: Meant, scene: Scene): Choice {
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

function behind(phrase: Phrase, day: Day, { wall, otherMinute }: Meant, scene: Scene): Choice | Fault {
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

export function anyDay(phrase: Phrase, scene: Scene): Choice | Fault {
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

function sayYear(day: Day, wall: WallTime, { moment, notes }: Scene): void {
  const rolled = dayParts(wall.day).year !== dayParts(moment.today).year
  if (rolled && day.kind === 'date' && wall.day - moment.today > 183)
    notes.push(`That is in ${dayParts(wall.day).year}.`)
}

function dayInWords(day: number, { moment }: Scene): string {
  if (day === moment.today) return 'today'
  return day === moment.today - 1 ? 'yesterday' : dateInWords(day)
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
