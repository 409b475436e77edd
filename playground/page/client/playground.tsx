import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Act, ActResult, Person, State } from '../../api.ts'
import { Bar } from './bar/bar.tsx'
import { useNow } from './bar/use-now.ts'
import { Devtools, type DevtoolsTab } from './devtools/devtools.tsx'
import { useTour } from './devtools/use-tour.ts'
import { readAddress, writeAddress } from './address.ts'
import { castOf, usePlayground, type Playground as Shared } from './use-playground.ts'
import { findAppDm, firstLocation, appLocation, type WindowLocation } from './workspace/location.ts'
import { Window } from './workspace/window.tsx'

export function Playground() {
  const shared = usePlayground()
  const first = shared.states.values().next().value
  if (!first)
    return (
      <main class="loading" aria-busy="true">
        <p>{shared.connected ? 'Opening the playground…' : 'Waiting for the playground to answer…'}</p>
      </main>
    )
  return <Layout shared={shared} first={first} />
}

/** The table on which one or two windows lie, with the clock above and the dock beside. */
function Layout({ shared, first }: { shared: Shared; first: State }) {
  const { states, exchanges, connected, acted, act } = shared
  const cast = castOf(first)
  const start = useMemo(() => readAddress(cast), [])
  const [beingId, setBeingId] = useState(start.being ?? first.viewer.id)
  const [besideId, setBesideId] = useState<string | null>(start.beside)
  const [locations, setLocations] = useState<Record<string, WindowLocation>>({})
  const [dock, setTab] = useState<DevtoolsTab | null>(start.dock)
  const [seed, setPrefill] = useState<{ personId: string; text: string; number: number }>()

  const being = states.get(beingId) ?? first
  const beside = besideId === null ? undefined : states.get(besideId)
  const now = useNow(being.clock.now)
  const locationOf = (state: State) => locations[state.viewer.id] ?? firstLocation(state)
  const go = (state: State, location: WindowLocation) =>
    setLocations((before) => ({ ...before, [state.viewer.id]: location }))
  const tour = useTour({
    acted,
    states,
    exchanges,
    beingId: being.viewer.id,
    atApp: atAppMessages(being, locationOf(being)),
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
      setLocations({})
      tour.restart()
    }
    return result
  }
  const windows = beside ? [being, beside] : [being]

  return (
    <div class={dock ? 'layout with-devtools' : 'layout'}>
      <Bar
        cast={cast}
        states={states}
        being={being}
        besideId={besideId}
        now={now}
        dock={dock}
        onBe={be}
        onBeside={setBesideId}
        onTab={setTab}
        perform={performHere}
      />
      {!connected && (
        <p class="disconnected" role="status">
          The playground has stopped answering. Once npm start runs again, this page goes on by itself.
        </p>
      )}
      <main class={beside ? 'windows two' : 'windows'}>
        {windows.map((state) => (
          <Window
            key={state.viewer.id}
            state={state}
            now={now}
            location={locationOf(state)}
            onGo={(location) => go(state, location)}
            perform={performHere}
            seed={seed?.personId === state.viewer.id ? seed : undefined}
            titled={beside !== undefined}
          />
        ))}
      </main>
      {dock && (
        <Devtools
          tab={dock}
          onTab={setTab}
          onClose={() => setTab(null)}
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
              const room = firstLocation(being)
              go(being, room)
              setPrefill((before) => ({ personId: being.viewer.id, text, number: (before?.number ?? 0) + 1 }))
            },
            openApp(person, tab) {
              be(person)
              const state = states.get(person.id)
              if (state) go(state, appLocation(tab, findAppDm(state)))
            },
          }}
        />
      )}
    </div>
  )
}

function atAppMessages(state: State, location: WindowLocation): boolean {
  const dm = findAppDm(state)
  return dm !== undefined && location.channelId === dm.id && location.tab === 'messages' && !location.list
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
