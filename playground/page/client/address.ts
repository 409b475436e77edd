import type { Person } from '../../api.ts'
import { devtoolsTabs, type DevtoolsTab } from './devtools/tabs.ts'

export interface Address {
  being: string | null
  beside: string | null
  dock: DevtoolsTab | null
}

/** `?be=bob&beside=alice&dock=tour`: a reload, or a link, comes back to the same chairs. */
export function readAddress(cast: Person[]): Address {
  const query = new URLSearchParams(location.search)
  const idOf = (name: string | null) => cast.find((person) => person.name === name)?.id ?? null
  return {
    being: idOf(query.get('be')),
    beside: idOf(query.get('beside')),
    dock: query.has('dock') ? (devtoolsTabs.find((tab) => tab === query.get('dock')) ?? null) : initialTab(),
  }
}

export function writeAddress(cast: Person[], address: Address) {
  const nameOf = (id: string | null) => cast.find((person) => person.id === id)?.name
  const query = new URLSearchParams()
  const be = nameOf(address.being)
  const beside = nameOf(address.beside)
  if (be) query.set('be', be)
  if (beside) query.set('beside', beside)
  query.set('dock', address.dock ?? 'none')
  history.replaceState(null, '', `?${query.toString()}`)
}

/** A newcomer is met by the tour, if there is room for it beside the window. */
function initialTab(): DevtoolsTab | null {
  return 'tour'
}
