/** The message on which a shortcut was used: its words, whatever shape they have, and a link to it. Pure. */
import * as z from 'zod'
import type { ShortcutMessage } from '../feature.ts'
import { escape } from '../slack/mrkdwn.ts'

const words = z.string().nullish().catch(undefined)
/** Slack's blocks and their elements nest; whatever has another shape than ours counts as absent. */
type Part = Record<string, unknown>

/** All that Slack may send of a message: what is absent, null or of another shape does not refuse the shortcut. */
export const messagePayload = z.looseObject({
  ts: z.string().max(40),
  thread_ts: words,
  text: words,
  user: z
    .string()
    .regex(/^[UW][A-Z0-9]{2,40}$/)
    .nullish()
    .catch(undefined),
  blocks: z.array(z.looseObject({})).nullish().catch(undefined),
  attachments: z
    .array(z.looseObject({ pretext: words, title: words, text: words, fallback: words }))
    .nullish()
    .catch(undefined),
  files: z
    .array(z.looseObject({ title: words, name: words }))
    .nullish()
    .catch(undefined),
})

type MessagePayload = z.infer<typeof messagePayload>

interface Place {
  domain: string | undefined
  channelId: string | undefined
}

export function quoteMessage(message: MessagePayload, place: Place): ShortcutMessage {
  return { text: textOf(message), userId: message.user ?? undefined, link: linkTo(message, place) }
}

/** In Slack's escaped form, as `text` is. */
function textOf({ text, blocks, attachments, files }: MessagePayload): string {
  const candidates = [
    text,
    (blocks ?? []).map((block) => blockText(block)).join('\n'),
    (attachments ?? []).map(attachmentText).join('\n'),
    (files ?? []).map((file) => escape(file.title || file.name || '')).join('\n'),
  ]
  return candidates.find((candidate) => candidate?.trim())?.trim() ?? ''
}

function attachmentText({ pretext, title, text, fallback }: Record<string, unknown>): string {
  const found = [pretext, title, text].filter(
    (part): part is string => typeof part === 'string' && part !== '',
  )
  if (found.length) return found.join('\n')
  return typeof fallback === 'string' && fallback !== noPreview ? fallback : ''
}

/** Slack's own words for an attachment without any. */
const noPreview = '[no preview available]'

/** Nested elements that are looked into: a rich text list in a quote has four levels. */
const maxDepth = 8

function blockText(part: Part, depth = 0): string {
  if (depth > maxDepth) return ''
  const { type, text, user_id: userId, url, name } = part
  switch (type) {
    case 'user':
      return typeof userId === 'string' ? `<@${userId}>` : ''
    case 'link':
      return typeof text === 'string' && text ? escape(text) : typeof url === 'string' ? escape(url) : ''
    case 'emoji':
      return typeof name === 'string' ? `:${name}:` : ''
    case 'image':
      return typeof part.alt_text === 'string' ? escape(part.alt_text) : ''
    case 'text':
    case 'plain_text':
      return typeof text === 'string' ? escape(text) : ''
    case 'mrkdwn':
      return typeof text === 'string' ? text : ''
    default:
      return nestedText(part, depth + 1)
  }
}

function nestedText({ type, text, fields, elements }: Part, depth: number): string {
  const own = isPart(text) ? [text] : []
  const nested = [...own, ...parts(fields), ...parts(elements)].map((part) => blockText(part, depth))
  const isLine =
    type === 'rich_text_section' || type === 'rich_text_preformatted' || type === 'rich_text_quote'
  return nested.filter(Boolean).join(isLine ? '' : '\n')
}

function parts(value: unknown): Part[] {
  return Array.isArray(value) ? value.filter(isPart) : []
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null
}

/** A reply in a thread is reached by its own time, the time of the thread and its channel. */
function linkTo(
  { ts, thread_ts: threadTs }: MessagePayload,
  { domain, channelId }: Place,
): string | undefined {
  if (!domain || !channelId || !/^\d+\.\d+$/.test(ts)) return undefined
  const link = `https://${domain}.slack.com/archives/${channelId}/p${ts.replace('.', '')}`
  const isReply = threadTs && threadTs !== ts && /^\d+\.\d+$/.test(threadTs)
  return isReply ? `${link}?thread_ts=${threadTs}&cid=${channelId}` : link
}
