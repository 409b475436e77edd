import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/**
 * Restores the focus once nothing covers the window any more: to the element that had it, else to its message, else to
 * the composer.
 */
export function useRestoreFocus(isCovered: boolean) {
  const content = useRef<HTMLDivElement>(null)
  const last = useRef<{ element: HTMLElement; article: HTMLElement | null }>()
  const wasCovered = useRef(isCovered)
  useEffect(() => {
    const remember = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement)
        last.current = { element: event.target, article: event.target.closest('article') }
    }
    content.current?.addEventListener('focusin', remember)
    return () => content.current?.removeEventListener('focusin', remember)
  }, [])
  useLayoutEffect(() => {
    const isUncovered = wasCovered.current && !isCovered
    wasCovered.current = isCovered
    if (!isUncovered || document.activeElement !== document.body) return
    const fallback = content.current?.querySelector<HTMLElement>('.composer textarea, .messages, .home')
    const { element, article } = last.current ?? {}
    const target = element?.isConnected ? element : article?.isConnected ? article : fallback
    target?.focus()
  }, [isCovered])
  return content
}
