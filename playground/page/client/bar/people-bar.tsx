import type { Person, State } from '../../../api.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { Menu, type MenuItem } from '../parts/menu.tsx'
import type { Navigation } from '../address.ts'
import type { Navigate } from '../use-navigation.ts'
import type { Act, ActResult } from '../../../act.ts'

interface Props {
  cast: Person[]
  states: ReadonlyMap<string, State>
  viewer: State
  navigation: Navigation
  navigate: Navigate
  act: (act: Act) => Promise<ActResult>
}

/** As many people as have a button of their own, the viewer among them; the others are in a menu. */
const buttonCount = 3

export function PeopleBar({ cast, states, viewer, navigation, navigate, act }: Props) {
  const viewerId = viewer.viewer.id
  const first = cast.slice(0, buttonCount)
  const isFirst = first.some((person) => person.id === viewerId)
  const visible = isFirst ? first : [...cast.slice(0, buttonCount - 1), viewer.viewer]
  const others = cast.filter(({ id }) => !visible.some((person) => person.id === id))
  const show = (person: Person) =>
    navigate({
      viewerId: person.id,
      besideId: person.id === navigation.besideId ? viewerId : navigation.besideId,
    })
  return (
    <div class="people" role="group" aria-label="Be">
      {visible.map((person) => (
        <PersonButton
          key={person.id}
          person={person}
          isCurrent={person.id === viewerId}
          unread={unreadOf(states.get(person.id))}
          onPress={() => show(person)}
        />
      ))}
      <Menu
        label="More people"
        class="tool beside"
        align="start"
        items={[
          ...others.map((person) => itemFor(person, () => show(person))),
          ...viewer.absent.map(({ name, realName, isGuest }) => ({
            key: name,
            label: `Call in ${realName}`,
            hint: isGuest ? 'a guest' : undefined,
            choose: () => void act({ do: 'join', name }),
          })),
        ]}
      >
        <Icon name="down" size={16} />
        {others.length > 0 && (
          <Unread count={sumOf(others.map((person) => unreadOf(states.get(person.id))))} />
        )}
      </Menu>
      <BesideButton cast={cast} viewerId={viewerId} navigation={navigation} navigate={navigate} />
    </div>
  )
}

interface PersonProps {
  person: Person
  isCurrent: boolean
  unread: number
  onPress: () => void
}

function PersonButton({ person, isCurrent, unread, onPress }: PersonProps) {
  const [givenName] = person.realName.split(' ')
  return (
    <button type="button" class="person" aria-pressed={isCurrent} onClick={onPress}>
      <Avatar person={person} size={26} />
      <span class="hidden">Be </span>
      <span class="person-name">{givenName}</span>
      <Unread count={unread} />
    </button>
  )
}

function Unread({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <span class="badge">
      {count}
      <span class="hidden"> unread</span>
    </span>
  )
}

interface BesideProps {
  cast: Person[]
  viewerId: string
  navigation: Navigation
  navigate: Navigate
}

function BesideButton({ cast, viewerId, navigation, navigate }: BesideProps) {
  if (navigation.besideId !== null)
    return (
      <button
        type="button"
        class="tool beside second-window"
        aria-pressed="true"
        aria-label="Close the second window"
        title="Close the second window"
        onClick={() => navigate({ besideId: null })}
      >
        <Icon name="columns" />
      </button>
    )
  return (
    <Menu
      label="Side by side with"
      class="tool beside second-window"
      align="start"
      items={cast
        .filter((person) => person.id !== viewerId)
        .map((person) => itemFor(person, () => navigate({ besideId: person.id })))}
    >
      <Icon name="columns" />
    </Menu>
  )
}

function itemFor(person: Person, choose: () => void): MenuItem {
  return {
    key: person.id,
    label: (
      <>
        <Avatar person={person} size={22} /> {person.realName}
      </>
    ),
    hint: person.isGuest ? 'a guest' : undefined,
    choose,
  }
}

function unreadOf(state: State | undefined): number {
  return sumOf((state?.channels ?? []).map((channel) => channel.unread))
}

function sumOf(counts: number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
