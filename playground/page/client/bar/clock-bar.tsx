import { useEffect, useRef, useState } from 'preact/hooks'
import type { Act, ActResult, State } from '../../../api.ts'
import { Icon } from '../parts/icon.tsx'
import { countNewMessages } from './notifications.ts'
import { Popover } from '../parts/popover.tsx'
import { addDays, cityOf, dayOf, instantOf, timeOf, formatTime, formatDate } from '../text/when.ts'

interface Props {
  state: State
  now: Date
  states: ReadonlyMap<string, State>
  perform: (act: Act) => Promise<ActResult>
}

export function ClockBar({ state, now, states, perform }: Props) {
  const [moving, setMoving] = useState(false)
  const [failure, setFailure] = useState('')
  const [from, setFrom] = useState<ReadonlyMap<string, State>>()
  const { tz: zone, locale, id } = state.viewer

  const move = async (to: string) => {
    if (moving) return
    setMoving(true)
    setFailure('')
    setFrom(states)
    const result = await perform({ do: 'clock', to, as: id })
    setMoving(false)
    if (!result.ok) setFailure(result.error)
  }

  return (
    <div class={moving ? 'clock moving' : 'clock'} role="group" aria-label="The clock" aria-busy={moving}>
      <p class="clock-face">
        <b class="clock-time">{formatTime(now, zone, locale)}</b>{' '}
        <span class="clock-day">
          {formatDate(now, zone, locale, { weekday: 'short', day: 'numeric', month: 'short' })}
          <span class="clock-zone">, {cityOf(zone)}</span>
        </span>
      </p>
      <div class="clock-moves">
        <button type="button" class="move" onClick={() => void move('next-morning')}>
          <Icon name="sunrise" size={18} /> Next morning
        </button>
        <button
          type="button"
          class="move"
          aria-label={`Next Friday ${fifteen(locale)}`}
          onClick={() => void move('next-friday-15')}
        >
          <span>
            <span class="move-next">Next </span>Friday {fifteen(locale)}
          </span>
        </button>
        <AnyTime state={state} now={now} onMove={(to) => void move(to)} />
      </div>
      <p class="clock-news" role="status">
        {moving ? (
          <span class="hidden">The clock is moving</span>
        ) : (
          from && <MoveResult key={from} from={from} to={states} />
        )}
      </p>
      {failure && (
        <p class="clock-failure" role="alert">
          {failure}
        </p>
      )}
    </div>
  )
}

/** What was said on the way; it stays for a moment, then makes room. */
function MoveResult({ from, to }: { from: ReadonlyMap<string, State>; to: ReadonlyMap<string, State> }) {
  const [shown, setShown] = useState(true)
  const [heard] = useState(countNewMessages(from, to))
  useEffect(() => {
    const timer = setTimeout(() => setShown(false), 9000)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <span class="move-result">
      {heard === '' ? 'Nothing was said on the way.' : `Said on the way: ${heard}.`}
    </span>
  )
}

function AnyTime({ state, now, onMove }: { state: State; now: Date; onMove: (to: string) => void }) {
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
        class="move"
        aria-label="Any time"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="clock" size={18} /> <span class="move-label">Any time</span>
      </button>
      {open && (
        <Popover anchor={button} align="end" onClose={() => setOpen(false)} class="any-time">
          <AnyTimeForm state={state} now={now} onLeave={leave} onMove={onMove} />
        </Popover>
      )}
    </>
  )
}

interface FormProps {
  state: State
  now: Date
  onMove: (to: string) => void
  onLeave: () => void
}

const hour = 3_600_000

function AnyTimeForm({ state, now, onMove, onLeave }: FormProps) {
  const { tz: zone } = state.viewer
  const [day, setDay] = useState(addDays(dayOf(now, zone), 1))
  const [time, setTime] = useState('09:00')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('button')?.focus(), [])

  const move = (to: Date) => {
    onLeave()
    onMove(to.toISOString())
  }
  const days = (count: number) => instantOf(addDays(dayOf(now, zone), count), timeOf(now, zone), zone)

  return (
    <div
      ref={box}
      role="dialog"
      aria-label="Move the clock to any time"
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
    >
      <div class="clock-jumps">
        <button type="button" class="button" onClick={() => move(new Date(now.getTime() + hour))}>
          An hour on
        </button>
        <button type="button" class="button" onClick={() => move(days(1))}>
          A day on
        </button>
        <button type="button" class="button" onClick={() => move(days(7))}>
          A week on
        </button>
      </div>
      <form
        class="clock-exact"
        onSubmit={(event) => {
          event.preventDefault()
          if (day && time) move(instantOf(day, time, zone))
        }}
      >
        <label>
          Day
          <input
            type="date"
            value={day}
            min={dayOf(now, zone)}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        </label>
        <label>
          Time in {cityOf(zone)}
          <input type="time" value={time} onChange={(event) => setTime(event.currentTarget.value)} />
        </label>
        <button type="submit" class="button primary">
          Go there
        </button>
      </form>
      <p class="note">Whatever was planned in between happens in order, on the way.</p>
    </div>
  )
}

function fifteen(locale: string): string {
  const written = formatTime(new Date('2026-01-02T15:00:00Z'), 'UTC', locale)
  return written.replace(/^3:00/, '3')
}
