/** Parses the text after /circle into an intent. Pure. */
import { readRecipients, type Mention } from '../../slack/mentions.ts'

export type Intent =
  | { kind: 'list' | 'help' }
  | { kind: 'invite'; named: Mention[]; why: string }
  | { kind: 'together'; named: Mention[]; hasMoreWords: boolean }
  | { kind: 'leave' | 'not' | 'allow'; named: Mention[] }
  | { kind: 'unknown'; word: string }

const alone = new Map([
  ['', 'list'],
  ['list', 'list'],
  ['help', 'help'],
  ['?', 'help'],
] as const)
const aboutSomebody = new Map([
  ['leave', 'leave'],
  ['not', 'not'],
  ['allow', 'allow'],
] as const)

/** The why is quoted behind words that say so; "because of the audit" is none without its first word. */
const leadIn = /^because\s+(?!of\b)/iu

export function parseCircle(typed: string): Intent {
  const text = typed.trim()
  const first = text.split(/\s/, 1)[0]!.toLowerCase()
  const lone = alone.get(first as 'list')
  if (lone && first === text.toLowerCase()) return { kind: lone }
  if (first === 'together') {
    const together = readRecipients(text.slice(first.length))
    return { kind: 'together', named: together.recipients, hasMoreWords: together.rest !== '' }
  }
  const verb = aboutSomebody.get(first as 'leave')
  if (verb) return { kind: verb, named: readRecipients(text.slice(first.length)).recipients }
  const { recipients, rest } = readRecipients(first === 'invite' ? text.slice(first.length) : text)
  if (recipients.length) return { kind: 'invite', named: recipients, why: rest.replace(leadIn, '') }
  return { kind: 'unknown', word: text.split(/\s/, 1)[0]! }
}
