import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

interface Props {
  anchor: RefObject<HTMLElement>
  onClose: () => void
  children: ComponentChildren
  /** Which edge of the anchor it lines up with. */
  align?: 'start' | 'end'
  side?: 'below' | 'above'
  /** As wide as its anchor, as a list under a field is. */
  fit?: boolean
  class?: string
}

/** Shown in the browser's top layer, so that no scrolling ancestor clips it. */
export function Popover({
  anchor,
  onClose,
  children,
  align = 'start',
  side = 'below',
  fit,
  class: name,
}: Props) {
  const box = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose

  useLayoutEffect(() => {
    const place = () => {
      if (box.current && anchor.current)
        position(box.current, anchor.current, { align, side, fit: fit === true })
    }
    if (box.current?.isConnected && !box.current.matches(':popover-open')) box.current.showPopover()
    place()
    addEventListener('resize', place)
    addEventListener('scroll', place, true)
    return () => {
      removeEventListener('resize', place)
      removeEventListener('scroll', place, true)
    }
  })

  useEffect(() => {
    const outside = (event: Event) => {
      const { target } = event
      if (!(target instanceof Node) || box.current?.contains(target) || anchor.current?.contains(target))
        return
      close.current()
    }
    addEventListener('pointerdown', outside, true)
    return () => removeEventListener('pointerdown', outside, true)
  }, [anchor])

  return (
    <div ref={box} popover="manual" class={`popover ${name ?? ''}`}>
      {children}
    </div>
  )
}

const gap = 4
const margin = 8

function position(
  box: HTMLElement,
  anchor: HTMLElement,
  { align, side, fit }: { align: 'start' | 'end'; side: 'below' | 'above'; fit: boolean },
) {
  const from = anchor.getBoundingClientRect()
  box.style.minWidth = fit ? `${from.width}px` : ''
  box.style.maxHeight = ''
  const { offsetWidth: width, offsetHeight: height } = box
  const below = innerHeight - from.bottom - gap - margin
  const above = from.top - gap - margin
  const under = side === 'below' ? height <= below || below >= above : !(height <= above || above >= below)
  box.style.maxHeight = `${Math.max(120, under ? below : above)}px`
  const shown = Math.min(height, Math.max(120, under ? below : above))
  const left = align === 'start' ? from.left : from.right - width
  box.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`
  box.style.top = `${under ? from.bottom + gap : Math.max(margin, from.top - gap - shown)}px`
}
