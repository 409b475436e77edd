/** What lifeline groups hold of one person, for their export. */
import type { Scope } from '../../../db/database.ts'
import { listGroupsOf } from './group-store.ts'
import { listEntriesOf } from './entry-store.ts'

export interface LifelineExport {
  lifelineGroups: readonly object[]
  aimsAndSteps: readonly object[]
}

/** Of a group that is still gathering, who has said yes stays theirs. */
export async function exportLifeline(scope: Scope, userId: string): Promise<LifelineExport> {
  const groups = await listGroupsOf(scope, userId)
  return {
    lifelineGroups: groups.map(({ starter, state, gatheredAt, startedAt, members }) => ({
      starter,
      state,
      gatheredAt,
      startedAt,
      people: members.filter((one) => one.state !== 'left').map((one) => one.userId),
    })),
    aimsAndSteps: await listEntriesOf(scope, userId),
  }
}
