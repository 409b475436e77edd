import { appDm } from './pretend-slack/actor.ts'
import { press } from './pretend-slack/press.ts'
import { postMessage } from './pretend-slack/post-message.ts'
import { openHome, useShortcut } from './pretend-slack/home-and-shortcuts.ts'
import { type Block, elementsOf, type StateValues } from './pretend-slack/blocks.ts'
import type { PretendSlack } from './pretend-slack/index.ts'
import { close, fill, submit } from './pretend-slack/modals.ts'
import {
  installServing,
  openDm,
  sharesSlack,
  type SlackMessage,
  type SlackPerson,
  type SlackView,
} from './pretend-slack/world.ts'
import { type ChosenValue, stateForChoice, findElement, findPressable } from './find-element.ts'
import { findOnSurfaces, failNotFound, type PressOptions, describeLastShown } from './visible-surfaces.ts'
import { buttonsOf, type Readable, renderText } from './render-text.ts'

/** What one person does and sees. Every action resolves when the app has answered and is idle. */
export interface TestUser {
  id: string
  name: string
  person(): SlackPerson
  /**
   * Sends a line in `in`, a "#channel" or an "@person"; without `in` in the DM with the app, or in #general when that DM is
   * read-only. `raw` skips the escaping.
   */
  types(text: string, options?: { in?: string; threadTs?: string; raw?: boolean }): Promise<void>
  /** Presses the newest button with this label: in the open modal if there is one, else in messages, else on Home. */
  presses(label: string, options?: PressOptions): Promise<void>
  /** Chooses in a select, picker, checkbox or radio group, named by its label, placeholder, ids or the text beside it. */
  picks(name: string, value: ChosenValue, options?: PressOptions): Promise<void>
  /** Fills inputs of the open modal, each named by its label or block id. */
  fills(values: Record<string, ChosenValue>): Promise<void>
  submits(values?: Record<string, ChosenValue>): Promise<void>
  closesModal(): Promise<void>
  opensHome(): Promise<void>
  opensMessages(): Promise<void>
  /** A message shortcut by its name in the manifest, or its callback id. */
  usesShortcut(name: string, on?: SlackMessage): Promise<void>

  /** Texts of the app's messages in this person's DM, oldest first. */
  dms(): string[]
  lastDm(): string
  dmMessages(): SlackMessage[]
  /** Texts of the ephemeral messages to this person, oldest first. */
  seen(): string[]
  lastSeen(): string
  seenMessages(): SlackMessage[]
  /** Messages of a "#channel" or "@person" conversation. */
  messagesIn(place: string): SlackMessage[]
  modal(): SlackView | undefined
  /** Validation errors of the open modal, by block id. */
  errors(): Record<string, string>
  home(): SlackView | undefined
  /** Slack's own error lines: a timed-out command, a failed click. */
  notices(): string[]
  /** The text as this person sees it, with dates in their zone. */
  reads(thing: Readable | undefined): string
  buttons(thing: Readable | undefined): string[]
}

/** One person at the keyboard and what they see. `settle` waits until the app is idle. */
export function createTestUser(slack: PretendSlack, userId: string, settle: () => Promise<void>): TestUser {
  const user: UserContext = {
    slack,
    userId,
    me: () => slack.world.people.get(userId)!,
    modal: () => slack.world.modals.get(userId)?.at(-1),
  }
  const then = async (action: Promise<void>) => {
    await action
    await settle()
  }
  return Object.assign(writing(user, then), pressing(user, then), reading(user))
}

interface UserContext {
  slack: PretendSlack
  userId: string
  me(): SlackPerson
  modal(): SlackView | undefined
}

/** Runs an action and waits until the app has handled it. */
type Then = (action: Promise<void>) => Promise<void>

function writing({ slack, userId, me }: UserContext, then: Then) {
  return {
    id: userId,
    get name() {
      return me().name
    },
    person: me,
    types: (text: string, options: { in?: string; threadTs?: string; raw?: boolean } = {}) =>
      then(postMessage(slack, { userId, channelId: placeId(slack, me(), options.in), text, ...options })),
    opensHome: () => then(openHome(slack, userId)),
    opensMessages: () => then(openHome(slack, userId, 'messages')),
    async usesShortcut(name: string, on?: SlackMessage) {
      const listed = slack.manifest.features.shortcuts ?? []
      const callbackId = listed.find((shortcut) => shortcut.name === name)?.callback_id ?? name
      return then(useShortcut(slack, { userId, callbackId, ...(on ? { on } : {}) }))
    },
  }
}

function pressing(user: UserContext, then: Then) {
  const { slack, userId, me, modal } = user
  return {
    async presses(label: string, options: PressOptions = {}) {
      const open = modal()
      if (open?.submit?.text === label && !options.in) return then(submit(slack, userId, open.id))
      const { where, found } =
        findOnSurfaces(slack, userId, options, (blocks) => findPressable(blocks, label, options.beside)) ??
        failNotFound(`No button says "${label}"`, slack, userId, options)
      const { blockId, element, state } = found
      const actionId = element.action_id ?? ''
      return then(press(slack, { userId, where, blockId, actionId, element: state }))
    },
    async picks(name: string, value: ChosenValue, options: PressOptions = {}) {
      const { where, found } =
        findOnSurfaces(slack, userId, options, (blocks) => findElement(blocks, name)) ??
        failNotFound(`Nothing to pick is called "${name}"`, slack, userId, options)
      const { block, element } = found
      const state = stateForChoice(element, value, (handle) => idOf(slack, me(), handle))
      if (block.type === 'input' && where.kind === 'view' && !block.dispatch_action)
        return fillModal(user, { [name]: value })
      const [blockId, actionId] = [block.block_id ?? '', element.action_id ?? '']
      return then(press(slack, { userId, where, blockId, actionId, element: state }))
    },
    fills: async (values: Record<string, ChosenValue>) => fillModal(user, values),
    async submits(values: Record<string, ChosenValue> = {}) {
      fillModal(user, values)
      return then(submit(slack, userId, requireModal(user).id))
    },
    closesModal: async () => then(close(slack, userId, requireModal(user).id)),
  }
}

function reading({ slack, userId, me, modal }: UserContext) {
  const reads = (thing: Readable | undefined) =>
    renderText(thing, {
      nameOf: (id) => slack.world.people.get(id)?.name ?? slack.world.channels.get(id)?.name,
      zone: me().tz ?? 'UTC',
      now: slack.now(),
    })
  const dmMessages = () => fromApp(slack.world.messages.get(appDm(slack, userId)?.id ?? '') ?? [])
  const seenMessages = () => slack.world.ephemerals.get(userId) ?? []
  return {
    dms: () => dmMessages().map(reads),
    lastDm: () => reads(dmMessages().at(-1)),
    dmMessages,
    seen: () => seenMessages().map(reads),
    lastSeen: () => reads(seenMessages().at(-1)),
    seenMessages,
    messagesIn: (place: string) => slack.world.messages.get(placeId(slack, me(), place)) ?? [],
    modal,
    errors: () => modal()?.errors ?? {},
    home: () => slack.world.homes.get(userId),
    notices: () => slack.notices.filter((notice) => notice.userId === userId).map((notice) => notice.text),
    reads,
    buttons: buttonsOf,
  }
}

function requireModal({ slack, userId, me, modal }: UserContext): SlackView {
  const open = modal()
  if (!open) throw new Error(`${me().name} has no modal open. ${describeLastShown(slack, userId)}`)
  return open
}

function fillModal(user: UserContext, values: Record<string, ChosenValue>): void {
  if (Object.keys(values).length === 0) return
  const { slack, userId, me } = user
  const open = requireModal(user)
  const state: StateValues = {}
  for (const [name, value] of Object.entries(values)) {
    const found = findElement(open.blocks, name)
    if (!found) throw new Error(`The modal has no input "${name}", but: ${inputsOf(open.blocks).join(', ')}`)
    const { block, element } = found
    const elements = (state[block.block_id ?? ''] ??= {})
    elements[element.action_id ?? ''] = stateForChoice(element, value, (handle) => idOf(slack, me(), handle))
  }
  fill(slack, userId, open.id, state)
}

function fromApp(messages: SlackMessage[]): SlackMessage[] {
  return messages.filter((message) => message.fromApp)
}

/** A conversation by name: "#general", "@bob", or, when no name is given, the DM with the app, if one may write there. */
function placeId(slack: PretendSlack, me: SlackPerson, place: string | undefined): string {
  if (!place && slack.manifest.features.app_home?.messages_tab_read_only_enabled)
    return idOf(slack, me, '#general')
  if (!place) {
    const dm = appDm(slack, me.id)
    const install = installServing(slack.world, me)
    return (
      dm?.id ?? (install ? openDm(slack.world, install.botUserId, me.id).id : placeId(slack, me, '#general'))
    )
  }
  if (place.startsWith('@')) return openDm(slack.world, me.id, idOf(slack, me, place)).id
  return idOf(slack, me, place)
}

function idOf(slack: PretendSlack, me: SlackPerson, handle: string): string {
  const name = handle.replace(/^[@#]/, '')
  const named = (one: { name: string; teamId: string }) =>
    one.name === name && sharesSlack(slack.world, me, one)
  const found = handle.startsWith('#')
    ? [...slack.world.channels.values()].find((one) => one.name === name && one.teamId === me.teamId)
    : [...slack.world.people.values()].find((person) => person.id === handle || named(person))
  if (!found) throw new Error(`Nobody and nothing here is called ${handle}`)
  return found.id
}

function inputsOf(blocks: Block[]): string[] {
  return blocks
    .filter((block) => elementsOf(block).length > 0)
    .map((block) => block.label?.text ?? block.block_id ?? '')
}
