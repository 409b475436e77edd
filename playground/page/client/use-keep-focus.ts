import { useEffect } from 'preact/hooks'

/** What can take the focus of an element inside that is gone, from the nearest outwards. */
const holders = 'article, .messages, .home, .dialog, .tour, .devtools-body, .window'

/**
 * A press may remove the element that has the focus, at once or when the app's answer arrives later, and the browser then
 * drops the focus to the body. It goes to what held the element instead: its message, view or step of the tour.
 */
export function useKeepFocus() {
  useEffect(() => {
    let focused: Element | null = null
    let around: HTMLElement[] = []
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return
      focused = target
      around = holdersOf(target)
    }
    const restore = () => {
      if (!focused || focused.isConnected || document.activeElement !== document.body) return
      const holder = around.find((one) => one.isConnected && !one.closest('[inert]'))
      if (holder) stopIn(holder)?.focus({ preventScroll: true })
    }
    const observer = new MutationObserver(restore)
    document.addEventListener('focusin', remember)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', remember)
      observer.disconnect()
    }
  }, [])
}

function holdersOf(target: Element): HTMLElement[] {
  const found: HTMLElement[] = []
  let holder = target.closest<HTMLElement>(holders)
  while (holder) {
    found.push(holder)
    holder = holder.parentElement?.closest<HTMLElement>(holders) ?? null
  }
  return found
}

/** The tour's next thing to do; the composer of a window; else the holder itself. */
function stopIn(holder: HTMLElement): HTMLElement | null {
  if (holder.matches('.tour'))
    return holder.querySelector<HTMLElement>('[aria-current="step"] button, .tour-end button')
  if (holder.matches('.window'))
    return holder.querySelector<HTMLElement>('.composer textarea, .messages, .home')
  return holder
}
