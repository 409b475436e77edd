/** What `why` calls each kind of message and timer. */
import { kinds } from '../domain/kinds.ts'
import { rungTitles } from './rung-words.ts'

export const titles: Record<keyof typeof kinds, string> = {
  ...rungTitles,
  news: 'what a colleague did',
  unreachable: "word that my messages don't reach a colleague",
  series_slipped: 'the question whether a repeating promise goes on',
  next: 'the next one of a promise that repeats opens',
  week: 'a look at the week',
  digest: 'the weekly digest',
}

/** By a kind's name in the ledger. */
export function titleOf(kind: string): string {
  const name = (Object.keys(kinds) as (keyof typeof kinds)[]).find((one) => kinds[one].name === kind)
  return name ? titles[name] : kind
}
