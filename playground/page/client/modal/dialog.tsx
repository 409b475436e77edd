import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface Props {
  role: 'dialog' | 'alertdialog'
  labelledBy: string
  onEscape: () => void
  children: ComponentChildren
  class?: string
  hidden?: boolean
  /** Changes when other things stand in it than before. */
  content?: string
  onSubmit?: () => void
}

const focusable = 'a[href], button:not(:disabled), input:not(:disabled), textarea, [tabindex="0"]'

/**
 * A dialog of one window: the rest of that window rests, the bar above and the neighbour's window stay in reach.
 * Tab goes round in it; the window gives the focus back to where it came from.
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
  // What was focused may have gone with the old content; a focus that is elsewhere on purpose stays there.
  useLayoutEffect(() => {
    if (!hidden && box.current && document.activeElement === document.body) firstField(box.current).focus()
  }, [content])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onEscape()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit?.()
    if (event.key === 'Tab' && box.current) goRound(event, box.current)
  }

  return (
    <div class="veil" hidden={hidden}>
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

function goRound(event: KeyboardEvent, box: HTMLElement) {
  const stops = [...box.querySelectorAll<HTMLElement>(focusable)].filter((stop) => stop.offsetParent !== null)
  const edge = event.shiftKey ? stops[0] : stops.at(-1)
  const atEdge = document.activeElement === edge || document.activeElement === box
  if (!atEdge) return
  event.preventDefault()
  stops.at(event.shiftKey ? -1 : 0)?.focus()
}
