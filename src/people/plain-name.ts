/** A name as it comes from a profile, which its owner writes, made into no more than a name. Pure. */
import { clean, stripControlChars, truncate } from '../slack/mrkdwn.ts'

/** Slack's own limit of a display name. */
const maxName = 80

/**
 * Characters that are not seen or count as space, beside those that `stripControlChars` takes out: soft hyphens, fillers,
 * tags. The two joiners stay, which some scripts and emoji need.
 */
const unseen = /(?![\u200C\u200D])\p{Cf}|[\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0]/gu

/**
 * On one line, without marks that Slack would format by: in mrkdwn none of them can be escaped, and a name such as
 * "*Done*" stands beside what people said. An underscore inside a name formats nothing and stays.
 */
export function plainName(name: unknown): string {
  if (typeof name !== 'string') return ''
  const line = stripControlChars(clean(name)).replace(unseen, '').replace(/\s+/g, ' ')
  const bare = line
    .replace(/[*~`]/g, '')
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    // At the beginning of a line it would be a quotation.
    .replace(/^[\s>]+/, '')
  return truncate(bare, maxName).trim()
}
