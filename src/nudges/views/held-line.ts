/** When somebody hears what a colleague just did, as that colleague reads it. Pure. */
import { namesOf } from '../../people/display-name.ts'
import type { Person } from '../../people/person.ts'
import { formatTimeOfDay, formatTime } from '../../slack/mrkdwn.ts'
import { isWorkday, localDay } from '../../time/working-hours.ts'
import { noticesAnHour } from '../notice-limit.ts'

export interface Hearing {
  at: Date
  held: 'away' | 'working hours' | 'much from one person'
}

/** One line for all who hear of it at one time for one reason. */
export function heldLines(
  hearings: ReadonlyMap<string, Hearing>,
  others: readonly Person[],
  viewer: Person,
  now: Date,
): string[] {
  const alike = new Map<string, { hearing: Hearing; who: Person[] }>()
  for (const other of others) {
    const hearing = hearings.get(other.userId)
    if (!hearing) continue
    const key = [hearing.held, hearing.at.getTime(), other.hours.zone, clockOf(now, other)].join()
    const group = alike.get(key) ?? { hearing, who: [] }
    group.who.push(other)
    alike.set(key, group)
  }
  return [...alike.values()].map(({ hearing, who }) => heldLine(hearing, who, viewer, now))
}

/** Of people who have one zone. */
function heldLine({ at, held }: Hearing, who: readonly Person[], viewer: Person, now: Date): string {
  const people = new Map(who.map((person) => [person.userId, person]))
  const names = namesOf(people, [...people.keys()])
  const isOne = who.length === 1
  const { zone } = viewer.hours
  const time = timeBoth(at, who[0]!.hours.zone, { names, zone, now })
  switch (held) {
    case 'away':
      return `${names} ${isOne ? 'is' : 'are'} away; held until ${formatTime(at, zone, now)}.`
    case 'working hours':
      return `It is ${clockOf(now, who[0]!)} for ${names}, who ${isOne ? 'hears' : 'hear'} of this ${time}.`
    case 'much from one person':
      return `${names} heard ${noticesAnHour} things from you within the hour; this is told ${time}.`
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
function timeBoth(
  at: Date,
  theirZone: string,
  { names, zone, now }: { names: string; zone: string; now: Date },
): string {
  const mine = formatTime(at, zone, now)
  return formatTime(at, theirZone, now) === mine
    ? mine
    : `${mine} your time, ${formatTimeOfDay(at, theirZone)} for ${names}`
}
