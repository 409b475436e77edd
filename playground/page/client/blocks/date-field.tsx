import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types'
import { useState } from 'preact/hooks'
import { useWindow } from '../parts/context.tsx'
import { dayOf, instantOf, timeOf } from '../text/when.ts'
import { DayButton } from './day-button.tsx'
import type { FieldProps } from './field-props.ts'
import { TimeInput } from './time-input.tsx'
import { stringIn } from './values.ts'

export function DateField({ element, state, set, ...rest }: FieldProps<Datepicker>) {
  const { reader } = useWindow()
  return (
    <DayButton
      {...rest}
      day={stringIn(state, 'selected_date')}
      today={dayOf(reader.now, reader.zone)}
      locale={reader.locale}
      placeholder={element.placeholder?.text ?? 'Pick a day'}
      onChoose={(day) => set({ type: 'datepicker', selected_date: day })}
    />
  )
}

export function TimeField({ state, set, label, id, describedBy }: FieldProps<Timepicker>) {
  const { reader } = useWindow()
  return (
    <TimeInput
      id={id}
      label={label}
      describedBy={describedBy}
      time={stringIn(state, 'selected_time') ?? ''}
      locale={reader.locale}
      onChange={(time) => set({ type: 'timepicker', selected_time: time || null })}
    />
  )
}

/** Its value is an instant, shown as a day and a time of the reader's zone. */
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
        today={dayOf(reader.now, reader.zone)}
        locale={reader.locale}
        placeholder="Pick a day"
        onChoose={(chosen) => change({ day: chosen, time })}
      />
      <TimeInput
        label={label ? `${label}: time` : 'Time'}
        describedBy={describedBy}
        time={time}
        locale={reader.locale}
        onChange={(chosen) => change({ day, time: chosen })}
      />
    </div>
  )
}
