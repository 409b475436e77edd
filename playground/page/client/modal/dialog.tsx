import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

interface Props {
  role: 'dialog' | 'alertdialog'
  labelledBy: string
  onEscape: () => void
  children: ComponentChildren
  class?: string
  hidden?: boolean
  /** Changes when its content was replaced. */
  content?: string
  onSubmit?: () => void
}

const focusable = 'a[href], button:not(:disabled), input:not(:disabled), textarea, [tabindex="0"]'

/**
 * A dialog inside one window: the rest of that window is inert, the bar and the other window stay usable.
 * Tab stays inside; the window restores the focus afterwards.
 */
export function Dialog({
  role,
  labelledBy,
  onEscape,
  children,
  class: name,
  hidden,
  content,
  onSubmit,
}: Props) {
  const box = useRef<HTMLDivElement>(null)
  const last = useRef<HTMLElement>()
  useLayoutEffect(() => {
    if (hidden || !box.current || box.current.contains(document.activeElement)) return
    const stillThere = last.current?.isConnected ? last.current : firstField(box.current)
    stillThere.focus()
  }, [hidden])
  // The focused element may be gone with the old content; a focus elsewhere on purpose stays.
  useLayoutEffect(() => {
    if (!hidden && box.current && document.activeElement === document.body) firstField(box.current).focus()
  }, [content])

  // Keys that come while nothing has the focus are meant for the dialog on top.
  useEffect(() => {
    const onBodyKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !hidden && document.activeElement === document.body) onEscape()
    }
    addEventListener('keydown', onBodyKey)
    return () => removeEventListener('keydown', onBodyKey)
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onEscape()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit?.()
    if (event.key === 'Tab' && box.current) trapFocus(event, box.current)
  }

  return (
    <div class="overlay" hidden={hidden}>
      <div
        ref={box}
        role={role}
        aria-modal="true"
        aria-labelledby={labelledBy}
        class={`dialog ${name ?? ''}`}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onFocusIn={(event) => {
          if (event.target instanceof HTMLElement) last.current = event.target
        }}
      >
        {children}
      </div>
    </div>
  )
}

function firstField(box: HTMLElement): HTMLElement {
  return (
    box.querySelector<HTMLElement>('[data-autofocus]') ??
    box.querySelector<HTMLElement>('.dialog-body :is(input, textarea, .picker)') ??
    box.querySelector<HTMLElement>('.dialog-foot .primary') ??
    box
  )
}

function trapFocus(event: KeyboardEvent, box: HTMLElement) {
  const stops = [...box.querySelectorAll<HTMLElement>(focusable)].filter((stop) => stop.offsetParent !== null)
  const edge = event.shiftKey ? stops[0] : stops.at(-1)
  const atEdge = document.activeElement === edge || document.activeElement === box
  if (!atEdge) return
  event.preventDefault()
  stops.at(event.shiftKey ? -1 : 0)?.focus()
}
