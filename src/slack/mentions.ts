/** Who a command is for: the mentions that stand at its head. Pure. */

export interface Mention {
  /** U…, W… or S…, where Slack sent one. */
  id?: string
  /** A plain @name without its @, or the label beside an id. */
  name?: string
  kind: 'user' | 'group' | 'channel' | 'broadcast'
}

export interface MentionedRecipients {
  recipients: Mention[]
  /** What follows them, untouched but for the space around it. */
  rest: string
}

// Slack wraps what it sends in spaces of several kinds and, for right-to-left names, in invisible marks.
const GAP = '[\\s\\u00a0\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]'
const LEAD = new RegExp(`^${GAP}+`, 'u')
const TO = new RegExp(`^to${GAP}+(?=[<@])`, 'iu')
const BETWEEN = new RegExp(`^${GAP}*(?:(?:,|&amp;|&|\\+)${GAP}*(?:and${GAP}+)?|and${GAP}+)?(?=[<@])`, 'iu')
const REFERENCE = /^<([@#!])([^<>|]{1,80})(?:\|([^<>]{0,200}))?>/u
const NAME = /^@([\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,79}[\p{L}\p{N}_])?)/u
const AFTER = new RegExp(`^(?:${GAP}*[:,–—]|${GAP}+-(?=${GAP}))?${GAP}*`, 'u')

/** Reads the leading run of mentions; a later one belongs to the promise's own words. */
export function readRecipients(text: string): MentionedRecipients {
  let rest = text.replace(LEAD, '').replace(TO, '')
  const recipients: Mention[] = []
  for (;;) {
    const between = recipients.length > 0 ? (BETWEEN.exec(rest)?.[0] ?? '') : ''
    const found = readMention(rest.slice(between.length))
    if (!found) break
    recipients.push(found.mention)
    rest = rest.slice(between.length + found.length)
  }
  if (recipients.length > 0) rest = rest.replace(AFTER, '')
  return { recipients, rest: rest.trim() }
}

function readMention(text: string): { mention: Mention; length: number } | undefined {
  const reference = REFERENCE.exec(text)
  if (reference) {
    const mention = readReference(reference[1] ?? '', reference[2] ?? '', reference[3])
    return mention && { mention, length: reference[0].length }
  }
  const name = NAME.exec(text)
  if (!name) return undefined
  const broadcast = /^(?:here|channel|everyone)$/iu.test(name[1] ?? '')
  return { mention: { name: name[1] ?? '', kind: broadcast ? 'broadcast' : 'user' }, length: name[0].length }
}

function readReference(sigil: string, target: string, label: string | undefined): Mention | undefined {
  const name = label?.replace(/^[@#]/u, '')
  const named = name ? { name } : {}
  if (sigil === '@') return { id: target, ...named, kind: 'user' }
  if (sigil === '#') return { id: target, ...named, kind: 'channel' }
  if (target.startsWith('subteam^')) return { id: target.slice('subteam^'.length), ...named, kind: 'group' }
  const broadcast = /^(?:here|channel|everyone)$/u.test(target)
  return broadcast ? { name: target, kind: 'broadcast' } : undefined
}
