/** The tour as facts: which of its five steps are behind us. Pure, so that it can be told without a browser. */
import type { Exchange } from '../../../api.ts'
import { addDays, dayOf, instantOf, wallOf } from '../text/when.ts'

export const stepCount = 5

export interface TourProgress {
  /** How many steps are done; five is all of them. */
  done: number
  /** Exchanges up to this one are spent: they happened before the step began. */
  seen: number
  /** The playground's time when the tour began, as an ISO instant. */
  began: string
  promisorId: string | null
}

export interface Facts {
  exchanges: Pick<Exchange, 'id' | 'direction' | 'wrote'>[]
  now: string
  zone: string
  beingId: string
  /** Whether the person one is reads the app's messages. */
  atApp: boolean
}

export function startTour(facts: Facts): TourProgress {
  return { done: 0, seen: lastId(facts), began: facts.now, promisorId: null }
}

/** Goes on as far as the facts allow; the same walk comes back when nothing new was done. */
export function follow(walk: TourProgress, facts: Facts): TourProgress {
  const next = step(rewound(walk, facts), facts)
  return next ? follow(next, facts) : walk
}

function step(walk: TourProgress, facts: Facts): TourProgress | undefined {
  switch (walk.done) {
    case 0: {
      const made = findWriting(walk, facts, 'promises')
      return made && { ...walk, done: 1, seen: made.id, promisorId: facts.beingId }
    }
    case 1:
      return facts.beingId !== walk.promisorId && facts.atApp ? { ...walk, done: 2 } : undefined
    case 2:
      return Date.parse(facts.now) >= fridayAfter(walk.began, facts.zone).getTime()
        ? { ...walk, done: 3, seen: lastId(facts) }
        : undefined
    case 3: {
      const answered = findWriting(walk, facts, 'answers')
      return answered && { ...walk, done: 4, seen: answered.id }
    }
    case 4: {
      const made = findWriting(walk, facts, 'promises')
      return made && { ...walk, done: 5, seen: made.id }
    }
    default:
      return undefined
  }
}

/** A server that began anew counts its exchanges from the start. */
function rewound(walk: TourProgress, facts: Facts): TourProgress {
  return walk.seen > lastId(facts) ? { ...walk, seen: 0 } : walk
}

function findWriting({ seen }: TourProgress, { exchanges }: Facts, table: string) {
  return exchanges.find(
    ({ id, direction, wrote = [] }) =>
      direction === 'in' && id > seen && wrote.some((rows) => new RegExp(`(?:^|_)${table} \\+`).test(rows)),
  )
}

function lastId({ exchanges }: Facts): number {
  return exchanges.reduce((last, { id }) => Math.max(last, id), 0)
}

function fridayAfter(iso: string, zone: string): Date {
  const from = new Date(iso)
  const days = (5 - wallOf(from, zone).weekday + 7) % 7
  const friday = instantOf(addDays(dayOf(from, zone), days), '15:00', zone)
  return friday > from ? friday : instantOf(addDays(dayOf(from, zone), days + 7), '15:00', zone)
}
