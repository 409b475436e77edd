import type { View } from '@slack/types'
import type { Kysely } from 'kysely'
import type { Channel, Person, State } from './api.ts'
import { ephemeralsIn, messagesFor } from './state-messages.ts'
import { plannedIn } from './planned-nudges.ts'
import type { PretendSlack } from './pretend-slack/index.ts'
import { colleagues } from './pretend-slack/seed.ts'
import { wireView } from './pretend-slack/wire.ts'
import {
  installOf,
  openDm,
  type SlackChannel,
  type SlackMessage,
  type SlackPerson,
} from './pretend-slack/world.ts'

/** What one person's window shows. */
export async function stateFor(
  slack: PretendSlack,
  db: Kysely<any> | undefined,
  viewerId: string | undefined,
  version: number,
): Promise<State> {
  const { world } = slack
  const viewer = personFor(slack, viewerId)
  const install = installOf(world, viewer.teamId)
  // The app is listed in everyone's sidebar, also before its first message.
  if (install) openDm(world, install.botUserId, viewer.id)
  const channels = [...world.channels.values()].filter((channel) => channel.memberIds.includes(viewer.id))
  const home = world.homes.get(viewer.id)
  return {
    version,
    viewer: asPerson(viewer),
    team: { id: viewer.teamId, name: world.teams.get(viewer.teamId)?.name ?? '' },
    people: [...world.people.values()].filter((one) => one.teamId === viewer.teamId).map(asPerson),
    channels: channels.map((channel) => asChannel(slack, channel, viewer, install?.botUserId)),
    messages: messagesFor(slack, channels, viewer),
    home: home ? asView(wireView(slack, home)) : null,
    modals: (world.modals.get(viewer.id) ?? []).map(({ errors, busy, ...view }) => ({
      view: Object.assign(asView(wireView(slack, { ...view, errors, busy })), {
        id: view.id,
        hash: view.hash,
      }),
      errors,
      busy,
    })),
    commands: (slack.manifest.features.slash_commands ?? []).map((one) => ({
      command: one.command,
      description: one.description,
      usageHint: one.usage_hint ?? '',
    })),
    shortcuts: (slack.manifest.features.shortcuts ?? [])
      .filter((one) => one.type === 'message')
      .map((one) => ({ name: one.name, callbackId: one.callback_id, description: one.description })),
    notices: slack.notices
      .filter((notice) => notice.userId === viewer.id)
      .map(({ id, text }) => ({ id, text })),
    clock: { now: slack.now().toISOString(), zone: viewer.tz ?? 'UTC' },
    absent: absentFrom(slack, viewer.teamId),
    planned: db ? await plannedIn(db, slack, viewer.teamId) : [],
  }
}

/** The person asked for, else the first one. */
function personFor(slack: PretendSlack, id: string | undefined): SlackPerson {
  const people = [...slack.world.people.values()].filter((person) => !person.isBot && !person.deleted)
  return people.find((person) => person.id === id) ?? people[0]!
}

function asPerson(person: SlackPerson): Person {
  const { id, name, realName, tz, locale, isBot, deleted, isRestricted, color } = person
  return { id, name, realName, tz: tz ?? 'UTC', locale, isBot, deleted, isGuest: isRestricted, color }
}

function absentFrom({ world }: PretendSlack, teamId: string): State['absent'] {
  const present = new Set(
    [...world.people.values()].filter((person) => person.teamId === teamId).map(({ name }) => name),
  )
  return colleagues
    .filter(({ name }) => !present.has(name))
    .map(({ name, realName = name, tz = 'Europe/Paris', isRestricted = false }) => ({
      name,
      realName,
      tz,
      isGuest: isRestricted,
    }))
}

function asChannel(
  slack: PretendSlack,
  channel: SlackChannel,
  viewer: SlackPerson,
  botUserId: string | undefined,
): Channel {
  const other = channel.memberIds.find((id) => id !== viewer.id)
  const read = slack.world.reads.get(`${channel.id} ${viewer.id}`) ?? ''
  const isUnread = (message: SlackMessage) =>
    message.userId !== viewer.id && Number(message.ts) > Number(read)
  const unread = [
    ...(slack.world.messages.get(channel.id) ?? []),
    ...ephemeralsIn(slack, channel, viewer),
  ].filter(isUnread)
  const isApp = channel.kind === 'dm' && other === botUserId
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.kind === 'dm' ? (slack.world.people.get(other ?? '')?.name ?? '') : channel.name,
    memberIds: channel.memberIds,
    unread: unread.length,
    ...(isApp ? { readOnly: slack.manifest.features.app_home?.messages_tab_read_only_enabled === true } : {}),
  }
}

function asView(view: Record<string, unknown>): View {
  if (!isView(view)) throw new Error('A stored view has no type')
  return view
}

function isView(view: object): view is View {
  return 'type' in view && 'blocks' in view
}
