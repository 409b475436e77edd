import type { Person, State } from '../../../api.ts'
import type { Navigation } from '../address.ts'
import type { Navigate } from '../use-navigation.ts'
import { appLocation, findAppDm, firstLocation } from '../workspace/location.ts'
import type { DevtoolsTab } from './tabs.ts'

/** What the tour can do for the viewer. */
export interface Guide {
  viewer: State
  states: ReadonlyMap<string, State>
  cast: Person[]
  /** Puts a line into the composer of a person's channel, for them to send. */
  write(this: void, person: Person, text: string): void
  /** Shows the app's messages to a person, in their own window if it is open, else in the first one. */
  showApp(this: void, person: Person): void
  /** Whether there is room for one window only. */
  isNarrow: boolean
  /** Shows two people's app messages side by side. */
  showBoth(this: void, first: Person, second: Person): void
  showTab(this: void, tab: DevtoolsTab): void
}

interface Parts {
  navigation: Navigation
  navigate: Navigate
  states: ReadonlyMap<string, State>
  cast: Person[]
  viewer: State
  setPrefill: (prefill: { personId: string; text: string }) => void
}

export function createGuide({ navigation, navigate, states, cast, viewer, setPrefill }: Parts): Guide {
  const appOf = (person: Person) => {
    const state = states.get(person.id)
    return appLocation('messages', state && findAppDm(state))
  }
  const isNarrow = matchMedia('(max-width: 760px)').matches
  const isOpen = (person: Person) =>
    person.id === navigation.viewerId || (!isNarrow && person.id === navigation.besideId)
  return {
    viewer,
    states,
    cast,
    isNarrow,
    write(person, text) {
      const state = states.get(person.id)
      if (!state) return
      navigate({
        ...(isOpen(person) ? {} : { viewerId: person.id }),
        locations: { ...navigation.locations, [person.id]: firstLocation(state) },
      })
      setPrefill({ personId: person.id, text })
    },
    showApp(person) {
      navigate({
        ...(isOpen(person) ? {} : { viewerId: person.id }),
        locations: { ...navigation.locations, [person.id]: appOf(person) },
      })
    },
    showBoth(first, second) {
      navigate({
        viewerId: first.id,
        besideId: second.id,
        locations: { ...navigation.locations, [first.id]: appOf(first), [second.id]: appOf(second) },
      })
    },
    showTab: (tab) => navigate({ tab }),
  }
}
