/** Parses the text after /candor into an intent. Pure. */
import { readRecipients, type Mention } from '../../../slack/mentions.ts'

export type Intent =
  | { kind: 'status' | 'help' | 'ask' | 'settings' | 'note' | 'questions' | 'read' }
  | { kind: 'offer'; mention: Mention; hasMoreWords: boolean }
  | { kind: 'ask_one'; mention: Mention; question: string }
  | { kind: 'several' }
  | { kind: 'unknown'; word: string }

const forms = new Map<string, Exclude<Intent['kind'], 'offer' | 'ask_one' | 'several' | 'unknown'>>([
  ['', 'status'],
  ['status', 'status'],
  ['help', 'help'],
  ['?', 'help'],
  ['ask now', 'ask'],
  ['ask', 'ask'],
  ['settings', 'settings'],
  ['note', 'note'],
  ['questions', 'questions'],
  ['read', 'read'],
])

export function parseCandor(typed: string): Intent {
  const text = typed.trim()
  const kind = forms.get(text.toLowerCase().replace(/\s+/g, ' '))
  if (kind) return { kind }
  const asked = /^ask\s+(.*)$/isu.exec(text)?.[1]
  const { recipients, rest } = readRecipients(asked ?? text)
  const [mention, another] = recipients
  if (another) return { kind: 'several' }
  if (mention && asked !== undefined) return { kind: 'ask_one', mention, question: rest }
  if (mention) return { kind: 'offer', mention, hasMoreWords: rest.trim() !== '' }
  return { kind: 'unknown', word: text.split(/\s/, 1)[0]! }
}
