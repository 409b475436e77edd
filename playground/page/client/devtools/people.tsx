import { useState } from 'preact/hooks'
import type { Person, State } from '../../../api.ts'
import { Avatar } from '../parts/avatar.tsx'
import { cityOf } from '../text/when.ts'
import type { Act, ActResult } from '../../../act.ts'

const zones = [
  'Europe/London',
  'Europe/Paris',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Sydney',
]

const locales = ['en-US', 'en-GB', 'de-DE', 'fr-FR', 'es-ES', 'ja-JP']

interface Props {
  state: State
  act: (act: Act) => Promise<ActResult>
}

/** The people of the workspace, as an owner would change them, and those who can be called in. */
export function People({ state, act }: Props) {
  return (
    <div class="people-list">
      <Others state={state} act={act} />
      {state.absent.length > 0 && <Absent state={state} act={act} />}
      <h3>In the workspace</h3>
      <p class="note">
        The app receives each change as Slack would send it, and keeps agreed times where they were.
      </p>
      <ul>
        {state.people
          .filter((person) => !person.isBot)
          .map((person) => (
            <PersonCard key={person.id} person={person} act={act} />
          ))}
      </ul>
    </div>
  )
}

/** Lets the others accept invitations and answer questions. */
function Others({ state, act }: Props) {
  const [result, setResult] = useState('')
  const speak = async () => {
    setResult('They are answering…')
    const answer = await act({ do: 'speakForOthers', as: state.viewer.id })
    setResult(answer.ok ? 'They accepted invitations and answered what they were asked.' : answer.error)
  }
  return (
    <>
      <p class="note">
        The others accept what {givenName(state.viewer)} invites them to and answer what they were asked,
        without their names where the form offers it.
      </p>
      <button type="button" class="button" onClick={() => void speak()}>
        Let the others answer
      </button>
      <p role="status" class="form-result">
        {result}
      </p>
    </>
  )
}

function Absent({ state, act }: Props) {
  const all = async () => {
    for (const { name } of state.absent) await act({ do: 'join', name })
  }
  return (
    <>
      <h3>Call in</h3>
      <p class="call-in">
        {state.absent.map(({ name, realName, isGuest, tz }) => (
          <button key={name} type="button" class="button" onClick={() => void act({ do: 'join', name })}>
            {realName}
            {isGuest && <small> guest</small>}
            {tz !== state.viewer.tz && <small> {cityOf(tz)}</small>}
          </button>
        ))}
        {state.absent.length > 1 && (
          <button type="button" class="link-button" onClick={() => void all()}>
            All of them
          </button>
        )}
      </p>
    </>
  )
}

function givenName(person: Person): string {
  return person.realName.split(' ')[0] ?? person.realName
}

function PersonCard({ person, act }: { person: Person; act: Props['act'] }) {
  const { id, realName, tz, locale, deleted, isGuest } = person
  return (
    <li class="person-card">
      <Avatar person={person} size={32} />
      <div>
        <b>{realName}</b>
        {isGuest && <span class="state-chip">guest</span>}
        <div class="person-fields">
          <Choice
            label={`${realName}'s time zone`}
            value={tz}
            offered={zones}
            onChoose={(zone) => void act({ do: 'person', id, tz: zone })}
          />
          <Choice
            label={`${realName}'s language`}
            value={locale}
            offered={locales}
            onChoose={(chosen) => void act({ do: 'person', id, locale: chosen })}
          />
        </div>
        <label class="choice">
          <input
            type="checkbox"
            checked={deleted}
            onChange={() => void act({ do: 'person', id, deleted: !deleted })}
          />
          <span>Has left the workspace</span>
        </label>
      </div>
    </li>
  )
}

interface ChoiceProps {
  label: string
  value: string
  offered: string[]
  onChoose: (value: string) => void
}

function Choice({ label, value, offered, onChoose }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
      {[...new Set([value, ...offered])].map((one) => (
        <option key={one} value={one}>
          {one.replaceAll('_', ' ')}
        </option>
      ))}
    </select>
  )
}
