import { useEffect, useRef, useState } from 'preact/hooks'
import type { State } from '../../../api.ts'
import { DayButton } from '../blocks/day-button.tsx'
import { TimeInput } from '../blocks/time-input.tsx'
import { Icon } from '../parts/icon.tsx'
import { Popover } from '../parts/popover.tsx'
import { addDays, cityOf, dayOf, instantOf, timeOf } from '../text/when.ts'

interface Props {
  state: State
  now: Date
  onMove: (to: Date) => void
}

/** Moves the clock by an hour, a day, a week, or to any moment. */
export function AnyTime({ state, now, onMove }: Props) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const leave = () => {
    setIsOpen(false)
    button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class="move"
        aria-label="Any time"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="clock" size={18} /> <span class="move-label">Any time</span>
      </button>
      {isOpen && (
        <Popover anchor={button} align="end" onClose={() => setIsOpen(false)} class="any-time">
          <AnyTimeForm
            state={state}
            now={now}
            onLeave={leave}
            onMove={(to) => {
              leave()
              onMove(to)
            }}
          />
        </Popover>
      )}
    </>
  )
}

const hour = 3_600_000

function AnyTimeForm({ state, now, onMove, onLeave }: Props & { onLeave: () => void }) {
  const { tz: zone, locale } = state.viewer
  const today = dayOf(now, zone)
  const [day, setDay] = useState(addDays(today, 1))
  const [time, setTime] = useState('09:00')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('button')?.focus(), [])
  const inDays = (count: number) => instantOf(addDays(today, count), timeOf(now, zone), zone)
  const jumps = [
    { label: 'An hour on', to: () => new Date(now.getTime() + hour) },
    { label: 'A day on', to: () => inDays(1) },
    { label: 'A week on', to: () => inDays(7) },
  ]

  return (
    <div
      ref={box}
      role="dialog"
      aria-label="Move the clock to any time"
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
    >
      <div class="clock-jumps">
        {jumps.map(({ label, to }) => (
          <button key={label} type="button" class="button" onClick={() => onMove(to())}>
            {label}
          </button>
        ))}
      </div>
      <div class="clock-exact">
        <DayButton
          label="Day"
          day={day}
          today={today}
          locale={locale}
          placeholder="Pick a day"
          onChoose={setDay}
        />
        <TimeInput label={`Time in ${cityOf(zone)}`} time={time} locale={locale} onChange={setTime} />
        <button type="button" class="button primary" onClick={() => onMove(instantOf(day, time, zone))}>
          Go there
        </button>
      </div>
      <p class="note">
        Times are {cityOf(zone)}&rsquo;s. Whatever was planned in between happens on the way.
      </p>
    </div>
  )
}
