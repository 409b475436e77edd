import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Person } from '../../api.ts'
import { type Navigation, readAddress, writeAddress } from './address.ts'

export type Navigate = (change: Partial<Navigation>) => void

/** Every step is an entry of the browser's history, so that Back returns to it and does not leave the page. */
export function useNavigation(cast: Person[], firstId: string): [Navigation, Navigate] {
  const [navigation, setNavigation] = useState<Navigation>(() => initial(cast, firstId))
  const current = useRef(navigation)
  current.current = navigation

  useEffect(() => {
    writeAddress(cast, current.current, 'replace')
    const onPopState = (event: PopStateEvent) => {
      if (isNavigation(event.state)) setNavigation(event.state)
    }
    addEventListener('popstate', onPopState)
    return () => removeEventListener('popstate', onPopState)
  }, [])

  const navigate = useCallback<Navigate>(
    (change) => {
      const next = { ...current.current, ...change }
      if (JSON.stringify(next) === JSON.stringify(current.current)) return
      current.current = next
      setNavigation(next)
      writeAddress(cast, next, 'push')
    },
    [cast],
  )
  return [navigation, navigate]
}

function initial(cast: Person[], firstId: string): Navigation {
  const address = readAddress(cast)
  const saved: unknown = history.state
  if (isNavigation(saved) && saved.viewerId === address.viewer) return saved
  return {
    viewerId: address.viewer ?? firstId,
    besideId: address.beside,
    tab: address.tab,
    locations: {},
  }
}

function isNavigation(value: unknown): value is Navigation {
  return typeof value === 'object' && value !== null && 'viewerId' in value && 'locations' in value
}
