/** The progress of the tour as facts about what was done. Pure, so that it can be tested without a browser. */
import type { Exchange } from '../../../api.ts'
import { addDays, dayOf, instantOf, wallOf } from '../text/when.ts'

export const stepCount = 6

export interface TourProgress {
  /** The number of steps done. */
  done: number
  /** Exchanges up to this id belong to earlier steps. */
  lastExchange: number
  /** The playground's time when the tour began, as an ISO instant. */
  began: string
  promisorId: string | null
  /** Ids of the reminders that were planned before the promise of step 1. */
  plannedBefore: string[]
  /** When the promise of step 1 is due, as an ISO instant. */
  due: string | null
}

export interface TourFacts {
  exchanges: (Pick<Exchange, 'id' | 'direction' | 'wrote'> & { userId: string | undefined })[]
  now: string
  zone: string
  viewerId: string
  /** People whose open window shows the app's messages. */
  readingIds: string[]
  /** The planned reminders at due times. */
  dueReminders: { id: string; due: string }[]
}

export function startTour(facts: TourFacts): TourProgress {
  return {
    done: 0,
    lastExchange: lastId(facts),
    began: facts.now,
    promisorId: null,
    plannedBefore: facts.dueReminders.map(({ id }) => id),
    due: null,
  }
}

/** Advances as far as the facts allow; returns the same progress when no step is done. */
export function advanceTour(progress: TourProgress, facts: TourFacts): TourProgress {
  const next = nextProgress(afterRestart(progress, facts), facts)
  return next ? advanceTour(next, facts) : progress
}

function nextProgress(progress: TourProgress, facts: TourFacts): TourProgress | undefined {
  const { done, promisorId } = progress
  const then = (exchange: { id: number } | undefined, more: Partial<TourProgress> = {}) =>
    exchange && { ...progress, done: done + 1, lastExchange: exchange.id, ...more }
  switch (done) {
    case 0: {
      const made = findWrite(progress, facts, /^promises \+/)
      return then(made, { promisorId: made?.userId ?? facts.viewerId, due: dueOfNewPromise(progress, facts) })
    }
    case 1:
      return facts.readingIds.some((id) => id !== promisorId) ? { ...progress, done: 2 } : undefined
    case 2:
      return Date.parse(facts.now) >= Date.parse(progress.due ?? facts.now)
        ? { ...progress, done: 3, lastExchange: lastId(facts) }
        : undefined
    case 3: {
      const claimed = findWrite(progress, facts, /^promises \d+ changed/, (id) => id === promisorId)
      const after = claimed && { ...progress, lastExchange: claimed.id }
      return then(after && findWrite(after, facts, /^promises \d+ changed/, (id) => id !== promisorId))
    }
    case 4:
      return then(findWrite(progress, facts, /^candor_(answers|boxes) (\+|\d+ changed)/))
    case 5:
      return then(findWrite(progress, facts, /^promises \+/))
    default:
      return undefined
  }
}

/** The due time of the promise just made; next Friday 15:00 when no reminder tells it. */
function dueOfNewPromise({ plannedBefore, began }: TourProgress, facts: TourFacts): string {
  const added = facts.dueReminders.find(({ id }) => !plannedBefore.includes(id))
  return added?.due ?? fridayAfter(began, facts.zone).toISOString()
}

/** A restarted server counts its exchanges from one again. */
function afterRestart(progress: TourProgress, facts: TourFacts): TourProgress {
  return progress.lastExchange > lastId(facts) ? { ...progress, lastExchange: 0 } : progress
}

function findWrite(
  { lastExchange }: TourProgress,
  { exchanges }: TourFacts,
  rows: RegExp,
  isBy: (userId: string | undefined) => boolean = () => true,
) {
  return exchanges.find(
    ({ id, direction, wrote = [], userId }) =>
      direction === 'in' && id > lastExchange && wrote.some((written) => rows.test(written)) && isBy(userId),
  )
}

function lastId({ exchanges }: TourFacts): number {
  return exchanges.reduce((last, { id }) => Math.max(last, id), 0)
}

function fridayAfter(iso: string, zone: string): Date {
  const from = new Date(iso)
  const days = (5 - wallOf(from, zone).weekday + 7) % 7
  const friday = instantOf(addDays(dayOf(from, zone), days), '15:00', zone)
  return friday > from ? friday : instantOf(addDays(dayOf(from, zone), days + 7), '15:00', zone)
}
