import type { Candidate } from './candidate.ts'
import type { Phrase } from './grammar/phrase.ts'
import type { Reader } from './moment.ts'
import type { RefusalCode } from './reading.ts'

export interface Refused {
  code: RefusalCode
  why: string
  example?: string
}

export function twoDues(one: Candidate, two: Candidate, reader: Reader): Refused {
  return {
    ...exampleFrom(two, reader),
    code: 'two-dues',
    why: `I read two due times, "${said(one, reader)}" and "${said(two, reader)}", and a promise has one.`,
  }
}

export function said({ start, end }: Phrase, { tokens, text }: Reader): string {
  return text.slice(tokens[start]?.start, tokens[end - 1]?.end).trim()
}

/** The due words they already used, in the form that works. */
export function exampleFrom(candidate: Candidate, reader: Reader): { example?: string } {
  if (reader.manner?.isForeign) return {}
  const words = said(candidate, reader)
  const isPlain = candidate.opening === 'bare' && candidate.day !== undefined && !candidate.recurrence
  if (isPlain) return { example: `by ${words}` }
  return candidate.opening === 'strong' && words.startsWith('by ') ? { example: words } : {}
}
