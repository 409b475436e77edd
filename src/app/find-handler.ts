/** The handler of a request, and what it wants to know of a channel. */
import type { ActionCall, AtOnce, Call, Feature, Handler, OpenCall, Reply } from '../feature.ts'
import type { ChannelAccess } from '../slack/channels.ts'
import type { AppRequest } from './request.ts'

export function findHandler(
  features: readonly Feature[],
  request: AppRequest,
  channel?: ChannelAccess,
): Handler<Call> | undefined {
  switch (request.kind) {
    case 'command': {
      const { text } = request
      const command = lookUp(features, 'commands', request.name)
      return command && ((call) => command.run({ ...call, text, channel }))
    }
    case 'action': {
      const { value, picked, metadata, values, shown: blocks } = request
      const view = request.view?.type === 'modal' ? { metadata, values, blocks } : undefined
      const run = actionHandler(lookUp(features, 'actions', request.name))
      return run && ((call) => run({ ...call, value, picked, view, channel }))
    }
    case 'submission': {
      const { values, metadata } = request
      const form = lookUp(features, 'forms', request.name)
      return form && ((call) => form({ ...call, values, metadata }))
    }
    case 'shortcut': {
      const { message } = request
      const shortcut = lookUp(features, 'shortcuts', request.name)
      return shortcut && message && ((call) => shortcut({ ...call, message }))
    }
    default:
      return request satisfies never
  }
}

/** How a request may be answered outside of a transaction. */
export function findAtOnce(
  features: readonly Feature[],
  request: AppRequest,
): ((call: OpenCall, atOnce: AtOnce) => Promise<Reply | undefined>) | undefined {
  if (request.kind !== 'command') return undefined
  const { text } = request
  const answer = lookUp(features, 'commands', request.name)?.atOnce
  return answer && ((call, atOnce) => answer({ ...call, text, atOnce }))
}

function actionHandler(action: ActionEntry | undefined): Handler<ActionCall> | undefined {
  if (typeof action !== 'object') return action
  return 'readOnly' in action ? action.readOnly : action.inChannel
}

type ActionEntry = NonNullable<Feature['actions']>[string]

/** Refused unless a feature says otherwise: Slack offers the app's messages to people over Slack Connect too. */
export function isOpenToOutsiders(features: readonly Feature[], { kind, name }: AppRequest): boolean {
  if (kind === 'command' || kind === 'shortcut') return false
  const owner = features.find((feature) => Object.hasOwn(feature[tableOf[kind]] ?? {}, name))
  return owner?.openToOutsiders?.butNot.includes(name) === false
}

/** Whether guests are refused. */
export function isForMembers(features: readonly Feature[], { kind, name }: AppRequest): boolean {
  return features.some((feature) => feature.isForMembers && Object.hasOwn(feature[tableOf[kind]] ?? {}, name))
}

export function isReadOnly(features: readonly Feature[], request: AppRequest): boolean {
  if (request.kind !== 'action') return false
  const action = lookUp(features, 'actions', request.name)
  return typeof action === 'object' && 'readOnly' in action
}

interface ChannelNeed {
  channelId: string
  /** The members' profiles too. */
  withPeople: boolean
}

/** Undefined = the handler does not ask about a channel. */
export function channelNeed(features: readonly Feature[], request: AppRequest): ChannelNeed | undefined {
  if (request.kind === 'command') {
    const isWanted = lookUp(features, 'commands', request.name)?.inChannel === true
    return isWanted ? { channelId: request.channelId, withPeople: true } : undefined
  }
  if (request.kind !== 'action') return undefined
  const action = lookUp(features, 'actions', request.name)
  if (typeof action !== 'object' || !('inChannel' in action)) return undefined
  return { channelId: request.value.split(':', 1)[0]!, withPeople: action.withPeople === true }
}

type HandlerTable = 'commands' | 'actions' | 'forms' | 'shortcuts'

const tableOf: Record<AppRequest['kind'], HandlerTable> = {
  command: 'commands',
  action: 'actions',
  submission: 'forms',
  shortcut: 'shortcuts',
}

/** Own properties only: Slack's text may also be `constructor` or `__proto__`. */
function lookUp<Table extends HandlerTable>(features: readonly Feature[], table: Table, name: string) {
  type Entry = NonNullable<Feature[Table]>[keyof NonNullable<Feature[Table]>]
  const owner = features.find((feature) => Object.hasOwn(feature[table] ?? {}, name))
  return (owner?.[table] as Record<string, Entry> | undefined)?.[name]
}
