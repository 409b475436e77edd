/** The shapes of Slack's requests that Forthright answers; anything else is refused before it goes further. Pure. */
import * as z from 'zod'
import { messagePayload } from './quoted-message.ts'

const id = z.string().regex(/^[A-Z0-9]{2,40}$/)
const who = z.object({ id })
const team = z
  .object({
    id,
    domain: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .optional()
      .catch(undefined),
  })
  .nullish()
const element = z.looseObject({ type: z.string() })
const values = z.record(z.string(), z.record(z.string(), element))
const view = z.looseObject({
  id: z.string().max(200),
  callback_id: z.string().max(255).default(''),
  private_metadata: z.string().max(3000).default(''),
  hash: z.string().max(255).optional(),
  type: z.string(),
  state: z.object({ values }).optional(),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).default([]),
})

const command = z.looseObject({
  command: z.string().regex(/^\/[\w-]{1,32}$/),
  team_id: id,
  user_id: id,
  channel_id: z.string().max(40).default(''),
  // As long as Slack lets it be: escaped, 2,400 `&` are 12,000 characters. The body as a whole has its limit.
  text: z.string().default(''),
  trigger_id: z.string().max(200),
  response_url: z.string().max(500).optional(),
})

const action = z.looseObject({
  type: z.literal('block_actions'),
  team,
  user: who,
  trigger_id: z.string().max(200),
  response_url: z.string().max(500).optional(),
  container: z.looseObject({ type: z.string(), message_ts: z.string().max(40).optional() }).optional(),
  view: view.optional(),
  actions: z
    .array(
      z.looseObject({
        action_id: z.string().max(255),
        action_ts: z.string().max(40).optional(),
        value: z.string().max(3000).optional(),
        type: z.string(),
      }),
    )
    .min(1)
    .max(25),
})

const submission = z.looseObject({
  type: z.enum(['view_submission', 'view_closed']),
  team,
  user: who,
  trigger_id: z.string().max(200).optional(),
  view,
})

const shortcut = z.looseObject({
  type: z.enum(['message_action', 'shortcut']),
  callback_id: z.string().max(255),
  team,
  user: who,
  trigger_id: z.string().max(200),
  response_url: z.string().max(500).optional(),
  channel: z.looseObject({ id }).optional(),
  message: messagePayload.optional(),
})

const place = z.union([z.string().max(40), z.looseObject({ id })])

const event = z.looseObject({
  type: z.literal('event_callback'),
  // Null where a whole organisation is meant, as in team_access_granted.
  team_id: id.nullish(),
  event_id: z.string().max(100),
  event: z.looseObject({
    type: z.string().max(100),
    // An id where somebody did something, a whole person where one changed.
    user: z.union([id, z.looseObject({ id })]).optional(),
    tokens: z.looseObject({ bot: z.array(z.string()).optional() }).optional(),
    // Bolt looks into these before anybody else does, and dies of what is no object.
    channel: place.optional(),
    item: z.looseObject({ channel: place.optional() }).optional(),
  }),
  authorizations: z
    .array(z.looseObject({ team_id: id.nullish(), enterprise_id: id.nullish(), user_id: id.nullish() }))
    .optional(),
})

const handshake = z.looseObject({ type: z.literal('url_verification'), challenge: z.string().max(1000) })
const throttled = z.looseObject({ type: z.literal('app_rate_limited') })

export const commandPayload = command
export const actionPayload = action
export const submissionPayload = submission
export const shortcutPayload = shortcut

const known = z.union([command, action, submission, shortcut, event, handshake, throttled])

/** Whether `body` has a shape that Slack sends and Forthright knows. */
export function isKnownPayload(body: unknown): body is Record<string, unknown> {
  return known.safeParse(body).success
}
