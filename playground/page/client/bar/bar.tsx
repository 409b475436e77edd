import type { Act, ActResult, Person, State } from '../../../api.ts'
import { Avatar, AppSign } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { Menu, type MenuItem } from '../parts/menu.tsx'
import type { DevtoolsTab } from '../devtools/tabs.ts'
import { ClockBar } from './clock-bar.tsx'

interface Props {
  cast: Person[]
  states: ReadonlyMap<string, State>
  being: State
  besideId: string | null
  now: Date
  dock: DevtoolsTab | null
  onBe: (person: Person) => void
  onBeside: (id: string | null) => void
  onTab: (tab: DevtoolsTab | null) => void
  perform: (act: Act) => Promise<ActResult>
}

export function Bar({ cast, states, being, besideId, now, dock, onBe, onBeside, onTab, perform }: Props) {
  const atHand = cast.filter((person, index) => index < chairs || person.id === being.viewer.id)
  const others = cast.filter((person) => !atHand.includes(person))
  return (
    <header class="bar" data-region>
      <div class="brand">
        <AppSign size={28} />
        <p>
          <b>Forthright</b> <span>playground</span>
        </p>
      </div>
      <div class="people" role="group" aria-label="Be">
        {atHand.map((person) => (
          <PersonButton
            key={person.id}
            person={person}
            current={person.id === being.viewer.id}
            unread={unreadOf(states.get(person.id))}
            onBe={() => onBe(person)}
          />
        ))}
        {others.length > 0 && (
          <Menu
            label="Be somebody else"
            class="tool beside"
            align="start"
            items={others.map((person) => itemFor(person, onBe))}
          >
            <Icon name="down" size={16} />
          </Menu>
        )}
        <Beside cast={cast} being={being} besideId={besideId} onBeside={onBeside} />
      </div>
      <ClockBar state={being} now={now} states={states} perform={perform} />
      <div class="tools" role="group" aria-label="Beside the window">
        <Tool
          icon="compass"
          label="Tour"
          on={dock === 'tour'}
          onPress={() => onTab(dock === 'tour' ? null : 'tour')}
        />
        <Tool
          icon="gear"
          label="Machinery"
          on={dock !== null && dock !== 'tour'}
          onPress={() => onTab(dock !== null && dock !== 'tour' ? null : 'planned')}
        />
      </div>
    </header>
  )
}

/** As many people stand in the bar as fit; the rest wait in a menu. */
const chairs = 3

interface PersonProps {
  person: Person
  current: boolean
  unread: number
  onBe: () => void
}

function PersonButton({ person, current, unread, onBe }: PersonProps) {
  const [givenName] = person.realName.split(' ')
  return (
    <button type="button" class="person" aria-pressed={current} onClick={onBe}>
      <Avatar person={person} size={26} />
      <span class="hidden">Be </span>
      <span class="person-name">{givenName}</span>
      {unread > 0 && (
        <span class="badge">
          {unread}
          <span class="hidden"> unread</span>
        </span>
      )}
    </button>
  )
}

interface BesideProps {
  cast: Person[]
  being: State
  besideId: string | null
  onBeside: (id: string | null) => void
}

function Beside({ cast, being, besideId, onBeside }: BesideProps) {
  if (besideId !== null)
    return (
      <button
        type="button"
        class="tool beside"
        aria-pressed="true"
        aria-label="Put the second window away"
        title="Put the second window away"
        onClick={() => onBeside(null)}
      >
        <Icon name="columns" />
      </button>
    )
  return (
    <Menu
      label="Side by side with"
      class="tool beside"
      align="start"
      items={cast
        .filter((person) => person.id !== being.viewer.id)
        .map((person) => itemFor(person, () => onBeside(person.id)))}
    >
      <Icon name="columns" />
    </Menu>
  )
}

function itemFor(person: Person, choose: (person: Person) => void): MenuItem {
  return {
    key: person.id,
    label: (
      <>
        <Avatar person={person} size={22} /> {person.realName}
      </>
    ),
    choose: () => choose(person),
  }
}

interface ToolProps {
  icon: 'compass' | 'gear'
  label: string
  on: boolean
  onPress: () => void
}

function Tool({ icon, label, on, onPress }: ToolProps) {
  return (
    <button type="button" class="tool" aria-label={label} title={label} aria-pressed={on} onClick={onPress}>
      <Icon name={icon} />
      <span class="tool-label">{label}</span>
    </button>
  )
}

function unreadOf(state: State | undefined): number {
  return (state?.channels ?? []).reduce((sum, channel) => sum + channel.unread, 0)
}
