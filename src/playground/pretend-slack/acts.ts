import {
  type Block,
  type Element,
  type ElementState,
  elementsOf,
  stateOf,
  type StateValues,
} from './blocks.ts'
import { type Ack, deliver } from './deliver.ts'
import { tellEvent } from './events.ts'
import { giveResponseUrl, respond } from './response-urls.ts'
import { notify, Refusal, type Slack } from './slack.ts'
import { giveTrigger } from './triggers.ts'
import { wireMessage, wireView } from './wire.ts'
import { escapeTyped } from './typed.ts'
import {
  findDm,
  findMessage,
  findModal,
  installOf,
  messagesOf,
  nextStamp,
  openDm,
  type Install,
  type SlackChannel,
  type SlackMessage,
  type SlackPerson,
  type SlackView,
} from './world.ts'

/** What a person at Slack's keyboard does, each as Slack tells the app of it. */

export interface Place {
  userId: string
  channelId: string
}

export class Impossible extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Impossible'
  }
}

/** Types a line: a slash command when it starts with one, else a message. `raw` leaves the words as they would arrive. */
export async function typeLine(
  slack: Slack,
  {
    userId,
    channelId,
    text,
    threadTs,
    raw = false,
  }: Place & { text: string; threadTs?: string; raw?: boolean },
): Promise<void> {
  const { person, channel } = placeOf(slack, { userId, channelId })
  const command = /^(\/[a-z0-9_-]+)(?:\s+([\s\S]*))?$/i.exec(text)
  if (command?.[1] && !threadTs) return runCommand(slack, person, channel, command[1], command[2] ?? '', raw)
  if (command) throw new Impossible('Slash commands do not work in threads.')
  const message: SlackMessage = {
    ts: nextStamp(slack.world, slack.now()),
    channelId,
    userId,
    text: raw ? text : escapeTyped(slack, person, text),
    blocks: [],
    fromApp: false,
    ...(threadTs ? { threadTs } : {}),
  }
  messagesOf(slack.world, channelId).push(message)
  slack.changed()
  const install = installOf(slack.world, person.teamId)
  if (!install || !channel.memberIds.includes(install.botUserId)) return
  const kind = { channel: 'channel', private: 'group', dm: 'im' }[channel.kind]
  tellEvent(slack, install, { ...wireMessage(slack, message), channel: channelId, channel_type: kind })
}

async function runCommand(
  slack: Slack,
  person: SlackPerson,
  channel: SlackChannel,
  command: string,
  rest: string,
  raw: boolean,
): Promise<void> {
  const install = installOf(slack.world, person.teamId)
  const listed = slack.manifest.features.slash_commands ?? []
  const known = listed.find((one) => one.command === command)
  if (!install || (listed.length > 0 && !known)) {
    notify(slack, person.id, `${command} is not a valid command.`)
    return
  }
  const to = { userId: person.id, teamId: person.teamId, channelId: channel.id }
  const escapes = known?.should_escape ?? true
  const ack = await deliver(slack, {
    title: `command ${command}`,
    kind: 'slash_commands',
    payload: {
      token: slack.world.app.verificationToken,
      team_id: person.teamId,
      team_domain: slack.world.teams.get(person.teamId)?.domain,
      ...enterpriseFields(slack, person.teamId),
      channel_id: channel.id,
      channel_name: channel.kind === 'private' ? 'privategroup' : channel.name,
      user_id: person.id,
      user_name: person.name,
      command,
      text: raw ? rest : escapeTyped(slack, person, rest, { mentions: escapes }),
      api_app_id: slack.world.app.id,
      is_enterprise_install: String(install.orgWide),
      response_url: giveResponseUrl(slack, to),
      trigger_id: giveTrigger(slack, person.id, person.teamId),
    },
  })
  if (ack.outcome !== 'ok') {
    notify(slack, person.id, `${command} failed with the error "${failure(ack)}".`)
    return
  }
  const body =
    typeof ack.body === 'string' ? { text: ack.body } : (ack.body as Record<string, unknown> | null)
  if (!body || (!body.text && !body.blocks)) return
  try {
    respond(slack, to, body)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    notify(slack, person.id, `${command} failed with the error "${error.code}".`)
  }
}

function failure(ack: Ack): string {
  if (ack.outcome === 'timeout') return 'operation_timeout'
  return ack.outcome === 'failed' ? `dispatch_failed (HTTP ${ack.status})` : 'dispatch_failed'
}

export type Where =
  | { kind: 'message'; channelId: string; ts: string }
  | { kind: 'view'; viewId: string }
  | { kind: 'home' }

export interface Press {
  userId: string
  where: Where
  blockId: string
  actionId: string
  element: ElementState
  /** What the elements around it hold. */
  values?: StateValues
}

/** Presses a button or picks from a menu. */
export async function press(slack: Slack, act: Press): Promise<void> {
  const person = personOf(slack, act.userId)
  const scene = sceneOf(slack, person, act.where)
  const element = findElement(scene.blocks, act.blockId, act.actionId)
  if (!element) throw new Impossible('That element is no longer there.')
  const values = stateOf(scene.blocks, { ...scene.values, ...act.values })
  if (values[act.blockId]?.[act.actionId]) values[act.blockId]![act.actionId] = act.element
  if (scene.view) scene.view.state.values = values
  slack.changed()
  const actionStamp = (slack.now().getTime() / 1000).toFixed(6)
  const ack = await deliver(slack, {
    title: `press ${act.actionId}`,
    kind: 'interactive',
    payload: {
      type: 'block_actions',
      ...common(slack, person),
      container: scene.container,
      trigger_id: giveTrigger(slack, person.id, person.teamId),
      ...scene.payload,
      state: { values },
      actions: [{ ...actionOf(element, act.element), block_id: act.blockId, action_ts: actionStamp }],
    },
  })
  if (ack.outcome !== 'ok') notify(slack, person.id, `That click did not reach the app: ${failure(ack)}.`)
}

function actionOf(element: Element, state: ElementState): Record<string, unknown> {
  const { type, action_id, placeholder } = element
  if (type !== 'button') return { ...state, type, action_id, ...(placeholder ? { placeholder } : {}) }
  const { text, value, style } = element
  return { type, action_id, text, ...(value === undefined ? {} : { value }), ...(style ? { style } : {}) }
}

interface Scene {
  blocks: Block[]
  values: StateValues
  container: Record<string, unknown>
  payload: Record<string, unknown>
  view?: SlackView
}

function sceneOf(slack: Slack, person: SlackPerson, where: Where): Scene {
  if (where.kind === 'message') return messageScene(slack, person, where)
  const found = where.kind === 'home' ? undefined : findModal(slack.world, where.viewId)
  const view = where.kind === 'home' ? slack.world.homes.get(person.id) : found?.stack[found.at]
  if (!view || view.userId !== person.id) throw new Impossible('That view is no longer open.')
  return {
    blocks: view.blocks,
    values: view.state.values,
    container: { type: 'view', view_id: view.id },
    payload: { view: wireView(slack, view) },
    view,
  }
}

function messageScene(
  slack: Slack,
  person: SlackPerson,
  { channelId, ts }: { channelId: string; ts: string },
): Scene {
  const whispered = slack.world.ephemerals
    .get(person.id)
    ?.find((m) => m.ts === ts && m.channelId === channelId)
  const message = whispered ?? findMessage(slack.world, channelId, ts)
  if (!message) throw new Impossible('That message is no longer there.')
  const { channel } = placeOf(slack, { userId: person.id, channelId })
  const ephemeral = whispered !== undefined
  const to = { userId: person.id, teamId: person.teamId, channelId, message: { ts, ephemeral } }
  return {
    blocks: message.blocks,
    values: {},
    container: { type: 'message', message_ts: ts, channel_id: channelId, is_ephemeral: ephemeral },
    payload: {
      channel: { id: channelId, name: channel.name },
      ...(ephemeral ? {} : { message: wireMessage(slack, message) }),
      response_url: giveResponseUrl(slack, to),
    },
  }
}

function findElement(blocks: Block[], blockId: string, actionId: string): Element | undefined {
  const block = blocks.find((one) => one.block_id === blockId)
  return block && elementsOf(block).find((element) => element.action_id === actionId)
}

/** Runs a shortcut: on a message when its place is given, else the global one. */
export async function useShortcut(
  slack: Slack,
  { userId, callbackId, on }: { userId: string; callbackId: string; on?: { channelId: string; ts: string } },
): Promise<void> {
  const person = personOf(slack, userId)
  const message = on && findMessage(slack.world, on.channelId, on.ts)
  if (on && !message) throw new Impossible('That message is no longer there.')
  const { channel } = on ? placeOf(slack, { userId, channelId: on.channelId }) : {}
  const ack = await deliver(slack, {
    title: `shortcut ${callbackId}`,
    kind: 'interactive',
    payload: {
      type: message ? 'message_action' : 'shortcut',
      ...common(slack, person),
      callback_id: callbackId,
      trigger_id: giveTrigger(slack, person.id, person.teamId),
      action_ts: (slack.now().getTime() / 1000).toFixed(6),
      ...(message && channel
        ? {
            message_ts: message.ts,
            message: wireMessage(slack, message),
            channel: { id: channel.id, name: channel.kind === 'private' ? 'privategroup' : channel.name },
            response_url: giveResponseUrl(slack, { userId, teamId: person.teamId, channelId: channel.id }),
          }
        : {}),
    },
  })
  if (ack.outcome !== 'ok') notify(slack, userId, `That shortcut did not reach the app: ${failure(ack)}.`)
}

/** Opens the app's Home; the app is told on every visit. */
export async function openHome(
  slack: Slack,
  userId: string,
  tab: 'home' | 'messages' = 'home',
): Promise<void> {
  const person = personOf(slack, userId)
  const install = needInstall(slack, person)
  const dm = openDm(slack.world, install.botUserId, userId)
  const view = slack.world.homes.get(userId)
  tellEvent(slack, install, {
    type: 'app_home_opened',
    user: userId,
    channel: dm.id,
    tab,
    ...(view && tab === 'home' ? { view: wireView(slack, view) } : {}),
  })
}

function needInstall(slack: Slack, person: SlackPerson): Install {
  const install = installOf(slack.world, person.teamId)
  if (!install) throw new Impossible('The app is not installed in this workspace.')
  return install
}

export function common(slack: Slack, person: SlackPerson): Record<string, unknown> {
  const team = slack.world.teams.get(person.teamId)
  const enterprise = team?.enterpriseId ? slack.world.enterprises.get(team.enterpriseId) : undefined
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    api_app_id: slack.world.app.id,
    token: slack.world.app.verificationToken,
    team: {
      id: team?.id,
      domain: team?.domain,
      ...(enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {}),
    },
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: installOf(slack.world, person.teamId)?.orgWide ?? false,
  }
}

function enterpriseFields(slack: Slack, teamId: string): Record<string, string> {
  const id = slack.world.teams.get(teamId)?.enterpriseId
  const enterprise = id ? slack.world.enterprises.get(id) : undefined
  return enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {}
}

export function personOf(slack: Slack, userId: string): SlackPerson {
  const person = slack.world.people.get(userId)
  if (!person || person.deleted) throw new Impossible('Nobody of that id is here.')
  return person
}

function placeOf(slack: Slack, { userId, channelId }: Place): { person: SlackPerson; channel: SlackChannel } {
  const person = personOf(slack, userId)
  const channel = slack.world.channels.get(channelId)
  if (!channel || channel.teamId !== person.teamId)
    throw new Impossible('That channel is not in this workspace.')
  if (channel.kind !== 'channel' && !channel.memberIds.includes(userId))
    throw new Impossible(`${person.realName} is not in that conversation.`)
  return { person, channel }
}

/** The direct message between a person and the app, opened when they look. */
export function appDm(slack: Slack, userId: string): SlackChannel | undefined {
  const install = installOf(slack.world, personOf(slack, userId).teamId)
  return install && findDm(slack.world, install.botUserId, userId)
}
