import type { State } from '../../../api.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { dayOf, formatDay, formatMoment, formatTime } from '../text/when.ts'

type Item = State['planned'][number]

/** The app's planned messages, soonest first, and why one waits. */
export function Planned({ state, now }: { state: State; now: Date }) {
  const { tz: zone } = state.viewer
  if (state.planned.length === 0)
    return <p class="nothing-yet">Nothing is planned. Make a promise, and its reminders appear here.</p>
  const days = new Map<string, Item[]>()
  for (const item of state.planned) {
    const day = dayOf(new Date(item.notBefore || item.due), zone)
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return (
    <div class="planned">
      <p class="note">
        Times are {state.viewer.realName.split(' ')[0]}&rsquo;s. Move the clock past one, and it is sent.
      </p>
      {[...days].map(([day, items]) => (
        <section key={day}>
          <h3>{formatDay(new Date(items[0]!.notBefore || items[0]!.due), now, zone, state.viewer.locale)}</h3>
          <ul>
            {items.map((item) => (
              <PlannedItem key={item.id} item={item} state={state} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function PlannedItem({ item, state }: { item: Item; state: State }) {
  const { tz: zone, locale } = state.viewer
  const person = state.people.find((one) => one.name === item.to)
  const due = formatMoment(new Date(item.due), zone, locale)
  const isLater = Date.parse(item.notBefore) > Date.parse(item.due)
  const status = statuses[item.state]
  return (
    <li class={`planned-item ${item.state}`}>
      <time dateTime={item.notBefore}>{formatTime(new Date(item.notBefore || item.due), zone, locale)}</time>
      <Avatar person={person} size={22} />
      <div>
        <b>{capitalize(item.title)}</b> {item.isTimer ? 'for' : 'to'} {person?.realName ?? item.to}
        {status && <span class="state-chip">{status}</span>}
        {(isLater || item.reason) && (
          <p class="why">
            <Icon name="clock" size={14} />
            {isLater && `Planned for ${due}. `}
            {item.reason ? (reasons[item.reason] ?? `Waits: ${item.reason}.`) : 'Waits until then.'}
          </p>
        )}
      </div>
    </li>
  )
}

const statuses: Record<string, string> = {
  sending: 'being sent',
  unknown: 'looking up whether it was sent',
  needs_human: 'a person has to check it',
}

const reasons: Record<string, string> = {
  'working hours': 'Waits for the working hours.',
  away: 'Waits until they are back.',
  'daily budget': "Waits for the next morning: today's number of messages is used up.",
  'one message at a time': 'Waits until the message before it is out.',
  'Slack asked to wait': 'Slack asked to wait.',
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
