/** Promises that repeat: one occurrence at a time, and when the next one opens. Pure. */
import type { Planned } from '../../../nudges/plan.ts'
import type { Person } from '../../../people/person.ts'
import { nextOccurrence } from '../../../time/due-date/index.ts'
import { addWorkdays, localDay, localTime, morningOf } from '../../../time/working-hours.ts'
import type { ActionName } from './action.ts'
import { isClosed, type Commitment } from './commitment.ts'
import { kinds } from './kinds.ts'

/** What ends one occurrence and not the whole: silence, taking it back and leaving end them all. */
const goesOnAfter: ReadonlySet<ActionName> = new Set(['confirm', 'presume_kept', 'break', 'let_go'])

export function goesOn(promise: Commitment, action: ActionName): boolean {
  return isClosed(promise) && goesOnAfter.has(action) && !promise.series?.followed
}

/** The occurrence after `promise`, never one whose time is past already; undefined = that was the last. */
export function nextOf(promise: Commitment, id: string, now: Date): Commitment | undefined {
  const { series } = promise
  if (!series || series.stopped) return undefined
  const at = nextDue(promise, now)
  if (!at) return undefined
  return {
    id,
    promisor: promise.promisor,
    promisee: promise.promisee,
    what: promise.what,
    state: 'open',
    due: { at, zone: promise.due.zone, words: promise.due.words },
    dueVersion: 1,
    madeAt: now,
    renegotiated: 0,
    thanked: false,
    lastSeq: 1,
    series: { ...series, due: at, followed: false },
    ...(promise.goal && { goal: promise.goal }),
    ...(promise.witnessState === 'yes' && { witness: promise.witness!, witnessState: 'yes' }),
    ...(promise.sourceLink && { sourceLink: promise.sourceLink }),
    ...(promise.sourceQuote && { sourceQuote: promise.sourceQuote }),
  }
}

/** "Its time": the morning of the working day before it is due, but not before this one was due. */
export function openingOfNext(promise: Commitment, promisor: Person, now: Date): Planned[] {
  if (!promise.series || promise.series.stopped) return []
  const at = nextDue(promise, now)
  if (!at) return []
  const { hours } = promisor
  const dayBefore = addWorkdays(localDay(at, hours.zone), -1, hours)
  const morning = morningOf(dayBefore, hours)
  return [
    {
      userId: promisor.userId,
      kind: kinds.next,
      subjectId: promise.id,
      dedupeKey: `${promise.id}:next`,
      dueAt: morning > promise.series.due ? morning : promise.series.due,
    },
  ]
}

function nextDue({ series }: Commitment, now: Date): Date | undefined {
  if (!series) return undefined
  const after = series.due > now ? series.due : now
  return nextOccurrence(series.recurs, after, series.zone, series.start)
}

/** How often a form lets a promise repeat. */
export const recurrencePresets = ['never', 'workday', 'week', 'fortnight', 'month'] as const
export type RecurrencePreset = (typeof recurrencePresets)[number]

/** The rule, without its prefix, of a promise first due at `at` in `zone`; undefined = it does not repeat. */
export function ruleOf(beat: RecurrencePreset, at: Date, zone: string): string | undefined {
  const wall = localTime(at, zone)
  const time = `BYHOUR=${wall.hour};BYMINUTE=${wall.minute}`
  const day = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][wall.dayOfWeek - 1]
  switch (beat) {
    case 'never':
      return undefined
    case 'workday':
      return `FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;${time}`
    case 'week':
      return `FREQ=WEEKLY;BYDAY=${day};${time}`
    case 'fortnight':
      return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${day};${time}`
    case 'month':
      // A month without the 31st has its last day.
      return wall.day > 28
        ? `FREQ=MONTHLY;BYMONTHDAY=-1;${time}`
        : `FREQ=MONTHLY;BYMONTHDAY=${wall.day};${time}`
    default:
      return beat satisfies never
  }
}
