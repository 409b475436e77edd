import { useMemo, useState } from 'preact/hooks'
import type { State } from '../../api.ts'
import { Bar } from './bar/bar.tsx'
import { useNow } from './bar/use-now.ts'
import { Devtools } from './devtools/devtools.tsx'
import { createGuide } from './devtools/guide.ts'
import { useTour } from './devtools/use-tour.ts'
import { useKeepFocus } from './use-keep-focus.ts'
import { useNavigation } from './use-navigation.ts'
import { castOf, usePlayground, type PlaygroundState } from './use-playground.ts'
import { useRegionKeys } from './use-region-keys.ts'
import { findAppDm, firstLocation, type WindowLocation } from './workspace/location.ts'
import { Window } from './workspace/window.tsx'
import type { Act, ActResult } from '../../act.ts'

export function PlaygroundPage() {
  const shared = usePlayground()
  const first = shared.states.values().next().value
  if (!first)
    return (
      <main class="loading" aria-busy="true">
        <p>{shared.connected ? 'Opening the playground…' : 'Waiting for the playground to answer…'}</p>
        <p class="note">The first start makes a database and plays a week of the story: ten seconds or so.</p>
      </main>
    )
  return <Layout shared={shared} first={first} />
}

/** One or two windows, with the bar above and the tour or machinery beside. */
function Layout({ shared, first }: { shared: PlaygroundState; first: State }) {
  const { states, exchanges, connected } = shared
  const cast = useMemo(() => castOf(first), [first])
  const [navigation, navigate] = useNavigation(cast, first.viewer.id)
  const [prefill, setPrefill] = useState<{ personId: string; text: string }>()
  const viewer = states.get(navigation.viewerId) ?? first
  const beside = navigation.besideId === null ? undefined : states.get(navigation.besideId)
  const now = useNow(viewer.clock.now)
  const locationOf = (state: State) => navigation.locations[state.viewer.id] ?? firstLocation(state)
  const windows = beside && beside !== viewer ? [viewer, beside] : [viewer]
  const go = (state: State, location: WindowLocation) =>
    navigate({ locations: { ...navigation.locations, [state.viewer.id]: location } })
  const tour = useTour({
    states,
    exchanges,
    viewerId: viewer.viewer.id,
    readingIds: windows
      .filter((state) => isAtAppMessages(state, locationOf(state)))
      .map((state) => state.viewer.id),
  })
  useRegionKeys()
  useKeepFocus()

  const act = async (wanted: Act): Promise<ActResult> => {
    const result = await shared.act(wanted)
    if (wanted.do !== 'reset' || !result.ok) return result
    navigate({ viewerId: first.viewer.id, besideId: null, tab: 'tour', locations: {} })
    tour.restart()
    return result
  }
  const guide = createGuide({ navigation, navigate, states, cast, viewer, setPrefill })

  return (
    <div class={navigation.tab ? 'layout with-devtools' : 'layout'}>
      <Bar
        cast={cast}
        states={states}
        viewer={viewer}
        now={now}
        navigation={navigation}
        navigate={navigate}
        act={act}
      />
      {!connected && (
        <p class="disconnected" role="status">
          The playground has stopped answering. Once npm start runs again, this page continues by itself.
        </p>
      )}
      <main class={windows.length > 1 ? 'windows two' : 'windows'}>
        {windows.map((state) => (
          <Window
            key={state.viewer.id}
            state={state}
            now={now}
            location={locationOf(state)}
            onGo={(location) => go(state, location)}
            act={act}
            prefill={prefill?.personId === state.viewer.id ? prefill.text : undefined}
            onPrefilled={() => setPrefill(undefined)}
            isTitled={windows.length > 1}
          />
        ))}
      </main>
      {navigation.tab && (
        <Devtools
          tab={navigation.tab}
          onTab={(tab) => navigate({ tab })}
          state={viewer}
          now={now}
          exchanges={exchanges}
          act={act}
          tour={tour}
          guide={guide}
        />
      )}
    </div>
  )
}

function isAtAppMessages(state: State, location: WindowLocation): boolean {
  const dm = findAppDm(state)
  return dm !== undefined && location.channelId === dm.id && location.tab === 'messages' && !location.list
}
