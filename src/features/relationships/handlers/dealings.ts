/** What passed between people, gathered from every feature that says something of it. */
import type { Scope } from '../../../db/database.ts'
import type { Feature } from '../../../feature.ts'
import type { Dealing, DealingSpan } from '../../../people/dealing.ts'
import { countNoteDealings } from '../store/note-store.ts'

export type ReadDealings = (scope: Scope, span: DealingSpan) => Promise<Dealing[]>

export function readerOf(sources: readonly Feature[]): ReadDealings {
  return async (scope, span) => {
    const all = await countNoteDealings(scope, span)
    for (const source of sources) all.push(...((await source.dealings?.(scope, span)) ?? []))
    return all
  }
}

export function weeksBefore(now: Date, weeks: number): Date {
  return new Date(now.getTime() - weeks * 7 * 86_400_000)
}
