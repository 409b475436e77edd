import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Exchange, Person, State } from '../../api.ts'
import { getExchanges, getState, listen, perform } from './wire.ts'
import type { Act, ActResult } from '../../act.ts'

export interface PlaygroundState {
  /** What each person sees, by person id. */
  states: ReadonlyMap<string, State>
  exchanges: Exchange[]
  connected: boolean
  act(this: void, act: Act): Promise<ActResult>
}

/** Keeps every person's state in step with the server: one request after each change, never two at once. */
export function usePlayground(): PlaygroundState {
  const [states, setStates] = useState<ReadonlyMap<string, State>>(new Map())
  const [exchanges, setExchanges] = useState<Exchange[]>([])
  const [connected, setConnected] = useState(true)
  const running = useRef<Promise<void>>()
  const isStale = useRef(false)

  const refresh = useCallback(async (): Promise<void> => {
    if (running.current) {
      isStale.current = true
      return await running.current
    }
    running.current = (async () => {
      do {
        isStale.current = false
        try {
          const [loaded, journal] = await Promise.all([loadStates(), getExchanges()])
          setStates(loaded)
          setExchanges(journal)
          setConnected(true)
        } catch {
          setConnected(false)
        }
      } while (isStale.current)
    })()
    await running.current
    running.current = undefined
  }, [])

  useEffect(() => listen(() => void refresh(), setConnected), [])

  const act = useCallback(
    async (wanted: Act) => {
      const result = await perform(wanted)
      await refresh()
      return result
    },
    [refresh],
  )
  return { states, exchanges, connected, act }
}

async function loadStates(): Promise<ReadonlyMap<string, State>> {
  const first = await getState(undefined)
  const rest = await Promise.all(
    castOf(first)
      .filter((person) => person.id !== first.viewer.id)
      .map((person) => getState(person.id)),
  )
  return new Map([first, ...rest].map((state) => [state.viewer.id, state]))
}

/** The people one can be. */
export function castOf(state: State): Person[] {
  return state.people.filter((person) => !person.isBot && !person.deleted)
}
