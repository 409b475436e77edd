/** What aims hold of one person, for their export. */
import type { Scope } from '../../../db/database.ts'
import { findAims } from './aim-store.ts'
import { listIntroductions } from './introduction-store.ts'

export interface AimsExport {
  aims: object | undefined
  introductions: readonly object[]
}

/** Only introductions that came about name the other, and one of which they never heard is not in it. */
export async function exportAims(scope: Scope, userId: string): Promise<AimsExport> {
  const aims = await findAims(scope, userId)
  const all = await listIntroductions(scope, [userId])
  return {
    aims: aims && { lines: aims.lines, mayBeIntroduced: aims.isOpen },
    introductions: all
      .filter((one) => one.first === userId || one.state === 'asked' || one.state === 'introduced')
      .map(({ first, second, state, shared, offeredAt }) => ({
        shared,
        offeredAt,
        introducedTo: state === 'introduced' ? (first === userId ? second : first) : undefined,
      })),
  }
}
