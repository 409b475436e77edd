import type { Reader } from './moment.ts'
import { weekdayWord } from './names.ts'
import { isLabel } from './sentence-words.ts'
import { isVerb } from './verbs.ts'

/** "chapter 8", "Node 18", "PR 12": the number is part of a name. */
export function isLabelled({ tokens }: Reader, index: number): boolean {
  const before = tokens[index - 1]
  if (!before) return false
  if (before.kind === 'opaque' || before.text === '#') return true
  if (before.kind !== 'word') return false
  return (
    isLabel(before.text) || (before.capital && index > 1 && !isVerb(before.text) && !weekdayWord(before.text))
  )
}
