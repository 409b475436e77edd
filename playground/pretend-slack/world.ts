import { randomInt } from 'node:crypto'
import type { Block, StateValues, ViewShape } from './blocks.ts'

/** All data of the pretend Slack: plain values and maps only, so that it can be saved as JSON. */
export interface World {
  app: AppRecord
  enterprises: Map<string, Enterprise>
  teams: Map<string, Team>
  people: Map<string, SlackPerson>
  channels: Map<string, SlackChannel>
  /** By channel, oldest first. */
  messages: Map<string, SlackMessage[]>
  /** By the only person who sees them, oldest first. */
  ephemerals: Map<string, SlackMessage[]>
  /** By bot token. */
  installs: Map<string, Install>
  /** By the person whose Home it is. */
  homes: Map<string, SlackView>
  /** Each person's stack of modals; the last is on top. */
  modals: Map<string, SlackView[]>
  /** The ts up to which a person has read a channel, by "channel person". */
  reads: Map<string, string>
  /** Microseconds of the last ts, so that none is used twice. */
  lastStamp: number
}

export interface AppRecord {
  id: string
  name: string
  clientId: string
  clientSecret: string
  signingSecret: string
  appToken: string
  verificationToken: string
}

export interface Enterprise {
  id: string
  name: string
}

export interface Team {
  id: string
  name: string
  domain: string
  enterpriseId: string | undefined
}

export interface SlackPerson {
  id: string
  teamId: string
  name: string
  realName: string
  /** IANA zone; undefined as Slack sometimes leaves it out. */
  tz: string | undefined
  locale: string
  isBot: boolean
  deleted: boolean
  isOwner: boolean
  isRestricted: boolean
  isUltraRestricted: boolean
  isStranger: boolean
  /** Workspaces with which theirs shares a channel over Slack Connect. */
  connectedTo?: string[]
  /** The profile's display name; the handle when it is not set. */
  displayName?: string
  color: string
  botId?: string
}

export interface SlackChannel {
  id: string
  teamId: string
  kind: 'channel' | 'private' | 'dm'
  name: string
  memberIds: string[]
  archived: boolean
}

export interface Metadata {
  event_type: string
  event_payload: Record<string, unknown>
}

export interface SlackMessage {
  ts: string
  channelId: string
  userId: string
  text: string
  blocks: Block[]
  fromApp: boolean
  files?: SlackFile[]
  /** The one person who sees it. */
  onlyFor?: string
  metadata?: Metadata
  edited?: string
  threadTs?: string
  /** Written by Slack itself, such as the line about a command without an answer. */
  fromSlack?: boolean
}

/** A file in a message; who belongs to the conversation may open it. */
export interface SlackFile {
  id: string
  name: string
  title: string
  altText?: string
  /** A picture's bytes, in base64. */
  png?: string
}

export interface Install {
  token: string
  teamId: string
  enterpriseId: string | undefined
  /** Installed once for a whole organisation. */
  orgWide: boolean
  botUserId: string
  botId: string
  scopes: string[]
  installedBy: string
  revoked: boolean
}

export interface SlackView extends ViewShape {
  id: string
  teamId: string
  userId: string
  hash: string
  state: { values: StateValues }
  rootViewId: string
  previousViewId: string | undefined
  errors: Record<string, string>
  busy: boolean
}

const letters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A new id of Slack's shape: a prefix for the kind, then ten characters. */
export function newId(prefix: string, length = 10): string {
  return prefix + Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
}

export function emptyWorld(appName: string): World {
  return {
    app: {
      id: newId('A'),
      name: appName,
      clientId: `${randomInt(1e9, 1e10)}.${randomInt(1e9, 1e10)}`,
      clientSecret: newId('', 32).toLowerCase(),
      signingSecret: newId('', 32).toLowerCase(),
      appToken: `xapp-1-${newId('A')}-${newId('', 24).toLowerCase()}`,
      verificationToken: newId('', 24),
    },
    enterprises: new Map(),
    teams: new Map(),
    people: new Map(),
    channels: new Map(),
    messages: new Map(),
    ephemerals: new Map(),
    installs: new Map(),
    homes: new Map(),
    modals: new Map(),
    reads: new Map(),
    lastStamp: 0,
  }
}

/** A message ts "seconds.microseconds", greater than every earlier one even when the clock stands still. */
export function nextStamp(world: World, now: Date): string {
  world.lastStamp = Math.max(world.lastStamp + 1, now.getTime() * 1000)
  const seconds = Math.floor(world.lastStamp / 1e6)
  return `${seconds}.${String(world.lastStamp % 1e6).padStart(6, '0')}`
}

export function findDm(world: World, one: string, other: string): SlackChannel | undefined {
  for (const channel of world.channels.values())
    if (channel.kind === 'dm' && channel.memberIds.includes(one) && channel.memberIds.includes(other))
      return channel
  return undefined
}

/** The direct message of two people; created when there is none. */
export function openDm(world: World, one: string, other: string): SlackChannel {
  const found = findDm(world, one, other)
  if (found) return found
  const person = world.people.get(other) ?? world.people.get(one)
  const channel: SlackChannel = {
    id: newId('D'),
    teamId: person!.teamId,
    kind: 'dm',
    name: 'directmessage',
    memberIds: [one, other],
    archived: false,
  }
  world.channels.set(channel.id, channel)
  return channel
}

export function messagesOf(world: World, channelId: string): SlackMessage[] {
  const known = world.messages.get(channelId)
  if (known) return known
  const fresh: SlackMessage[] = []
  world.messages.set(channelId, fresh)
  return fresh
}

export function findMessage(world: World, channelId: string, ts: string): SlackMessage | undefined {
  return world.messages.get(channelId)?.findLast((message) => message.ts === ts)
}

/** A file of a message in a conversation that this person belongs to. */
export function findFile(world: World, userId: string, fileId: string): SlackFile | undefined {
  for (const { id, memberIds } of world.channels.values())
    for (const { files = [] } of memberIds.includes(userId) ? (world.messages.get(id) ?? []) : []) {
      const found = files.find((file) => file.id === fileId)
      if (found) return found
    }
  return undefined
}

export function findModal(world: World, viewId: string): { stack: SlackView[]; at: number } | undefined {
  for (const stack of world.modals.values()) {
    const at = stack.findIndex((view) => view.id === viewId)
    if (at >= 0) return { stack, at }
  }
  return undefined
}

/** Whether what belongs to one workspace belongs to the caller: the same workspace, or the organisation that it is part of. */
export function covers(world: World, callerId: string, teamId: string): boolean {
  return teamId === callerId || world.teams.get(teamId)?.enterpriseId === callerId
}

/** Whether somebody finds the other's name: in their workspace, their organisation, or over Slack Connect. */
export function sharesSlack(
  world: World,
  one: Pick<SlackPerson, 'teamId' | 'connectedTo'>,
  other: { teamId: string; connectedTo?: string[] },
): boolean {
  if (one.teamId === other.teamId || other.connectedTo?.includes(one.teamId)) return true
  const organisation = world.teams.get(one.teamId)?.enterpriseId
  return organisation !== undefined && world.teams.get(other.teamId)?.enterpriseId === organisation
}

/** The installation whose messages somebody has before them: their workspace's, or one that they reach over Slack Connect. */
export function installServing(world: World, { teamId, connectedTo = [] }: SlackPerson): Install | undefined {
  return [teamId, ...connectedTo].map((id) => installOf(world, id)).find((found) => found !== undefined)
}

/** The id under which Slack knows an installation: `app_installed_team_id`. */
export function installedId({ orgWide, enterpriseId, teamId }: Install): string {
  return orgWide && enterpriseId ? enterpriseId : teamId
}

/** The unrevoked installation of a workspace: its own, or its organisation's. */
export function installOf(world: World, teamId: string): Install | undefined {
  const enterpriseId = world.teams.get(teamId)?.enterpriseId
  const active = [...world.installs.values()].filter((install) => !install.revoked)
  return (
    active.find((install) => !install.orgWide && install.teamId === teamId) ??
    active.find((install) => install.orgWide && enterpriseId && install.enterpriseId === enterpriseId)
  )
}
