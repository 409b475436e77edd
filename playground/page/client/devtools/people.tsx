import type { Act, ActResult, Person, State } from '../../../api.ts'
import { Avatar } from '../parts/avatar.tsx'

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
  perform: (act: Act) => Promise<ActResult>
}

/** Where people live and whether they are still here, as a workspace's owner would change it. */
export function People({ state, perform }: Props) {
  return (
    <div class="people-list">
      <p class="note">
        The app hears of a change as Slack would tell it, and keeps agreed times where they were.
      </p>
      <ul>
        {state.people
          .filter((person) => !person.isBot)
          .map((person) => (
            <PersonCard key={person.id} person={person} perform={perform} />
          ))}
      </ul>
    </div>
  )
}

function PersonCard({ person, perform }: { person: Person; perform: Props['perform'] }) {
  const { id, realName, tz, locale, deleted } = person
  return (
    <li class="person-card">
      <Avatar person={person} size={32} />
      <div>
        <b>{realName}</b>
        <div class="person-fields">
          <Choice
            label={`${realName}'s time zone`}
            value={tz}
            offered={zones}
            onChoose={(zone) => void perform({ do: 'person', id, tz: zone })}
          />
          <Choice
            label={`${realName}'s language`}
            value={locale}
            offered={locales}
            onChoose={(chosen) => void perform({ do: 'person', id, locale: chosen })}
          />
        </div>
        <label class="choice">
          <input
            type="checkbox"
            checked={deleted}
            onChange={() => void perform({ do: 'person', id, deleted: !deleted })}
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
