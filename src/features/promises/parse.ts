/** What was typed after /promise: an intent. Pure. */
import { readRecipients, type Mention } from '../../slack/mentions.ts'

export type Intent =
  | { kind: 'form' | 'help' | 'list' | 'why' }
  | { kind: 'make' | 'ask'; recipients: Mention[]; text: string }

const wordsAlone = new Map<string, Intent['kind']>([
  ['help', 'help'],
  ['?', 'help'],
  ['list', 'list'],
  ['why', 'why'],
])

/** `list` and `why` may be followed by more words; they say nothing that is not a filter. */
export function parsePromise(typed: string): Intent {
  const text = typed.trim()
  if (!text) return { kind: 'form' }
  const first = text.split(/\s/, 1)[0]!.toLowerCase()
  const alone = wordsAlone.get(first)
  if (alone && (first === text.toLowerCase() || alone === 'list')) return { kind: alone } as Intent
  const isAsk = first === 'ask'
  const { recipients, rest } = readRecipients(isAsk ? text.slice(first.length).trim() : text)
  return { kind: isAsk ? 'ask' : 'make', recipients, text: rest }
}
