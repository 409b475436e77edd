import { useEffect } from 'preact/hooks'

/** F6 moves the focus from region to region, as in Slack. */
export function useRegionKeys(): void {
  useEffect(() => {
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.key !== 'F6') return
  event.preventDefault()
  const regions = [
    ...document.querySelectorAll<HTMLElement>('[data-region], .sidebar, .conversation, .dialog'),
  ].filter((region) => !region.closest('[inert], [hidden]') && region.offsetParent !== null)
  const at = regions.findLastIndex((region) => region.contains(document.activeElement))
  const next = regions.at((at + (event.shiftKey ? -1 : 1)) % regions.length)
  next?.querySelector<HTMLElement>('button, textarea, input, a[href], [tabindex="0"]')?.focus()
}
