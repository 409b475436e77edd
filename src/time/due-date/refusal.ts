import type { Reading, RefusalCode } from './reading.ts'

const EXAMPLES: Record<RefusalCode, string> = {
  'no-due': 'by Friday 3pm',
  past: 'by tomorrow noon',
  contradiction: 'by Friday 3pm',
  invalid: 'by 5pm tomorrow',
  'two-dues': 'by Friday',
  vague: 'by tomorrow 5pm',
  empty: 'send the slides by Friday 3pm',
}

/** Said where the words that were refused hold the usual example. */
const OTHERS = ['by tomorrow 5pm', 'by Friday 3pm', 'by next Monday noon']

export function refuse(text: string, code: RefusalCode, why: string, example = EXAMPLES[code]): Reading {
  const isRefused = (words: string) => text.toLowerCase().includes(words.toLowerCase())
  const other = isRefused(example) ? OTHERS.find((words) => !isRefused(words)) : undefined
  return { kind: 'refused', what: text, why, example: other ?? example, code }
}
