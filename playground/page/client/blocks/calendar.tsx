import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { addDays, two } from '../text/when.ts'

interface Props {
  /** "yyyy-mm-dd", or nothing chosen yet. */
  chosen: string | null
  today: string
  locale: string
  onChoose: (day: string) => void
  onLeave: () => void
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** A month to pick a day from. Its today is the playground's, which the browser's own calendar does not know. */
export function Calendar({ chosen, today, locale, onChoose, onLeave }: Props) {
  const [focus, setFocus] = useState(chosen ?? today)
  const grid = useRef<HTMLTableElement>(null)
  useEffect(() => grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(), [focus])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      return onLeave()
    }
    const step = steps[event.key]
    if (step !== undefined) setFocus(addDays(focus, step))
    if (event.key === 'PageUp') setFocus(addMonths(focus, -1))
    if (event.key === 'PageDown') setFocus(addMonths(focus, 1))
    if (step !== undefined || event.key.startsWith('Page')) event.preventDefault()
  }

  return (
    <div class="calendar" role="dialog" aria-label="Choose a day" onKeyDown={onKeyDown}>
      <div class="calendar-head">
        <button
          type="button"
          class="ghost"
          aria-label="Month before"
          onClick={() => setFocus(addMonths(focus, -1))}
        >
          <Icon name="back" size={16} />
        </button>
        <b aria-live="polite">{formatDay(focus, locale, { month: 'long', year: 'numeric' })}</b>
        <button
          type="button"
          class="ghost"
          aria-label="Month after"
          onClick={() => setFocus(addMonths(focus, 1))}
        >
          <Icon name="right" size={16} />
        </button>
      </div>
      <table ref={grid} role="grid">
        <thead>
          <tr>
            {weekOf(focus).map((day) => (
              <th key={day} scope="col" abbr={formatDay(day, locale, { weekday: 'long' })}>
                {formatDay(day, locale, { weekday: 'short' }).slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(focus).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} role="gridcell" aria-selected={day === chosen}>
                  <button
                    type="button"
                    class={classesOf(day, focus, chosen, today)}
                    tabIndex={day === focus ? 0 : -1}
                    aria-label={formatDay(day, locale, { weekday: 'long', day: 'numeric', month: 'long' })}
                    aria-current={day === today ? 'date' : undefined}
                    onClick={() => onChoose(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function classesOf(day: string, focus: string, chosen: string | null, today: string): string {
  const classes = ['day']
  if (day.slice(0, 7) !== focus.slice(0, 7)) classes.push('outside')
  if (day === chosen) classes.push('chosen')
  if (day === today) classes.push('today')
  return classes.join(' ')
}

function weeksOf(day: string): string[][] {
  const first = mondayOf(`${day.slice(0, 8)}01`)
  const weeks = Array.from({ length: 6 }, (_, week) => weekOf(addDays(first, week * 7)))
  return weeks.filter((week) => week.some((one) => one.slice(0, 7) === day.slice(0, 7)))
}

function weekOf(day: string): string[] {
  const monday = mondayOf(day)
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index))
}

function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(day, -weekday)
}

function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return `${first.toISOString().slice(0, 8)}${two(Math.min(date, last))}`
}

function formatDay(day: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
  return format.format(new Date(`${day}T00:00:00Z`))
}
