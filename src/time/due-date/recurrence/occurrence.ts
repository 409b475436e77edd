import { dayParts, mondayOf, weekdayOf } from '../calendar.ts'
import { addMinutes, instantAt, wallAt } from '../wall.ts'
import { fallsOn, parseRule, type Recurrence } from './rule.ts'

/** Days searched, for each step of the interval: a 29 February is at most eight years away. */
const FAR = 366 * 8 + 2

/**
 * The first time a recurrence falls strictly after `after`, in the zone it is kept in.
 * `start` is its first occurrence: intervals and counts are reckoned from there, so a
 * recurrence whose last time was moved by hand stays on its beat. A time that the clocks skip
 * moves forward by the gap, so that no day of the rule is lost: a library for RRULE that was used before (rrule-temporal
 * 2.2.8) left that day out. Throws on a rule that is none.
 */
export function nextOccurrence(
  recurs: string,
  after: Date,
  zone: string,
  start: Date = after,
): Date | undefined {
  const parsed = parseRule(recurs)
  const first = wallAt(start, zone)
  const rule = completed(parsed.rule, first.day)
  if (rule.frequency === 'HOURLY') return nextHour(rule, after, start)
  const minute = parsed.minute ?? first.minute
  // A count has to be taken from the beginning; anything else may begin where `after` is.
  const from = rule.count === undefined ? Math.max(first.day, wallAt(after, zone).day - 1) : first.day
  const last = Math.min(rule.until ?? Number.POSITIVE_INFINITY, from + FAR * (rule.interval ?? 1))
  let seen = 0
  for (let day = from; day <= last; day += 1) {
    if (!isOnBeat(rule, day, first.day) || !fallsOn(rule, day)) continue
    const at = instantAt({ day, minute }, zone)
    if (at < start) continue
    seen += 1
    if (rule.count !== undefined && seen > rule.count) return undefined
    if (at > after) return at
  }
  return undefined
}

/** Hours are elapsed time, whatever the clocks do meanwhile. */
function nextHour({ interval = 1, count }: Recurrence, after: Date, start: Date): Date | undefined {
  const step = 60 * interval
  const passed = Math.floor((after.getTime() - start.getTime()) / (step * 60_000)) + 1
  const steps = Math.max(0, passed)
  return count !== undefined && steps >= count ? undefined : addMinutes(start, steps * step)
}

/** What a rule leaves out is taken from its first occurrence. */
function completed(rule: Recurrence, first: number): Recurrence {
  const { month, day } = dayParts(first)
  if (rule.weekdays ?? rule.monthDays ?? rule.lateDay) return rule
  if (rule.frequency === 'WEEKLY') return { ...rule, weekdays: [{ weekday: weekdayOf(first) }] }
  if (rule.frequency === 'MONTHLY') return { ...rule, monthDays: [day] }
  return rule.frequency === 'YEARLY' ? { ...rule, monthDays: [day], months: rule.months ?? [month] } : rule
}

function isOnBeat({ frequency, interval = 1 }: Recurrence, day: number, first: number): boolean {
  if (interval === 1) return true
  if (frequency === 'WEEKLY') return ((mondayOf(day) - mondayOf(first)) / 7) % interval === 0
  if (frequency === 'DAILY') return (day - first) % interval === 0
  const [now, then] = [dayParts(day), dayParts(first)]
  const years = now.year - then.year
  return (frequency === 'YEARLY' ? years : years * 12 + now.month - then.month) % interval === 0
}
