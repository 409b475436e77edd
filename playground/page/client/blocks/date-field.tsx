import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types'
import { useRef, useState } from 'preact/hooks'
import { useWindow } from '../parts/context.tsx'
import { Icon } from '../parts/icon.tsx'
import { Popover } from '../parts/popover.tsx'
import { dayOf, instantOf, timeOf, formatDate } from '../text/when.ts'
import { Calendar } from './calendar.tsx'
import type { FieldProps } from './field-props.ts'
import { stringIn } from './values.ts'

export function DateField({ element, state, set, ...rest }: FieldProps<Datepicker>) {
  return (
    <DayButton
      {...rest}
      day={stringIn(state, 'selected_date')}
      placeholder={element.placeholder?.text ?? 'Pick a day'}
      onChoose={(day) => set({ type: 'datepicker', selected_date: day })}
    />
  )
}

export function TimeField({ state, set, ...rest }: FieldProps<Timepicker>) {
  return (
    <TimeInput
      {...rest}
      time={stringIn(state, 'selected_time') ?? ''}
      onChange={(time) => set({ type: 'timepicker', selected_time: time || null })}
    />
  )
}

/** Its value is an instant; people see it as a day and a time of their own zone. */
export function DateTimeField({ state, set, label, id, describedBy }: FieldProps<DateTimepicker>) {
  const { reader } = useWindow()
  const seconds = state['selected_date_time']
  const instant = typeof seconds === 'number' ? new Date(seconds * 1000) : undefined
  const [draft, setDraft] = useState({ day: null as string | null, time: '' })
  const day = draft.day ?? (instant ? dayOf(instant, reader.zone) : null)
  const time = draft.time || (instant ? timeOf(instant, reader.zone) : '')

  const change = (next: { day: string | null; time: string }) => {
    setDraft(next)
    if (!next.day || !next.time) return
    const chosen = instantOf(next.day, next.time, reader.zone)
    set({ type: 'datetimepicker', selected_date_time: Math.floor(chosen.getTime() / 1000) })
  }

  return (
    <div class="date-time">
      <DayButton
        id={id}
        label={label ? `${label}: day` : 'Day'}
        describedBy={describedBy}
        day={day}
        placeholder="Pick a day"
        onChoose={(chosen) => change({ day: chosen, time })}
      />
      <TimeInput
        id={undefined}
        label={label ? `${label}: time` : 'Time'}
        describedBy={describedBy}
        time={time}
        onChange={(chosen) => change({ day, time: chosen })}
      />
    </div>
  )
}

interface Described {
  id: string | undefined
  label: string | undefined
  describedBy: string | undefined
}

interface DayProps extends Described {
  day: string | null
  placeholder: string
  onChoose: (day: string) => void
}

export function DayButton({ id, label, describedBy, day, placeholder, onChoose }: DayProps) {
  const { reader } = useWindow()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const shown = day === null ? placeholder : formatShortDay(day, reader.locale)
  const leave = () => {
    setOpen(false)
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
        aria-expanded={open}
        aria-describedby={describedBy}
        onClick={() => setOpen(!open)}
      >
        <Icon name="calendar" size={18} />
        <span>{shown}</span>
        <Icon name="down" size={16} />
      </button>
      {open && (
        <Popover anchor={button} onClose={() => setOpen(false)} class="calendar-popover">
          <Calendar
            chosen={day}
            today={dayOf(reader.now, reader.zone)}
            locale={reader.locale}
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

interface TimeProps extends Described {
  time: string
  onChange: (time: string) => void
}

export function TimeInput({ id, label, describedBy, time, onChange }: TimeProps) {
  return (
    <input
      type="time"
      class="picker time"
      id={id}
      value={time}
      aria-label={label ?? (id ? undefined : 'Time')}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function formatShortDay(day: string, locale: string): string {
  return formatDate(new Date(`${day}T12:00:00Z`), 'UTC', locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
}
