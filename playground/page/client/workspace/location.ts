import type { Channel, State } from '../../../api.ts'
import { isAppDm } from '../parts/context.tsx'

/** Where in a window its viewer is. `list` counts where the window is too narrow for list and conversation. */
export interface Spot {
  channelId: string | null
  tab: 'home' | 'messages'
  list: boolean
}

/** The app's own place has no channel until the first word between the two. */
export const appSpot = (tab: Spot['tab'], channel: Channel | undefined): Spot => ({
  channelId: channel?.id ?? null,
  tab,
  list: false,
})

export function channelSpot(channelId: string): Spot {
  return { channelId, tab: 'messages', list: false }
}

/** The channel in which people began to talk first: where something is going on, and always the same one. */
export function firstSpot(state: State): Spot {
  const rooms = state.channels.filter((channel) => channel.kind !== 'dm')
  const begun = state.messages.find(
    (message) => !message.ephemeral && rooms.some((room) => room.id === message.channelId),
  )
  return { channelId: begun?.channelId ?? rooms[0]?.id ?? null, tab: 'messages', list: false }
}

export function findAppDm(state: State): Channel | undefined {
  return state.channels.find((channel) => isAppDm(state, channel))
}

/** Whether a spot is the app's, its Home or its messages. */
export function isAtApp(state: State, spot: Spot): boolean {
  const channel = state.channels.find((one) => one.id === spot.channelId)
  return !channel || isAppDm(state, channel)
}
