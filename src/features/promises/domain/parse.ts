/** What was typed after /promise: an intent. */
import { readRecipients, type Mention } from '../../../slack/mentions.ts'
import { filters, type Filter } from './filter.ts'

export type Intent =
  | { kind: 'form' | 'help' | 'why' | 'goals' }
  | { kind: 'list'; words: ListWords }
  | { kind: 'make' | 'ask' | 'offer'; recipients: Mention[]; text: string }

export interface ListWords {
  filter: Filter
  other?: Mention
  /** The first word that names no list. */
  unknown?: string
}

const wordsAlone = new Map<string, 'help' | 'why' | 'goals'>([
  ['help', 'help'],
  ['?', 'help'],
  ['why', 'why'],
  ['goals', 'goals'],
])

export function parsePromise(typed: string): Intent {
  const text = typed.trim()
  if (!text) return { kind: 'form' }
  const first = text.split(/\s/, 1)[0]!.toLowerCase()
  const alone = wordsAlone.get(text.toLowerCase())
  if (alone) return { kind: alone }
  if (first === 'list') return { kind: 'list', words: readListWords(text.slice(first.length)) }
  const kind = first === 'ask' || first === 'offer' ? first : 'make'
  const { recipients, rest } = readRecipients(kind === 'make' ? text : text.slice(first.length).trim())
  return { kind, recipients, text: rest }
}

/** "mine", "with @bob", "kept @bob": one list, one colleague, in either order. */
function readListWords(text: string): ListWords {
  const found: ListWords = { filter: 'open' }
  let rest = text.trim()
  while (rest) {
    const { recipients, rest: after } = readRecipients(rest.replace(/^with\s+(?=[<@])/i, ''))
    const [other] = recipients
    if (other) {
      found.other = other
      rest = after
      continue
    }
    const word = rest.split(/\s/, 1)[0]!
    const filter = filters.find((one) => one === word.toLowerCase())
    if (!filter) return { ...found, unknown: word }
    found.filter = filter
    rest = rest.slice(word.length).trim()
  }
  return found
}
