import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Popover } from './popover.tsx'

export interface MenuItem {
  key: string
  label: ComponentChildren
  hint?: ComponentChildren
  danger?: boolean
  choose: () => void
}

interface Props {
  label: string
  items: MenuItem[]
  children: ComponentChildren
  class?: string
  align?: 'start' | 'end'
  title?: string
}

/** A button with a menu; arrows move, Escape closes and restores the focus. */
export function Menu({ label, items, children, class: name, align = 'end', title }: Props) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const leave = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class={name}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <Popover anchor={button} align={align} onClose={() => setOpen(false)} class="menu">
          <MenuList label={title ?? label} items={items} onLeave={leave} />
        </Popover>
      )}
    </>
  )
}

function MenuList({ label, items, onLeave }: { label: string; items: MenuItem[]; onLeave: () => void }) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.querySelector('button')?.focus(), [])

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (next !== undefined) {
      event.preventDefault()
      buttons.at(next % buttons.length)?.focus()
    }
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      event.stopPropagation()
      onLeave()
    }
  }

  return (
    <div ref={list} role="menu" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="menuitem"
          class={item.danger ? 'menu-item danger' : 'menu-item'}
          onClick={() => {
            onLeave()
            item.choose()
          }}
        >
          <span>{item.label}</span>
          {item.hint && <small>{item.hint}</small>}
        </button>
      ))}
    </div>
  )
}
