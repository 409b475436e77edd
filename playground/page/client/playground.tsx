import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Act, ActResult, Person, State } from '../../api.ts'
import { Bar } from './bar/bar.tsx'
import { useNow } from './bar/use-now.ts'
import { Dock, type DockTab } from './devtools/devtools.tsx'
import { useTour } from './devtools/use-tour.ts'
import { readAddress, writeAddress } from './address.ts'
import { castOf, usePlayground, type Playground as Shared } from './use-playground.ts'
import { findAppDm, firstSpot, appSpot, type Spot } from './workspace/location.ts'
import { Window } from './workspace/window.tsx'

export function Playground() {
  const shared = usePlayground()
  const first = shared.states.values().next().value
  if (!first)
    return (
      <main class="opening" aria-busy="true">
        <p>{shared.connected ? 'Opening the playground…' : 'Waiting for the playground to answer…'}</p>
      </main>
    )
  return <Table shared={shared} first={first} />
}

/** The table on which one or two windows lie, with the clock above and the dock beside. */
function Table({ shared, first }: { shared: Shared; first: State }) {
  const { states, exchanges, connected, acted, act } = shared
  const cast = castOf(first)
  const start = useMemo(() => readAddress(cast), [])
  const [beingId, setBeingId] = useState(start.being ?? first.viewer.id)
  const [besideId, setBesideId] = useState<string | null>(start.beside)
  const [spots, setSpots] = useState<Record<string, Spot>>({})
  const [dock, setDock] = useState<DockTab | null>(start.dock)
  const [seed, setSeed] = useState<{ personId: string; text: string; number: number }>()

  const being = states.get(beingId) ?? first
  const beside = besideId === null ? undefined : states.get(besideId)
  const now = useNow(being.clock.now)
  const spotOf = (state: State) => spots[state.viewer.id] ?? firstSpot(state)
  const go = (state: State, spot: Spot) => setSpots((before) => ({ ...before, [state.viewer.id]: spot }))
  const tour = useTour({
    acted,
    states,
    exchanges,
    beingId: being.viewer.id,
    atApp: atAppMessages(being, spotOf(being)),
  })

  useEffect(
    () => writeAddress(cast, { being: being.viewer.id, beside: besideId, dock }),
    [beingId, besideId, dock],
  )
  useKeysBetweenRegions()

  const be = (person: Person) => {
    if (person.id === besideId) setBesideId(being.viewer.id)
    setBeingId(person.id)
  }
  const performHere = async (wanted: Act): Promise<ActResult> => {
    const result = await act(wanted)
    if (wanted.do === 'reset' && result.ok) {
      setSpots({})
      tour.restart()
    }
    return result
  }
  const windows = beside ? [being, beside] : [being]

  return (
    <div class={dock ? 'table docked' : 'table'}>
      <Bar
        cast={cast}
        states={states}
        being={being}
        besideId={besideId}
        now={now}
        dock={dock}
        onBe={be}
        onBeside={setBesideId}
        onDock={setDock}
        perform={performHere}
      />
      {!connected && (
        <p class="lost" role="status">
          The playground has stopped answering. Once npm start runs again, this page goes on by itself.
        </p>
      )}
      <main class={beside ? 'windows two' : 'windows'}>
        {windows.map((state) => (
          <Window
            key={state.viewer.id}
            state={state}
            now={now}
            spot={spotOf(state)}
            onGo={(spot) => go(state, spot)}
            perform={performHere}
            seed={seed?.personId === state.viewer.id ? seed : undefined}
            titled={beside !== undefined}
          />
        ))}
      </main>
      {dock && (
        <Dock
          tab={dock}
          onTab={setDock}
          onClose={() => setDock(null)}
          state={being}
          now={now}
          exchanges={exchanges}
          perform={performHere}
          tour={tour}
          guide={{
            being,
            cast,
            be,
            write(text) {
              const room = firstSpot(being)
              go(being, room)
              setSeed((before) => ({ personId: being.viewer.id, text, number: (before?.number ?? 0) + 1 }))
            },
            openApp(person, tab) {
              be(person)
              const state = states.get(person.id)
              if (state) go(state, appSpot(tab, findAppDm(state)))
            },
          }}
        />
      )}
    </div>
  )
}

function atAppMessages(state: State, spot: Spot): boolean {
  const dm = findAppDm(state)
  return dm !== undefined && spot.channelId === dm.id && spot.tab === 'messages' && !spot.list
}

/** F6 goes from region to region, as in the program that this page resembles. */
function useKeysBetweenRegions() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F6') return
      event.preventDefault()
      const regions = [
        ...document.querySelectorAll<HTMLElement>('[data-region], .sidebar, .conversation, .dialog'),
      ]
      const open = regions.filter(
        (region) => !region.closest('[inert], [hidden]') && region.offsetParent !== null,
      )
      const at = open.findLastIndex((region) => region.contains(document.activeElement))
      const next = open.at((at + (event.shiftKey ? -1 : 1)) % open.length)
      next?.querySelector<HTMLElement>('button, textarea, input, a[href], [tabindex="0"]')?.focus()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
