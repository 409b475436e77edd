import { useState } from 'preact/hooks'
import type { Exchange, State } from '../../../api.ts'
import { Icon } from '../parts/icon.tsx'
import { formatDate } from '../text/when.ts'

const shown = 120

/** Requests and calls, newest first, with the rows that a request wrote. */
export function Wire({ exchanges, state }: { exchanges: Exchange[]; state: State }) {
  const latest = exchanges.toSorted((one, other) => other.id - one.id).slice(0, shown)
  if (latest.length === 0) return <p class="nothing-yet">Nothing has been said on the wire yet.</p>
  return (
    <div class="wire">
      <p class="note">
        <Icon name="right" size={14} /> Slack asks the app <Icon name="back" size={14} /> the app calls Slack
      </p>
      <ul>
        {latest.map((exchange) => (
          <Row key={exchange.id} exchange={exchange} state={state} />
        ))}
      </ul>
    </div>
  )
}

function Row({ exchange, state }: { exchange: Exchange; state: State }) {
  const [open, setOpen] = useState(false)
  const { direction, title, status, ms, wrote = [], at } = exchange
  const { tz: zone, locale } = state.viewer
  const failed = status >= 400 || status === 0 || refused(exchange.response)
  return (
    <li class={`exchange ${direction} ${failed ? 'failed' : ''}`}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={direction === 'in' ? 'right' : 'back'} size={14} />
        <span class="exchange-title">{title}</span>
        <span class="exchange-figures">
          <span class={failed ? 'status bad' : 'status'}>{status || 'no answer'}</span> {Math.round(ms)} ms
        </span>
      </button>
      {wrote.length > 0 && (
        <p class="wrote">
          {wrote.map((rows) => (
            <span key={rows} class="rows-chip">
              {rows}
            </span>
          ))}
        </p>
      )}
      {open && (
        <div class="exchange-body">
          <p class="note">
            {formatDate(new Date(at), zone, locale, { dateStyle: 'medium', timeStyle: 'medium' })}
          </p>
          <Json title="Request" value={exchange.request} />
          <Json title="Answer" value={exchange.response} />
        </div>
      )}
    </li>
  )
}

function Json({ title, value }: { title: string; value: unknown }) {
  return (
    <>
      <h3>{title}</h3>
      <pre tabIndex={0} aria-label={title}>
        {typeof value === 'string' ? value || '(empty)' : JSON.stringify(unfold(value), null, 2)}
      </pre>
    </>
  )
}

/** Parses JSON that Slack nests in form fields. */
function unfold(value: unknown): unknown {
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    try {
      return unfold(JSON.parse(value))
    } catch {
      return value
    }
  }
  if (Array.isArray(value)) return value.map((one) => unfold(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unfold(inner)]))
}

function refused(response: unknown): boolean {
  return typeof response === 'object' && response !== null && 'ok' in response && response.ok === false
}
