/** The known word that is most like what was typed. */

/** A longer word is no typing mistake. */
const maxLength = 40

/** `usages` are lines such as "/promise list"; undefined = none is like it. */
export function nearestUsage(typed: string, usages: readonly string[]): string | undefined {
  const word = (typed.toLowerCase().split(/\s+/, 1)[0] ?? '').slice(0, maxLength)
  const [best] = usages
    .map((usage) => ({ usage, distance: Math.min(...wordsOf(usage).map((one) => distance(word, one))) }))
    .toSorted((a, b) => a.distance - b.distance)
  // A typing mistake or two; further away it is another word.
  return best && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.usage : undefined
}

function wordsOf(usage: string): string[] {
  const [command = '', word = ''] = usage.toLowerCase().split(/\s+/)
  return [command.slice(1), ...(/^[a-z]+$/.test(word) ? [word] : [])]
}

/** Levenshtein's: how many letters have to be added, dropped or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1]
    for (const [j, other] of b.split('').entries())
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
