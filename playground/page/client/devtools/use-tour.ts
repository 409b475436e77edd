import { useLayoutEffect, useState } from 'preact/hooks'
import type { Exchange, State } from '../../../api.ts'
import { startTour, follow, type Facts, type TourProgress } from './tour-steps.ts'

export interface Tour {
  walk: TourProgress
  restart(this: void): void
}

interface Seen {
  acted: boolean
  states: ReadonlyMap<string, State>
  exchanges: Exchange[]
  beingId: string
  atApp: boolean
}

const shelf = 'playground.tour'

/** Follows what is done anywhere on the page, and remembers it over a reload. */
export function useTour({ acted, states, exchanges, beingId, atApp }: Seen): Tour {
  const being = states.get(beingId)
  const facts: Facts = {
    exchanges,
    beingId,
    atApp,
    now: being?.clock.now ?? '',
    zone: being?.viewer.tz ?? 'UTC',
  }
  const [walk, setProgress] = useState<TourProgress>(() => remembered() ?? startTour(facts))

  useLayoutEffect(() => {
    setProgress((before) => {
      // Until then the promises are those of the story that a fresh playground tells by itself.
      if (!acted && before.done === 0) return before
      const next = follow(before, facts)
      localStorage.setItem(shelf, JSON.stringify(next))
      return next
    })
  }, [acted, exchanges, beingId, atApp, facts.now])

  return {
    walk,
    restart: () => setProgress(startTour(facts)),
  }
}

function remembered(): TourProgress | undefined {
  try {
    const walk: unknown = JSON.parse(localStorage.getItem(shelf) ?? 'null')
    return isProgress(walk) ? walk : undefined
  } catch {
    return undefined
  }
}

function isProgress(value: unknown): value is TourProgress {
  if (typeof value !== 'object' || value === null) return false
  return ['done', 'seen', 'began', 'promisorId'].every((name) => name in value)
}
