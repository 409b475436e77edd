import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Act, ActResult, Exchange, Person, State } from '../../api.ts'
import { getExchanges, getState, listen, perform } from './wire.ts'

export interface Playground {
  /** What each person sees, by person id. */
  states: ReadonlyMap<string, State>
  exchanges: Exchange[]
  connected: boolean
  /** Something was done from this page. The server answers an act only once its own opening story is told. */
  acted: boolean
  act(this: void, act: Act): Promise<ActResult>
}

/** Keeps every person's view in step with the server: one look after each change, never two at once. */
export function usePlayground(): Playground {
  const [states, setStates] = useState<ReadonlyMap<string, State>>(new Map())
  const [exchanges, setExchanges] = useState<Exchange[]>([])
  const [connected, setConnected] = useState(true)
  const [acted, setActed] = useState(false)
  const looking = useRef<Promise<void>>()
  const again = useRef(false)

  const look = useCallback(async (): Promise<void> => {
    if (looking.current) {
      again.current = true
      return await looking.current
    }
    looking.current = (async () => {
      do {
        again.current = false
        try {
          const [seen, journal] = await Promise.all([lookAtAll(), getExchanges()])
          setStates(seen)
          setExchanges(journal)
          setConnected(true)
        } catch {
          setConnected(false)
        }
      } while (again.current)
    })()
    await looking.current
    looking.current = undefined
  }, [])

  useEffect(() => listen(() => void look(), setConnected), [])

  const act = useCallback(
    async (wanted: Act) => {
      const result = await perform(wanted)
      await look()
      setActed(true)
      return result
    },
    [look],
  )
  return { states, exchanges, connected, acted, act }
}

async function lookAtAll(): Promise<ReadonlyMap<string, State>> {
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
