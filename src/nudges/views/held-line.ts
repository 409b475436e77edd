/** When somebody hears what a colleague just did, as that colleague reads it. Pure. */
import { escape, formatTimeOfDay, formatTime } from '../../slack/mrkdwn.ts'
import type { Person } from '../../people/person.ts'
import { isWorkday, localDay } from '../../time/working-hours.ts'
import { noticesAnHour } from '../notice-limit.ts'

export interface Hearing {
  at: Date
  held: 'away' | 'working hours' | 'much from one person'
}

export function heldLine({ at, held }: Hearing, other: Person, viewer: Person, now: Date): string {
  const name = escape(other.displayName)
  const time = timeBoth(at, other, viewer, now)
  switch (held) {
    case 'away':
      return `${name} is away; held until ${formatTime(at, viewer.hours.zone, now)}.`
    case 'working hours':
      return `It is ${clockOf(now, other)} for ${name}, who hears of this ${time}.`
    case 'much from one person':
      return `${name} heard ${noticesAnHour} things from you within the hour; this is told ${time}.`
    default:
      return held satisfies never
  }
}

/** With the day where somebody does not work on it. */
function clockOf(now: Date, { hours }: Person): string {
  const works = isWorkday(localDay(now, hours.zone), hours)
  return works ? formatTimeOfDay(now, hours.zone) : formatTime(now, hours.zone)
}

/** In the reader's zone, with the other's clock where it differs. */
function timeBoth(at: Date, other: Person, viewer: Person, now: Date): string {
  const mine = formatTime(at, viewer.hours.zone, now)
  const theirs = formatTime(at, other.hours.zone, now)
  return theirs === mine
    ? mine
    : `${mine} your time, ${formatTimeOfDay(at, other.hours.zone)} for ${escape(other.displayName)}`
}
