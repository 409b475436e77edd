/** Words that several messages about colleagues share. Pure. */
import type { Label } from '../domain/label.ts'

export const labelWords: Record<Label, { one: string; title: string; set: string }> = {
  partner: { one: 'a partner', title: 'Partners', set: 'Partner' },
  friend: { one: 'a friend', title: 'Friends', set: 'Friend' },
  acquaintance: { one: 'an acquaintance', title: 'Acquaintances', set: 'Acquaintance' },
}

/** "1 promise", "3 promises". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** "2 promises and 1 answer" */
export function joined(parts: readonly string[]): string {
  return conjunction.format(parts)
}

/** "once", "twice", "5 times" */
export function times(count: number): string {
  if (count === 1) return 'once'
  return count === 2 ? 'twice' : `${count} times`
}
