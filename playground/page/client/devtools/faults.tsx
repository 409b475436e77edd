import { useState } from 'preact/hooks'
import type { Act, ActResult, Fault } from '../../../act.ts'

const faults = {
  '429': 'Refuse: too many requests',
  '500-before': 'Fail before doing it',
  '500-after': 'Do it, then fail',
  'drop-after': 'Do it, then cut the connection',
  'drop-before': 'Cut the connection before doing it',
  'cut-body': 'Do it, send half an answer',
  hang: 'Never answer, do nothing',
  'hang-after': 'Do it, never answer',
  fatal_error: 'Answer fatal_error',
  'late-commit': 'Fail now, do it a little later',
  'refuse:token_revoked': 'Refuse: the token was revoked',
  'refuse:channel_not_found': 'Refuse: no such channel',
} satisfies Partial<Record<Fault, string>>

type OfferedFault = keyof typeof faults

const kinds = Object.keys(faults).filter((name): name is OfferedFault => name in faults)

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

/** Makes calls of the Web API fail. */
export function FaultsPanel({ act }: { act: (act: Act) => Promise<ActResult> }) {
  const [method, setMethod] = useState('chat.postMessage')
  const [kind, setKind] = useState<OfferedFault>('500-after')
  const [times, setTimes] = useState(1)
  const [result, setResult] = useState('')

  const inject = async (event: Event) => {
    event.preventDefault()
    const answer = await act({ do: 'fault', method, kind, times })
    const calls = times === 1 ? 'call' : `${times} calls`
    setResult(answer.ok ? `The next ${calls} of ${method} will fail in that way.` : answer.error)
  }

  return (
    <div class="faults">
      <p class="note">Choose a failure of Slack, go on as usual, and watch the wire.</p>
      <form onSubmit={(event) => void inject(event)}>
        <Choice
          label="Method"
          value={method}
          offered={methods}
          textOf={(name) => name}
          onChoose={setMethod}
        />
        <Choice
          label="What goes wrong"
          value={kind}
          offered={kinds}
          textOf={(name) => faults[name]}
          onChoose={setKind}
        />
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
        {result}
      </p>
    </div>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  offered: T[]
  textOf: (value: T) => string
  onChoose: (value: T) => void
}

function Choice<T extends string>({ label, value, offered, textOf, onChoose }: ChoiceProps<T>) {
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={(event) => onChoose(offered.find((one) => one === event.currentTarget.value) ?? value)}
      >
        {offered.map((one) => (
          <option key={one} value={one}>
            {textOf(one)}
          </option>
        ))}
      </select>
    </label>
  )
}
