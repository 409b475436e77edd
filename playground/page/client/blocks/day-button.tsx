import { useRef, useState } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { Popover } from '../parts/popover.tsx'
import { formatDate } from '../text/when.ts'
import { Calendar } from './calendar.tsx'

interface Props {
  id?: string | undefined
  label: string | undefined
  describedBy?: string | undefined
  /** "yyyy-mm-dd", or nothing chosen yet. */
  day: string | null
  today: string
  locale: string
  placeholder: string
  onChoose: (day: string) => void
}

/** A button with the chosen day; opens a calendar. */
export function DayButton({ id, label, describedBy, day, today, locale, placeholder, onChoose }: Props) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const shown = day === null ? placeholder : formatShortDay(day, locale)
  const leave = () => {
    setIsOpen(false)
    button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        id={id}
        type="button"
        class={day === null ? 'picker empty' : 'picker'}
        aria-label={label && `${label}: ${shown}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-describedby={describedBy}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="calendar" size={18} />
        <span>{shown}</span>
        <Icon name="down" size={16} />
      </button>
      {isOpen && (
        <Popover anchor={button} onClose={() => setIsOpen(false)} class="calendar-popover">
          <Calendar
            chosen={day}
            today={today}
            locale={locale}
            onChoose={(chosen) => {
              leave()
              onChoose(chosen)
            }}
            onLeave={leave}
          />
        </Popover>
      )}
    </>
  )
}

function formatShortDay(day: string, locale: string): string {
  return formatDate(new Date(`${day}T12:00:00Z`), 'UTC', locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
}
