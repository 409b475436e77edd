import type { Channel, State } from '../../../api.ts'
import { isAppDm } from '../parts/context.tsx'

/** Where in a window its viewer is. `list` shows the channel list where the window is too narrow for both. */
export interface WindowLocation {
  channelId: string | null
  tab: 'home' | 'messages'
  list: boolean
}

/** The app's page; its channel is undefined until the first message. */
export const appLocation = (tab: WindowLocation['tab'], channel: Channel | undefined): WindowLocation => ({
  channelId: channel?.id ?? null,
  tab,
  list: false,
})

export function channelLocation(channelId: string): WindowLocation {
  return { channelId, tab: 'messages', list: false }
}

/** The channel with the oldest message: a stable choice with content. */
export function firstLocation(state: State): WindowLocation {
  const rooms = state.channels.filter((channel) => channel.kind !== 'dm')
  const begun = state.messages.find(
    (message) => !message.ephemeral && rooms.some((room) => room.id === message.channelId),
  )
  return { channelId: begun?.channelId ?? rooms[0]?.id ?? null, tab: 'messages', list: false }
}

export function findAppDm(state: State): Channel | undefined {
  return state.channels.find((channel) => isAppDm(state, channel))
}

/** Whether a location is the app's Home or messages. */
export function isAtApp(state: State, location: WindowLocation): boolean {
  const channel = state.channels.find((one) => one.id === location.channelId)
  return !channel || isAppDm(state, channel)
}
