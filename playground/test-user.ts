import { appDm } from './pretend-slack/actor.ts'
import { press } from './pretend-slack/press.ts'
import { postMessage } from './pretend-slack/post-message.ts'
import { openHome, useShortcut } from './pretend-slack/home-and-shortcuts.ts'
import { type Block, elementsOf, type StateValues } from './pretend-slack/blocks.ts'
import type { PretendSlack } from './pretend-slack/index.ts'
import { close, fill, submit } from './pretend-slack/modals.ts'
import { openDm, type SlackMessage, type SlackPerson, type SlackView } from './pretend-slack/world.ts'
import { type Choice, stateForChoice, findElement, findPressable } from './find-element.ts'
import { findOnSurfaces, failNotFound, type PressOptions, describeLastShown } from './visible-surfaces.ts'
import { buttonsOf, type Readable, type RenderContext, renderText } from './render-text.ts'

/** What one person does and sees. Every deed resolves when the app has answered and has nothing more in hand. */
export interface TestUser {
  id: string
  name: string
  person(): SlackPerson
  /**
   * Types a line where `in` says, a "#channel" or an "@person"; else in the DM with the app, or in #general when that is
   * read-only. `raw`: as it would arrive, unescaped.
   */
  types(text: string, options?: { in?: string; threadTs?: string; raw?: boolean }): Promise<void>
  /** Presses the newest thing that bears this label: in the open modal when there is one, else in messages, else on Home. */
  presses(label: string, options?: PressOptions): Promise<void>
  /** Chooses in a select, picker, checkbox or radio group, named by its label, placeholder, ids or the words beside it. */
  picks(name: string, value: Choice, options?: PressOptions): Promise<void>
  /** Fills inputs of the open modal, each named by its label or block id. */
  fills(values: Record<string, Choice>): Promise<void>
  submits(values?: Record<string, Choice>): Promise<void>
  closesModal(): Promise<void>
  opensHome(): Promise<void>
  opensMessages(): Promise<void>
  /** A message shortcut by its name in the manifest, or its callback id. */
  usesShortcut(name: string, on?: SlackMessage): Promise<void>

  /** Words of what the app told this person in their DM, oldest first. */
  dms(): string[]
  lastDm(): string
  dmMessages(): SlackMessage[]
  /** Words of what only this person was shown, oldest first. */
  seen(): string[]
  lastSeen(): string
  seenMessages(): SlackMessage[]
  /** Messages of a "#channel" or "@person" conversation. */
  messagesIn(place: string): SlackMessage[]
  modal(): SlackView | undefined
  /** Validation errors of the open modal, by block id. */
  errors(): Record<string, string>
  home(): SlackView | undefined
  /** What Slack itself had to say: a timed-out command, a click that got lost. */
  notices(): string[]
  /** The words as this person sees them, in their zone. */
  reads(thing: Readable | undefined): string
  buttons(thing: Readable | undefined): string[]
}

/** The hand of one person. `settle` waits until the app is idle. */
export function createTestUser(slack: PretendSlack, userId: string, settle: () => Promise<void>): TestUser {
  const { world } = slack
  const me = () => world.people.get(userId)!
  const after = async (deed: Promise<void>) => {
    await deed
    await settle()
  }
  const reader = (): RenderContext => ({
    nameOf: (id) => world.people.get(id)?.name,
    zone: me().tz ?? 'UTC',
    now: slack.now(),
  })
  const reads = (thing: Readable | undefined) => renderText(thing, reader())
  const modal = () => world.modals.get(userId)?.at(-1)
  const dmMessages = () => fromApp(world.messages.get(appDm(slack, userId)?.id ?? '') ?? [])
  const seenMessages = () => world.ephemerals.get(userId) ?? []

  return {
    id: userId,
    get name() {
      return me().name
    },
    person: me,
    types: (text, options = {}) =>
      after(postMessage(slack, { userId, channelId: placeId(slack, me(), options.in), text, ...options })),
    async presses(label, options = {}) {
      const open = modal()
      if (open?.submit?.text === label && !options.in) return after(submit(slack, userId, open.id))
      const { where, found } =
        findOnSurfaces(slack, userId, options, (blocks) => findPressable(blocks, label, options.beside)) ??
        failNotFound(`No button says "${label}"`, slack, userId, options)
      const { blockId, element, state } = found
      return after(
        press(slack, { userId, where, blockId, actionId: element.action_id ?? '', element: state }),
      )
    },
    async picks(name, value, options = {}) {
      const { where, found } =
        findOnSurfaces(slack, userId, options, (blocks) => findElement(blocks, name)) ??
        failNotFound(`Nothing to pick is called "${name}"`, slack, userId, options)
      const { block, element } = found
      const state = stateForChoice(element, value, (handle) => idOf(slack, me(), handle))
      if (block.type === 'input' && where.kind === 'view' && !block.dispatch_action)
        return fillModal({ [name]: value })
      const [blockId, actionId] = [block.block_id ?? '', element.action_id ?? '']
      return after(press(slack, { userId, where, blockId, actionId, element: state }))
    },
    fills: fillModal,
    async submits(values = {}) {
      await fillModal(values)
      return after(submit(slack, userId, needModal().id))
    },
    closesModal: () => after(close(slack, userId, needModal().id)),
    opensHome: () => after(openHome(slack, userId)),
    opensMessages: () => after(openHome(slack, userId, 'messages')),
    async usesShortcut(name, on) {
      const listed = slack.manifest.features.shortcuts ?? []
      const callbackId = listed.find((shortcut) => shortcut.name === name)?.callback_id ?? name
      return after(useShortcut(slack, { userId, callbackId, ...(on ? { on } : {}) }))
    },
    dms: () => dmMessages().map(reads),
    lastDm: () => reads(dmMessages().at(-1)),
    dmMessages,
    seen: () => seenMessages().map(reads),
    lastSeen: () => reads(seenMessages().at(-1)),
    seenMessages,
    messagesIn: (place) => world.messages.get(placeId(slack, me(), place)) ?? [],
    modal,
    errors: () => modal()?.errors ?? {},
    home: () => world.homes.get(userId),
    notices: () => slack.notices.filter((notice) => notice.userId === userId).map((notice) => notice.text),
    reads,
    buttons: buttonsOf,
  }

  function needModal(): SlackView {
    const open = modal()
    if (!open) throw new Error(`${me().name} has no modal open. ${describeLastShown(slack, userId)}`)
    return open
  }

  async function fillModal(values: Record<string, Choice>): Promise<void> {
    if (Object.keys(values).length === 0) return
    const open = needModal()
    const state: StateValues = {}
    for (const [name, value] of Object.entries(values)) {
      const found = findElement(open.blocks, name)
      if (!found)
        throw new Error(`The modal has no input "${name}", but: ${inputsOf(open.blocks).join(', ')}`)
      const { block, element } = found
      const elements = (state[block.block_id ?? ''] ??= {})
      elements[element.action_id ?? ''] = stateForChoice(element, value, (handle) =>
        idOf(slack, me(), handle),
      )
    }
    fill(slack, userId, open.id, state)
  }
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
    const bot = [...slack.world.people.values()].find((person) => person.isBot && person.teamId === me.teamId)
    return dm?.id ?? (bot ? openDm(slack.world, bot.id, me.id).id : placeId(slack, me, '#general'))
  }
  if (place.startsWith('@')) return openDm(slack.world, me.id, idOf(slack, me, place)).id
  return idOf(slack, me, place)
}

function idOf(slack: PretendSlack, me: SlackPerson, handle: string): string {
  const name = handle.replace(/^[@#]/, '')
  const named = (one: { name: string; teamId: string }) => one.name === name && one.teamId === me.teamId
  const found = handle.startsWith('#')
    ? [...slack.world.channels.values()].find(named)
    : [...slack.world.people.values()].find((person) => person.id === handle || named(person))
  if (!found) throw new Error(`Nobody and nothing here is called ${handle}`)
  return found.id
}

function inputsOf(blocks: Block[]): string[] {
  return blocks
    .filter((block) => elementsOf(block).length > 0)
    .map((block) => block.label?.text ?? block.block_id ?? '')
}
