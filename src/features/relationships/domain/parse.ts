/** What was typed after /people and /between. Pure. */
import { readRecipients, type Mention } from '../../../slack/mentions.ts'
import { labels, type Label } from './label.ts'

type WordAlone = 'people' | 'mirror' | 'year' | 'allies' | 'aims' | 'find' | 'values' | 'help'

export type PeopleIntent =
  | { kind: WordAlone }
  | { kind: 'label'; named: Mention; label: Label | 'none' }
  /** One name without a label, or several. */
  | { kind: 'which'; named: readonly Mention[] }
  | { kind: 'unknown'; word: string }

const wordsAlone = new Map<string, WordAlone>([
  ['', 'people'],
  ['list', 'people'],
  ['mirror', 'mirror'],
  ['mirror year', 'year'],
  ['allies', 'allies'],
  ['aims', 'aims'],
  ['find', 'find'],
  ['values', 'values'],
  ['help', 'help'],
  ['?', 'help'],
])

export function parsePeople(typed: string): PeopleIntent {
  const text = typed.trim()
  const alone = wordsAlone.get(text.toLowerCase())
  if (alone) return { kind: alone }
  const { recipients, rest } = readRecipients(text)
  const [named, another] = recipients
  const word = rest.toLowerCase().replace(/^(?:is )?(?:an? )?/, '')
  if (!named) return { kind: 'unknown', word: rest }
  if (another || !word) return { kind: 'which', named: recipients }
  const label = labels.find((one) => one === word) ?? (word === 'none' ? 'none' : undefined)
  return label ? { kind: 'label', named, label } : { kind: 'unknown', word: rest }
}
export type BetweenIntent =
  | { kind: 'list' | 'help' }
  | { kind: 'show' | 'end'; named: Mention }
  | { kind: 'which' }
  | { kind: 'unknown'; word: string }

export function parseBetween(typed: string): BetweenIntent {
  const text = typed.trim()
  if (!text || text === 'list') return { kind: 'list' }
  if (text === 'help' || text === '?') return { kind: 'help' }
  const { recipients, rest } = readRecipients(text.replace(/^end\s+(?=[<@])/i, ''))
  const [named, another] = recipients
  if (!named) return { kind: 'unknown', word: rest }
  if (another) return { kind: 'which' }
  if (/^end\s/i.test(text) || rest.toLowerCase() === 'end') return { kind: 'end', named }
  return rest ? { kind: 'unknown', word: rest } : { kind: 'show', named }
}
