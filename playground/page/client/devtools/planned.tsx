import type { State } from '../../../api.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { dayOf, formatDay, formatMoment, formatTime } from '../text/when.ts'

type Item = State['planned'][number]

/** What the app means to say, soonest first, and what keeps it from saying it earlier. */
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
        Times are {state.viewer.realName.split(' ')[0]}&rsquo;s. Move the clock past one, and it is said.
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
  const person = state.people.find((one) => [one.id, one.name, one.realName].includes(item.to))
  const drafts = Date.parse(item.notBefore) > Date.parse(item.due)
  return (
    <li class={`planned-item ${item.state}`}>
      <time dateTime={item.notBefore}>{formatTime(new Date(item.notBefore || item.due), zone, locale)}</time>
      <Avatar person={person} size={22} />
      <div>
        <b>{kindWords(item.kind)}</b> to {person?.realName ?? item.to}
        <span class="state-chip">{item.state}</span>
        {(drafts || item.reason) && (
          <p class="why">
            <Icon name="clock" size={14} />
            {drafts ? `Due ${formatMoment(new Date(item.due), zone, locale)}; drafts: ` : ''}
            {item.reason ?? 'not yet'}
          </p>
        )}
      </div>
    </li>
  )
}

/** "day before" of "promises.day_before". */
function kindWords(kind: string): string {
  return (kind.split('.').at(-1) ?? kind).replaceAll(/[_-]/g, ' ')
}
