/** One request of a person, whichever way it came: what they did, who they are, and how they can be answered. Pure. */
import type { KnownBlock } from '@slack/types'
import type { z } from 'zod'
import type { ShortcutMessage } from '../feature.ts'
import type { FormValues } from '../slack/form-values.ts'
import { mentionedIn, pickedIn, pickedPeople } from './mentioned-people.ts'
import { pressMeant } from './menu.ts'
import { splitOrigin } from './modal-origin.ts'
import { quoteMessage } from './quoted-message.ts'
import { actionPayload, commandPayload, shortcutPayload, submissionPayload } from './payload-schemas.ts'

export type AppRequest = CommandRequest | ActionRequest | SubmissionRequest | ShortcutRequest

interface RequestBase {
  /** The command, action_id, or callback_id. */
  name: string
  teamId: string
  userId: string
  /** The same for the same request, however often it comes. */
  key: string
  triggerId: string
  responseUrl: string | undefined
  /** The response_url of the message that carried the button, or from which the modal was opened. */
  origin?: string | undefined
  /** The one who acts and everybody named in the request. */
  mentionedIds: string[]
  /** The modal or Home that the action or submission came from. */
  view?: { id: string; type: string; hash: string | undefined } | undefined
}

interface CommandRequest extends RequestBase {
  kind: 'command'
  text: string
  /** Where it was typed. */
  channelId: string
}

interface ActionRequest extends RequestBase {
  kind: 'action'
  value: string
  /** The blocks of the view that the action came from. */
  shown: readonly KnownBlock[]
  picked: string | undefined
  values: FormValues
  metadata: string
}

interface SubmissionRequest extends RequestBase {
  kind: 'submission'
  values: FormValues
  metadata: string
}

interface ShortcutRequest extends RequestBase {
  kind: 'shortcut'
  message: ShortcutMessage | undefined
}

/**
 * `undefined` = not a request that Forthright understands. `teamId` is the workspace or organisation whose installation
 * Bolt was given: a payload may name other workspaces, or none.
 */
export function readRequest(body: unknown, teamId: string | undefined): AppRequest | undefined {
  const { command, type } = (body ?? {}) as { command?: unknown; type?: unknown }
  if (!teamId) return undefined
  if (command !== undefined) return fromCommand(commandPayload.safeParse(body), teamId)
  switch (type) {
    case 'block_actions':
      return fromAction(actionPayload.safeParse(body), teamId)
    case 'view_submission':
      return fromSubmission(submissionPayload.safeParse(body), teamId)
    case 'message_action':
    case 'shortcut':
      return fromShortcut(shortcutPayload.safeParse(body), teamId)
    default:
      return undefined
  }
}

type Parsed<T extends z.ZodType> = z.ZodSafeParseResult<z.infer<T>>

function fromCommand({ data }: Parsed<typeof commandPayload>, teamId: string): CommandRequest | undefined {
  if (!data) return undefined
  return {
    kind: 'command',
    name: data.command,
    teamId,
    userId: data.user_id,
    key: requestKey('command', data.trigger_id, data.user_id, data.command),
    triggerId: data.trigger_id,
    responseUrl: data.response_url,
    mentionedIds: [data.user_id, ...mentionedIn(data.text)],
    text: data.text,
    channelId: data.channel_id,
  }
}

function fromAction({ data }: Parsed<typeof actionPayload>, teamId: string): ActionRequest | undefined {
  const action = data?.actions[0]
  if (!data || !action) return undefined
  const { user, view, container } = data
  const picked = pickedIn(action)
  const values = (view?.state?.values ?? {}) as FormValues
  const place = container?.message_ts ?? view?.id ?? ''
  const { action_id: id, action_ts: ts, value } = action
  const { origin, metadata } = splitOrigin(view?.private_metadata ?? '')
  return {
    kind: 'action',
    // Several copies of an action may stand in one message; what follows the # tells them apart.
    ...pressMeant({ name: id.split('#', 1)[0]!, value: value ?? '', picked }),
    teamId,
    userId: user.id,
    // 'press' and not 'action', as an older process beside this one records it.
    key: requestKey('press', data.trigger_id, user.id, place, id, ts, value, picked),
    triggerId: data.trigger_id,
    responseUrl: data.response_url,
    origin: data.response_url ?? origin,
    mentionedIds: [user.id, ...pickedPeople(values, picked)],
    values,
    metadata,
    view: view && { id: view.id, type: view.type, hash: view.hash },
    shown: (view?.blocks ?? []) as KnownBlock[],
  }
}

function fromSubmission(
  { data }: Parsed<typeof submissionPayload>,
  teamId: string,
): SubmissionRequest | undefined {
  if (!data || data.type !== 'view_submission') return undefined
  const { user, view } = data
  const { origin, metadata } = splitOrigin(view.private_metadata)
  const values = (view.state?.values ?? {}) as FormValues
  return {
    kind: 'submission',
    name: view.callback_id,
    teamId,
    userId: user.id,
    key: requestKey('form', view.id, view.callback_id, user.id, view.hash),
    triggerId: data.trigger_id ?? '',
    responseUrl: undefined,
    origin,
    mentionedIds: [user.id, ...pickedPeople(values)],
    values,
    metadata,
    view: { id: view.id, type: view.type, hash: view.hash },
  }
}

function fromShortcut({ data }: Parsed<typeof shortcutPayload>, teamId: string): ShortcutRequest | undefined {
  if (!data) return undefined
  const { message, channel, team: home, user } = data
  return {
    kind: 'shortcut',
    name: data.callback_id,
    teamId,
    userId: user.id,
    key: requestKey('shortcut', data.trigger_id, data.callback_id, user.id, message?.ts),
    triggerId: data.trigger_id,
    responseUrl: data.response_url,
    mentionedIds: [user.id, ...(message?.user ? [message.user] : [])],
    message: message && quoteMessage(message, { domain: home?.domain, channelId: channel?.id }),
  }
}

/**
 * By what Slack tells two requests apart; nothing that somebody wrote is in it. A trigger belongs to one command, and a
 * view has another hash whenever its content was replaced.
 */
function requestKey(...parts: unknown[]): string {
  return JSON.stringify(parts)
}
