import { useState } from 'preact/hooks'
import type { Act, ActResult, Fault } from '../../../api.ts'

const faults = {
  '429': 'Refuse: too many requests',
  '500-before': 'Fail before doing it',
  '500-after': 'Do it, then fail',
  'drop-after': 'Do it, then cut the line',
  'drop-before': 'Cut the line before doing it',
  'cut-body': 'Do it, answer half a sentence',
  hang: 'Never answer, do nothing',
  'hang-after': 'Do it, never answer',
  fatal_error: 'Answer fatal_error',
  'late-commit': 'Fail now, do it a little later',
} satisfies Record<Fault, string>

const kinds = Object.keys(faults).filter((name): name is Fault => name in faults)

const methods = [
  'chat.postMessage',
  'chat.update',
  'conversations.open',
  'conversations.history',
  'views.open',
  'views.update',
  'views.publish',
  'users.info',
]

/** Makes Slack misbehave, to see the app keep its head. */
export function Faults({ perform }: { perform: (act: Act) => Promise<ActResult> }) {
  const [method, setMethod] = useState('chat.postMessage')
  const [kind, setKind] = useState<Fault>('500-after')
  const [times, setTimes] = useState(1)
  const [said, setSaid] = useState('')
  const [sure, setSure] = useState(false)

  const inject = async (event: Event) => {
    event.preventDefault()
    const result = await perform({ do: 'fault', method, kind, times })
    const often = times === 1 ? 'call' : `${times} calls`
    setSaid(result.ok ? `The next ${often} of ${method} will go wrong that way.` : result.error)
  }
  const startOver = async () => {
    setSure(false)
    const result = await perform({ do: 'reset' })
    setSaid(result.ok ? 'The story begins again.' : result.error)
  }

  return (
    <div class="faults">
      <p class="note">Slack has bad moments. Choose one, go on as usual, and watch the wire.</p>
      <form onSubmit={(event) => void inject(event)}>
        <label>
          Method
          <select value={method} onChange={(event) => setMethod(event.currentTarget.value)}>
            {methods.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          What goes wrong
          <select
            value={kind}
            onChange={(event) => setKind(kinds.find((one) => one === event.currentTarget.value) ?? kind)}
          >
            {kinds.map((name) => (
              <option key={name} value={name}>
                {faults[name]}
              </option>
            ))}
          </select>
        </label>
        <label>
          How often
          <input
            type="number"
            min={1}
            max={50}
            value={times}
            onInput={(event) => setTimes(Math.max(1, event.currentTarget.valueAsNumber || 1))}
          />
        </label>
        <button type="submit" class="button primary">
          Let it go wrong
        </button>
      </form>
      <p role="status" class="form-result">
        {said}
      </p>
      <h3>Begin again</h3>
      <p class="note">
        Every message, promise and answer of this playground goes, and the story starts afresh.
      </p>
      {sure ? (
        <p class="confirm-row">
          <button type="button" class="button danger" onClick={() => void startOver()}>
            Yes, start over
          </button>
          <button type="button" class="button" onClick={() => setSure(false)}>
            Keep it
          </button>
        </p>
      ) : (
        <button type="button" class="button" onClick={() => setSure(true)}>
          Start the story over
        </button>
      )}
    </div>
  )
}
