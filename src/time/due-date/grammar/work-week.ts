import type { Reader } from '../moment.ts'

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
