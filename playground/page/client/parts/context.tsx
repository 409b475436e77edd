import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Confirm } from '@slack/types'
import type { Channel, Person, State } from '../../../api.ts'
import type { Values } from '../blocks/values.ts'
import type { Reader } from '../text/date-token.ts'
import type { Act, ElementState } from '../../../act.ts'

/** The viewer of a window and what they can do in it. */
export interface WindowApi {
  state: State
  reader: Reader
  act(this: void, act: Act): Promise<boolean>
  /** Shows an element's confirmation dialog. */
  ask(this: void, confirm: Confirm): Promise<boolean>
  openChannel(this: void, channelId: string): void
}

/** The blocks around an element: unsent input, errors and where presses go. */
export interface BlocksState {
  drafts: Values
  errors: Record<string, string>
  busy: string | undefined
  setDraft(this: void, blockId: string, actionId: string, state: ElementState): void
  press(this: void, blockId: string, actionId: string, state: ElementState): void
}

export const WindowContext = createContext<WindowApi | null>(null)
export const BlocksContext = createContext<BlocksState | null>(null)

export function useWindow(): WindowApi {
  const windowApi = useContext(WindowContext)
  if (!windowApi) throw new Error('useWindow needs a WindowContext')
  return windowApi
}

export function useBlocks(): BlocksState {
  const place = useContext(BlocksContext)
  if (!place) throw new Error('useBlocks needs a BlocksContext')
  return place
}

export function findPerson(state: State, id: string): Person | undefined {
  return state.people.find((person) => person.id === id)
}

export function findApp(state: State): Person | undefined {
  return state.people.find((person) => person.isBot)
}

/** The other person of a direct message, as the viewer sees it. */
export function otherSide(state: State, channel: Channel): Person | undefined {
  const others = new Set(channel.memberIds.filter((id) => id !== state.viewer.id))
  return (
    state.people.find((person) => others.has(person.id)) ??
    state.people.find((person) => person.name === channel.name)
  )
}

export function isAppDm(state: State, channel: Channel): boolean {
  return channel.kind === 'dm' && otherSide(state, channel)?.isBot === true
}
