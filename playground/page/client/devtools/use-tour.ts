import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Exchange, State } from '../../../api.ts'
import { advanceTour, startTour, type TourFacts, type TourProgress } from './tour-steps.ts'

export interface Tour {
  progress: TourProgress
  /** Begins again with the next state from the server. */
  restart(this: void): void
}

interface Observed {
  states: ReadonlyMap<string, State>
  exchanges: Exchange[]
  viewerId: string
  readingIds: string[]
}

const storageKey = 'playground.tour'

/**
 * Follows what is done anywhere on the page; the progress survives a reload. The page's first state is of a story that has
 * ended, and the journal names no rows for the requests of the story: what it tells of was done by the viewer.
 */
export function useTour({ states, exchanges, viewerId, readingIds }: Observed): Tour {
  const facts = factsOf(states, exchanges, viewerId, readingIds)
  const latest = useRef(facts)
  latest.current = facts
  const [progress, setProgress] = useState<TourProgress>(() => loadProgress(states) ?? startTour(facts))

  useLayoutEffect(() => {
    setProgress((before) => store(advanceTour(before, facts)))
  }, [exchanges, viewerId, readingIds.join(), facts.now])

  return {
    progress,
    restart() {
      setProgress(store(startTour(latest.current)))
    },
  }
}

function factsOf(
  states: ReadonlyMap<string, State>,
  exchanges: Exchange[],
  viewerId: string,
  readingIds: string[],
): TourFacts {
  const state = states.get(viewerId)
  return {
    exchanges: exchanges.map(({ id, direction, wrote, request }) => ({
      id,
      direction,
      ...(wrote ? { wrote } : {}),
      userId: userIn(request),
    })),
    viewerId,
    readingIds,
    now: state?.clock.now ?? '',
    zone: state?.viewer.tz ?? 'UTC',
    dueReminders: (state?.planned ?? []).filter(({ kind }) => kind === 'promises.due'),
  }
}

/** The person of a command, an interaction or a submission. */
function userIn(request: unknown): string | undefined {
  if (typeof request !== 'object' || request === null) return undefined
  if ('user_id' in request && typeof request.user_id === 'string') return request.user_id
  const user = 'user' in request ? request.user : undefined
  return typeof user === 'object' && user !== null && 'id' in user ? String(user.id) : undefined
}

function store(progress: TourProgress): TourProgress {
  localStorage.setItem(storageKey, JSON.stringify(progress))
  return progress
}

/** The stored progress, if it is of this workspace: another playground on this port has other people. */
function loadProgress(states: ReadonlyMap<string, State>): TourProgress | undefined {
  try {
    const progress: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null')
    return isProgress(progress) && states.has(progress.promisorId ?? '') ? progress : undefined
  } catch {
    return undefined
  }
}

function isProgress(value: unknown): value is TourProgress {
  if (typeof value !== 'object' || value === null) return false
  return ['done', 'lastExchange', 'began', 'promisorId', 'plannedBefore', 'due'].every(
    (name) => name in value,
  )
}
