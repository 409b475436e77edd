import type { Person } from '../../api.ts'
import { devtoolsTabs, type DevtoolsTab } from './devtools/tabs.ts'
import type { WindowLocation } from './workspace/location.ts'

/** What the page shows: whose windows, where they are, and what is open beside them. */
export interface Navigation {
  viewerId: string
  besideId: string | null
  tab: DevtoolsTab | null
  /** By person; a person without one is at their first channel. */
  locations: Record<string, WindowLocation>
}

interface Address {
  viewer: string | null
  beside: string | null
  tab: DevtoolsTab | null
}

/** `?as=bob&beside=alice&panel=tour`: a reload, or a link, shows the same windows. A newcomer begins with the tour. */
export function readAddress(cast: Person[]): Address {
  const query = new URLSearchParams(location.search)
  const idOf = (name: string | null) => cast.find((person) => person.name === name)?.id ?? null
  return {
    viewer: idOf(query.get('as')),
    beside: idOf(query.get('beside')),
    tab: query.has('panel') ? (devtoolsTabs.find((tab) => tab === query.get('panel')) ?? null) : 'tour',
  }
}

export function writeAddress(cast: Person[], navigation: Navigation, how: 'push' | 'replace'): void {
  const { viewerId, besideId, tab } = navigation
  const nameOf = (id: string | null) => cast.find((person) => person.id === id)?.name
  const query = new URLSearchParams()
  const viewer = nameOf(viewerId)
  const beside = nameOf(besideId)
  if (viewer) query.set('as', viewer)
  if (beside) query.set('beside', beside)
  query.set('panel', tab ?? 'none')
  const url = `?${query.toString()}`
  if (how === 'push') history.pushState(navigation, '', url)
  else history.replaceState(navigation, '', url)
}
