/** What circles hold of one person, for their export. */
import type { Scope } from '../db/database.ts'
import { listBlocks } from '../people/block-store.ts'
import { listMemberships } from './store.ts'

export interface CircleExport {
  myCircle: readonly object[]
  circlesIAmIn: readonly object[]
  blockedByMe: readonly object[]
}

/** Of an invitation that stands for no yes the asker learns nothing more, here as everywhere. */
export async function exportCircles(scope: Scope, userId: string): Promise<CircleExport> {
  const all = await listMemberships(scope, userId)
  return {
    myCircle: all
      .filter(({ asker }) => asker === userId)
      .map(({ ally, why, invitedAt, status }) => ({ ally, why, invitedAt, isIn: status === 'in' })),
    circlesIAmIn: all
      .filter(({ ally }) => ally === userId)
      .map(({ asker, why, invitedAt, status }) => ({ asker, why, invitedAt, status })),
    blockedByMe: await listBlocks(scope, userId),
  }
}
