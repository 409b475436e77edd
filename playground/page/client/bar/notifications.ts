import type { State } from '../../../api.ts'

/** Who heard something new between two looks at everybody's windows: "2 for Alice, 1 for Bob". */
export function countNewMessages(
  before: ReadonlyMap<string, State>,
  after: ReadonlyMap<string, State>,
): string {
  return [...after.values()]
    .map((state) => ({
      name: state.viewer.realName.split(' ')[0],
      count: newIn(before.get(state.viewer.id), state),
    }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count} for ${name}`)
    .join(', ')
}

/** Only what came from the app counts; channels are heard by all. */
function newIn(before: State | undefined, { messages, people }: State): number {
  const known = new Set((before?.messages ?? []).map(({ channelId, ts }) => `${channelId}/${ts}`))
  const apps = new Set(people.filter((person) => person.isBot).map((person) => person.id))
  return messages.filter(({ userId, channelId, ts }) => apps.has(userId) && !known.has(`${channelId}/${ts}`))
    .length
}
