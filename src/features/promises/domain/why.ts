/** The why in what was typed: the words after "because". */
import { maxPromiseWhy } from './commitment.ts'

export interface WithWhy {
  /** Everything before it. */
  head: string
  why: string
}

const because = /^(.*?\S)[\s,;:]+because\s+(\S.*)$/isu

/** Undefined = there is none, or one too long for a why, which then stays in the promise's words. */
export function splitWhy(text: string): WithWhy | undefined {
  const [, before = '', after = ''] = because.exec(text) ?? []
  const head = before.replace(/[\s,;:–—-]+$/u, '')
  const tail = after.trim().replace(/\.$/u, '')
  // "because of the audit" is no sentence without its first word.
  const why = /^of\b/iu.test(tail) ? `because ${tail}` : tail
  return head && why && why.length <= maxPromiseWhy ? { head, why } : undefined
}
