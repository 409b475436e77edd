import { dayParts, weekdayOf } from '../calendar.ts'
import type { Day } from '../moment.ts'
import { weekdayName } from '../names.ts'

/** Two ways of naming one day: "Friday, 13 March". They must agree. */
export function agree(one: Day, two: Day): Day | undefined {
  const named = one.weekday !== undefined ? one : two
  const dated = named === one ? two : one
  if (named.weekday === undefined || dated.weekday !== undefined) return undefined
  if (dated.kind !== 'date' && dated.kind !== 'shift' && dated.kind !== 'relative') return undefined
  if (dated.fault) return dated
  if (weekdayOf(dated.date) === named.weekday) return dated
  const { day } = dayParts(dated.date)
  const label = dated.kind === 'date' ? `The ${day}${suffix(day)}` : 'That day'
  const said = weekdayName(named.date)
  const why = `${label} is a ${weekdayName(dated.date)}, not a ${said}.`
  return { ...dated, fault: { code: 'contradiction', why } }
}

function suffix(day: number): string {
  if (day > 10 && day < 14) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}
