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

export function refuse(text: string, code: RefusalCode, why: string, example = EXAMPLES[code]): Reading {
  return { kind: 'refused', what: text, why, example, code }
}
