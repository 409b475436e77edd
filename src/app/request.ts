/** One request of a person, whichever way it came: what they did, who they are, and how they can be answered. Pure. */
import type { z } from 'zod'
import type { ShortcutMessage } from '../feature.ts'
import { commandPayload, actionPayload, shortcutPayload, submissionPayload } from './payload-schemas.ts'
import type { FormValues } from '../slack/form-values.ts'

export interface AppRequest {
  kind: 'command' | 'press' | 'form' | 'shortcut'
  /** The command, action_id, or callback_id. */
  name: string
  teamId: string
  userId: string
  /** The same for the same request, however often it comes. */
  key: string
  triggerId: string
  responseUrl: string | undefined
  /** Everybody named in it. */
  mentionedIds: string[]
  text: string
  value: string
  picked: string | undefined
  values: FormValues
  metadata: string
  /** The modal or Home that the press or submission came from. */
  view: { id: string; type: string; hash: string | undefined } | undefined
  message: ShortcutMessage | undefined
}

const blank = {
  responseUrl: undefined,
  text: '',
  value: '',
  picked: undefined,
  values: {},
  metadata: '',
  view: undefined,
  message: undefined,
}

/** `undefined` = not a request that Forthright understands. `teamId` is the workspace that Bolt authorised. */
export function readRequest(body: unknown, teamId: string | undefined): AppRequest | undefined {
  const form = body as { command?: unknown; type?: unknown }
  if (form?.command !== undefined) return fromCommand(commandPayload.safeParse(body))
  switch (form?.type) {
    case 'block_actions':
      return fromPress(actionPayload.safeParse(body), teamId)
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

function fromCommand({ data }: Parsed<typeof commandPayload>): AppRequest | undefined {
  if (!data) return undefined
  return {
    ...blank,
    kind: 'command',
    name: data.command,
    teamId: data.team_id,
    userId: data.user_id,
    key: keyOf('command', data.trigger_id, data.user_id, data.command, data.text),
    triggerId: data.trigger_id,
    responseUrl: data.response_url,
    mentionedIds: [data.user_id, ...mentionedIn(data.text)],
    text: data.text,
  }
}

function fromPress({ data }: Parsed<typeof actionPayload>, team: string | undefined): AppRequest | undefined {
  const teamId = team ?? data?.team?.id
  if (!data || !teamId) return undefined
  const [action] = data.actions
  const picked = pickedIn(action as Record<string, unknown>)
  const place = data.container?.message_ts ?? data.view?.id ?? ''
  // Several copies of an action may stand in one message; what follows the # tells them apart.
  const name = action!.action_id.split('#', 1)[0]!
  const values = (data.view?.state?.values ?? {}) as FormValues
  return {
    ...blank,
    kind: 'press',
    name,
    teamId,
    userId: data.user.id,
    key: keyOf(
      'press',
      data.trigger_id,
      data.user.id,
      place,
      action!.action_id,
      action!.action_ts,
      action!.value,
      picked,
    ),
    triggerId: data.trigger_id,
    responseUrl: data.response_url,
    mentionedIds: [
      data.user.id,
      ...(picked && /^[UW][A-Z0-9]+$/.test(picked) ? [picked] : []),
      ...pickedPeople(values),
    ],
    value: action!.value ?? '',
    picked,
    values,
    metadata: data.view?.private_metadata ?? '',
    view: data.view && { id: data.view.id, type: data.view.type, hash: data.view.hash },
  }
}

function fromSubmission(
  { data }: Parsed<typeof submissionPayload>,
  team: string | undefined,
): AppRequest | undefined {
  const teamId = team ?? data?.team?.id
  if (!data || !teamId || data.type !== 'view_submission') return undefined
  const values = (data.view.state?.values ?? {}) as FormValues
  return {
    ...blank,
    kind: 'form',
    name: data.view.callback_id,
    teamId,
    userId: data.user.id,
    key: keyOf('form', data.view.id, data.view.callback_id, data.user.id, data.view.private_metadata, values),
    triggerId: data.trigger_id ?? '',
    mentionedIds: [data.user.id, ...pickedPeople(values)],
    values,
    metadata: data.view.private_metadata,
    view: { id: data.view.id, type: data.view.type, hash: data.view.hash },
  }
}

function fromShortcut(
  { data }: Parsed<typeof shortcutPayload>,
  team: string | undefined,
): AppRequest | undefined {
  const teamId = team ?? data?.team?.id
  if (!data || !teamId) return undefined
  const { message, channel, team: home } = data
  const place = channel && message && `${channel.id}/p${message.ts.replace('.', '')}`
  const link = home?.domain && place ? `https://${home.domain}.slack.com/archives/${place}` : undefined
  return {
    ...blank,
    kind: 'shortcut',
    name: data.callback_id,
    teamId,
    userId: data.user.id,
    key: keyOf('shortcut', data.trigger_id, data.callback_id, data.user.id, message?.ts),
    triggerId: data.trigger_id,
    responseUrl: data.response_url,
    mentionedIds: [data.user.id, ...(message?.user ? [message.user] : [])],
    message: message && { text: message.text, userId: message.user, link },
  }
}

/** All by which Slack could tell two deeds apart: what is brought twice is the same in every part. */
function keyOf(...parts: unknown[]): string {
  return JSON.stringify(parts)
}

/** People mentioned in a text, in Slack's escaped form. */
export function mentionedIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g), (match) => match[1]!))]
}

function pickedIn(action: Record<string, unknown>): string | undefined {
  const option = action.selected_option as { value?: unknown } | null | undefined
  const candidates = [
    option?.value,
    action.selected_user,
    action.selected_date,
    action.selected_time,
    action.selected_conversation,
    action.selected_date_time,
  ]
  const found = candidates.find((value) => typeof value === 'string' || typeof value === 'number')
  return found === undefined ? undefined : String(found)
}

function pickedPeople(values: FormValues): string[] {
  const elements = Object.values(values).flatMap((block) => Object.values(block))
  const ids = elements.flatMap((element) =>
    (element.selected_users ?? []).concat(element.selected_user ?? []),
  )
  return ids.filter((id): id is string => typeof id === 'string' && /^[UW][A-Z0-9]+$/.test(id))
}
