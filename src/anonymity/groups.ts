/**
 * Groups of people who were asked in exactly the same askings. Whatever is computed from what several askings show, sums
 * and differences alike, tells of such groups and of nobody alone, so that each group must be large enough. Pure.
 */

export interface AskedGroup {
  members: string[]
  /** Of each asking: whether they were asked in it. */
  signature: readonly boolean[]
}

/** The people of `everybody` by the askings in which each was asked. */
export function groupByAskings(
  everybody: Iterable<string>,
  askings: readonly ReadonlySet<string>[],
): AskedGroup[] {
  const groups = new Map<string, AskedGroup>()
  for (const person of [...new Set(everybody)].toSorted()) {
    const signature = askings.map((asked) => asked.has(person))
    const key = signature.map(Number).join('')
    const group = groups.get(key)
    if (group) group.members.push(person)
    else groups.set(key, { members: [person], signature })
  }
  return [...groups.values()]
}
