/** Promises that repeat: one occurrence at a time, and when the next one opens. */
import type { Planned } from '../../../nudges/plan.ts'
import type { Person } from '../../../people/person.ts'
import { isEveryDay, monthlyRule, nextOccurrence, weeklyRule } from '../../../time/due-date/index.ts'
import { addWorkdays, isWorkday, localDay, localTime, morningOf } from '../../../time/working-hours.ts'
import type { ActionName } from './action.ts'
import { hasSlipped, isClosed, type Commitment } from './commitment.ts'
import { kinds } from './kinds.ts'

/** What ends one occurrence and not the whole: silence, taking it back and leaving end them all. */
const goesOnAfter: ReadonlySet<ActionName> = new Set(['confirm', 'presume_kept', 'break', 'let_go'])

export function goesOn(promise: Commitment, action: ActionName): boolean {
  return isClosed(promise) && goesOnAfter.has(action) && !promise.series?.followed
}

/** After so many slips in a row both are asked whether to go on, in place of opening another. */
export const slipsBeforeQuestion = 3

/** `latest`: the newest occurrences of a series. */
export function needsQuestion(latest: readonly Commitment[], now: Date): boolean {
  const tail = latest.slice(0, slipsBeforeQuestion)
  return (
    tail.length === slipsBeforeQuestion &&
    tail.every((promise) => hasSlipped(promise, now) || promise.state === 'broken')
  )
}

/** The occurrence after `promise`, never one whose time is past already; undefined = that was the last. */
export function nextOf(promise: Commitment, id: string, promisor: Person, now: Date): Commitment | undefined {
  const { series } = promise
  if (!series || series.stopped) return undefined
  const at = nextDue(promise, promisor, now)
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
    ...(promise.why && { why: promise.why }),
    ...(promise.goal && { goal: promise.goal }),
    ...(promise.witnessState === 'yes' && { witness: promise.witness!, witnessState: 'yes' }),
    ...(promise.sourceLink && { sourceLink: promise.sourceLink }),
    ...(promise.sourceQuote && { sourceQuote: promise.sourceQuote }),
  }
}

/** "Its time": the morning of the working day before it is due, but not before this one was due. */
export function openingOfNext(promise: Commitment, promisor: Person, now: Date): Planned[] {
  if (!promise.series || promise.series.stopped) return []
  const at = nextDue(promise, promisor, now)
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

/** Whether its rule has no later occurrence. */
export function isLastOfSeries({ series }: Commitment): boolean {
  return !!series && !nextOccurrence(series.recurs, series.due, series.zone, series.start)
}

/** Occurrences of "every day" that are passed over in search of a working day: longer than any holiday. */
const mostDaysOff = 60

function nextDue({ series }: Commitment, { hours }: Person, now: Date): Date | undefined {
  if (!series) return undefined
  const after = series.due > now ? series.due : now
  return onWorkday(nextOccurrence(series.recurs, after, series.zone, series.start), series, hours)
}

/** "Every day" means working days; a rule that names its days means those. */
export function onWorkday(
  at: Date | undefined,
  { recurs, zone, start }: { recurs: string; zone: string; start: Date },
  hours: Person['hours'],
): Date | undefined {
  if (!isEveryDay(recurs)) return at
  let day = at
  for (let tried = 0; day && tried < mostDaysOff; tried++) {
    if (isWorkday(localDay(day, hours.zone), hours)) return day
    day = nextOccurrence(recurs, day, zone, start)
  }
  return day
}

/** How often a form lets a promise repeat. */
export const recurrencePresets = ['never', 'workday', 'week', 'fortnight', 'month'] as const
export type RecurrencePreset = (typeof recurrencePresets)[number]

/** The rule, without its prefix, of a promise first due at `at` in `zone`; undefined = it does not repeat. */
export function ruleOf(preset: RecurrencePreset, at: Date, zone: string): string | undefined {
  const wall = localTime(at, zone)
  const minute = wall.hour * 60 + wall.minute
  switch (preset) {
    case 'never':
      return undefined
    case 'workday':
      return weeklyRule([1, 2, 3, 4, 5], minute)
    case 'week':
      return weeklyRule([wall.dayOfWeek], minute)
    case 'fortnight':
      return weeklyRule([wall.dayOfWeek], minute, 2)
    case 'month':
      return monthlyRule(wall.day, minute)
    default:
      return preset satisfies never
  }
}
