/** What relationships hold of one person, for their export. */
import type { Scope } from '../../../db/database.ts'
import { listLabels } from './label-store.ts'
import { colleagueIn } from '../domain/sharing.ts'
import { listGoalsOf } from './goal-store.ts'
import { readWords } from './note-store.ts'
import { findOwnValues } from './value-store.ts'
import { listSharings } from './sharing-store.ts'

export interface RelationshipExport {
  labels: readonly object[]
  thanksAndTalks: readonly object[]
  lookingTogether: readonly object[]
  whatIValue: object | undefined
  sharedGoals: readonly object[]
}

/** Labels that others gave them are the others' own. */
export async function exportRelationships(scope: Scope, userId: string): Promise<RelationshipExport> {
  const { db, teamId } = scope
  const labelled = await listLabels(scope, userId)
  const notes = await db
    .selectFrom('relationship_notes')
    .select(['id', 'writer', 'reader', 'kind', 'words', 'written_at'])
    .where('team_id', '=', teamId)
    .where((eb) => eb.or([eb('writer', '=', userId), eb('reader', '=', userId)]))
    .orderBy('written_at')
    .execute()
  const sharings = await listSharings(scope, userId)
  // Of an invitation of theirs that stands for no yes they learn nothing more, here as everywhere.
  const known = sharings.filter((one) => one.state === 'shared' || one.invitedBy !== userId)
  const goals = await listGoalsOf(scope, userId)
  return {
    whatIValue: await findOwnValues(scope, userId),
    sharedGoals: goals.map(({ id, madeBy, name, why, madeAt, closedAt, members }) => ({
      id,
      madeBy,
      name,
      why,
      madeAt,
      closedAt,
      // Who has not said yes is named to nobody.
      people: members.filter(({ state }) => state === 'in').map((member) => member.userId),
    })),
    labels: labelled.map(({ other, label, labelledAt }) => ({ colleague: other, label, since: labelledAt })),
    lookingTogether: known.map((one) => ({
      colleague: colleagueIn(one, userId),
      state: one.state,
      since: one.agreedAt,
    })),
    thanksAndTalks: notes.map(({ id, words, ...note }) =>
      Object.assign(note, { words: readWords(scope, id, words) }),
    ),
  }
}
