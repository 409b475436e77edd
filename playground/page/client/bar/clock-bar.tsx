import { useEffect, useState } from 'preact/hooks'
import type { State } from '../../../api.ts'
import { Icon } from '../parts/icon.tsx'
import { cityOf, formatDate, formatTime } from '../text/when.ts'
import { AnyTime } from './any-time.tsx'
import { countNewMessages } from './notifications.ts'
import type { Act, ActResult } from '../../../act.ts'

interface Props {
  state: State
  now: Date
  states: ReadonlyMap<string, State>
  act: (act: Act) => Promise<ActResult>
}

export function ClockBar({ state, now, states, act }: Props) {
  const [isMoving, setIsMoving] = useState(false)
  const [failure, setFailure] = useState('')
  const [from, setFrom] = useState<ReadonlyMap<string, State>>()
  const { tz: zone, locale, id } = state.viewer
  const friday = `Friday ${formatHour(15, locale)}`

  const move = async (to: string) => {
    if (isMoving) return
    setIsMoving(true)
    setFailure('')
    setFrom(states)
    const result = await act({ do: 'clock', to, as: id })
    setIsMoving(false)
    if (!result.ok) setFailure(result.error)
  }

  return (
    <div class={isMoving ? 'clock moving' : 'clock'} role="group" aria-label="The clock" aria-busy={isMoving}>
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
          aria-label={`Next ${friday}`}
          onClick={() => void move('next-friday-15')}
        >
          <span>
            <span class="move-next">Next </span>
            {friday}
          </span>
        </button>
        <AnyTime state={state} now={now} onMove={(to) => void move(to.toISOString())} />
      </div>
      <p class="clock-news" role="status">
        {isMoving ? (
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

/** Counts the messages that were sent while the clock moved; shown for nine seconds. */
function MoveResult({ from, to }: { from: ReadonlyMap<string, State>; to: ReadonlyMap<string, State> }) {
  const [isShown, setIsShown] = useState(true)
  const [counts] = useState(countNewMessages(from, to))
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(false), 9000)
    return () => clearTimeout(timer)
  }, [])
  if (!isShown) return null
  return (
    <span class="move-result">
      {counts === '' ? 'No new messages on the way.' : `New messages on the way: ${counts}.`}
    </span>
  )
}

function formatHour(hour: number, locale: string): string {
  const text = formatTime(new Date(Date.UTC(2026, 0, 2, hour)), 'UTC', locale)
  return text.replace(/^(\d+):00 /, '$1 ')
}
