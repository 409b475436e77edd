import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Confirm } from '@slack/types'
import type { Act, Channel, ElementState, Person, State } from '../../../api.ts'
import type { Values } from '../blocks/values.ts'
import type { Reader } from '../text/date-token.ts'

/** Who reads a window, and what they can do in it. */
export interface Desk {
  state: State
  reader: Reader
  act(this: void, act: Act): Promise<boolean>
  /** Asks before a pressed element counts. */
  ask(this: void, confirm: Confirm): Promise<boolean>
  openChannel(this: void, channelId: string): void
}

/** The blocks around an element: what they hold and where a press goes. */
export interface Place {
  held: Values
  errors: Record<string, string>
  busy: string | undefined
  hold(this: void, blockId: string, actionId: string, state: ElementState): void
  press(this: void, blockId: string, actionId: string, state: ElementState): void
}

export const DeskContext = createContext<Desk | null>(null)
export const PlaceContext = createContext<Place | null>(null)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('A part of a window stands outside of one')
  return desk
}

export function usePlace(): Place {
  const place = useContext(PlaceContext)
  if (!place) throw new Error('A block stands outside of a message or view')
  return place
}

export function findPerson(state: State, id: string): Person | undefined {
  return state.people.find((person) => person.id === id)
}

export function findApp(state: State): Person | undefined {
  return state.people.find((person) => person.isBot)
}

/** The one on the other side of a direct message, from the viewer's chair. */
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
