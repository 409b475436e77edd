/** What relationships hold of one person, for their export. */
import type { Scope } from '../../../db/database.ts'
import { listLabels } from './label-store.ts'
import { readWords } from './note-store.ts'

export interface RelationshipExport {
  labels: readonly object[]
  thanksAndTalks: readonly object[]
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
  return {
    labels: labelled.map(({ other, label, labelledAt }) => ({ colleague: other, label, since: labelledAt })),
    thanksAndTalks: notes.map(({ id, words, ...note }) =>
      Object.assign(note, { words: readWords(scope, id, words) }),
    ),
  }
}
