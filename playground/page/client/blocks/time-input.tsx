import { useId, useRef, useState } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { Popover } from '../parts/popover.tsx'
import { parseTime } from '../text/parse-time.ts'
import { formatTime, two } from '../text/when.ts'
import { Options } from './options.tsx'

interface Props {
  id?: string | undefined
  label: string | undefined
  describedBy?: string | undefined
  /** "hh:mm", or empty. */
  time: string
  locale: string
  onChange: (time: string) => void
}

const halfHours = Array.from(
  { length: 48 },
  (_, index) => `${two(Math.floor(index / 2))}:${index % 2 ? '30' : '00'}`,
)

/**
 * A time of day in the reader's own notation. The browser's own field follows the browser's locale instead, and shows
 * "05:00 PM" beside texts that say 17:00.
 */
export function TimeInput({ id, label, describedBy, time, locale, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const [active, setActive] = useState<number | null>(null)
  const field = useRef<HTMLDivElement>(null)
  const listId = useId()
  const isOpen = active !== null
  const format = (value: string) => formatTime(new Date(`2026-01-02T${value}:00Z`), 'UTC', locale)
  const choices = halfHours.map((value) => ({ value, label: format(value) }))

  const open = () =>
    setActive(
      Math.max(
        0,
        halfHours.findLastIndex((value) => value <= (time || '09:00')),
      ),
    )
  const choose = (value: string | undefined) => {
    setActive(null)
    setTyped(null)
    if (value !== undefined && value !== time) onChange(value)
  }
  // An emptied field means no time; what cannot be read leaves the time as it was.
  const commit = () => choose(typed === null || typed.trim() === '' ? typed?.trim() : parseTime(typed))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isOpen) {
      event.stopPropagation()
      setActive(null)
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (active === null) return open()
      setTyped(null)
      setActive((active + (event.key === 'ArrowDown' ? 1 : -1) + choices.length) % choices.length)
    }
    if (event.key === 'Enter' && (typed !== null || isOpen)) {
      event.preventDefault()
      if (typed === null) choose(choices[active ?? -1]?.value)
      else commit()
    }
  }

  return (
    <div ref={field} class="picker time">
      <Icon name="clock" size={18} />
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        value={typed ?? (time && format(time))}
        placeholder="Pick a time"
        aria-label={label ?? (id ? undefined : 'Time')}
        aria-describedby={describedBy}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
        onClick={() => isOpen || open()}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={commit}
      />
      <Icon name="down" size={16} />
      {isOpen && (
        <Popover anchor={field} onClose={() => setActive(null)} fit class="menu">
          <Options
            id={listId}
            choices={choices}
            active={active}
            chosen={time ? [time] : []}
            onChoose={(choice) => choose(choice.value)}
          />
        </Popover>
      )}
    </div>
  )
}
