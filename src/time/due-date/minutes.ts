import type { ClockWords } from './grammar/clock.ts'
import type { DayPart } from './grammar/day-part.ts'
import type { Phrase } from './grammar/phrase.ts'
import type { Day, Fault, Moment } from './moment.ts'
import { LAST_MINUTE, type Scene } from './scene.ts'
import { formatClock } from './wall.ts'

/** A bare hour is its next occurrence inside these hours. */
const WAKING = { from: 8 * 60, to: 20 * 60 }

export function partBegins(part: DayPart): number {
  if (part.name === 'afternoon') return 13 * 60
  if (part.name === 'evening' || part.name === 'night') return 20 * 60
  return 6 * 60
}

interface Minutes {
  minute: number
  other?: number
}

/** Minutes since midnight, with the other half of the day where a twelve-hour dial leaves it open. */
export function minutesOn({ clock, part, day, strength }: Phrase, { moment }: Scene): Minutes | Fault {
  if (!clock) return { minute: part ? (part.minute ?? moment.endOfDay) : moment.endOfDay }
  if (clock.isMidnight) return midnight(day, moment, strength === 'strong')
  if (part) return withPart(clock, part)
  if (!clock.isOpen) return { minute: clock.minute }
  const flipped = (clock.minute + 720) % 1440
  const isWaking = clock.minute >= WAKING.from && clock.minute < WAKING.to
  return isWaking ? { minute: clock.minute, other: flipped } : { minute: flipped, other: clock.minute }
}

/** Midnight of a named day is its end as a deadline, its beginning as an appointment. */
function midnight(day: Day | undefined, moment: Moment, isDeadline: boolean): Minutes {
  if (!day || day.date === moment.today) return { minute: 1440 }
  return isDeadline || day.kind !== 'date'
    ? { minute: LAST_MINUTE, other: 0 }
    : { minute: 0, other: LAST_MINUTE }
}

function withPart(clock: ClockWords, part: DayPart): Minutes | Fault {
  const { minute, isOpen } = clock
  const hour = Math.floor(minute / 60)
  const isMorning = part.name === 'morning' || part.name === 'first'
  const isNight = part.name === 'night' || part.name === 'evening'
  if (isOpen) {
    if (isMorning) return { minute: minute % 720 }
    if (isNight && (hour < 5 || hour === 12)) return { minute: (minute % 720) + 1440 }
    return part.name === 'lunch' && hour === 11 ? { minute } : { minute: (minute % 720) + 720 }
  }
  const isWrong =
    (isMorning && minute >= 720) ||
    (part.name === 'afternoon' && (minute < 720 || minute > 1140)) ||
    (isNight && minute >= 300 && minute < 960)
  if (isWrong) {
    return { code: 'contradiction', why: `${formatClock(minute)} is not in the ${part.name}.` }
  }
  return { minute: isNight && minute < 300 ? minute + 1440 : minute }
}
