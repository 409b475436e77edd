/** Labels, each read and written for its owner alone. */
import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { aadOf, decryptOr } from '../../../db/encryption.ts'
import { labels, type Label, type Labelled } from '../domain/label.ts'
import type { RelationshipLabelsTable } from './tables.ts'

/** Those who are still here. */
export async function listLabels(scope: Scope, userId: string): Promise<Labelled[]> {
  const rows = await scope.db
    .selectFrom('relationship_labels as l')
    .innerJoin('people as p', (join) =>
      join.onRef('p.team_id', '=', 'l.team_id').onRef('p.user_id', '=', 'l.other'),
    )
    .selectAll('l')
    .where('l.team_id', '=', scope.teamId)
    .where('l.user_id', '=', userId)
    .where('p.has_left', '=', false)
    .execute()
  return rows.flatMap((row) => fromRow(scope, row))
}

/** The labels with these ids that belong to `userId`. */
export async function findLabels(
  scope: Scope,
  ids: readonly string[],
): Promise<(Labelled & { userId: string })[]> {
  if (!ids.length) return []
  const rows = await scope.db
    .selectFrom('relationship_labels')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('id', 'in', ids)
    .execute()
  return rows.flatMap((row) =>
    fromRow(scope, row).map((found) => Object.assign(found, { userId: row.user_id })),
  )
}

export async function saveLabel(
  { db, teamId, cipher }: Scope,
  { userId, other, label, now }: { userId: string; other: string; label: Label; now: Date },
): Promise<void> {
  const id = randomUUID()
  const row = {
    id,
    label: cipher.encrypt(label, labelAad(teamId, id)),
    labelled_at: now,
    mentioned_at: null,
  }
  await db
    .insertInto('relationship_labels')
    .values({ team_id: teamId, user_id: userId, other, ...row })
    .onConflict((oc) => oc.columns(['team_id', 'user_id', 'other']).doUpdateSet(row))
    .execute()
}

export async function deleteLabel({ db, teamId }: Scope, userId: string, other: string): Promise<void> {
  await db
    .deleteFrom('relationship_labels')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .where('other', '=', other)
    .execute()
}

export async function markMentioned({ db, teamId }: Scope, ids: readonly string[], now: Date): Promise<void> {
  if (!ids.length) return
  await db
    .updateTable('relationship_labels')
    .set({ mentioned_at: now })
    .where('team_id', '=', teamId)
    .where('id', 'in', ids)
    .execute()
}

/** A label that can't be decrypted is left out. */
function fromRow({ cipher, teamId }: Scope, row: Selectable<RelationshipLabelsTable>): Labelled[] {
  const text = decryptOr(() => cipher.decrypt(row.label, labelAad(teamId, row.id)), '')
  const label = labels.find((one) => one === text)
  if (!label) return []
  const { id, other, labelled_at: labelledAt, mentioned_at: mentionedAt } = row
  return [{ id, other, label, labelledAt, mentionedAt: mentionedAt ?? undefined }]
}

function labelAad(teamId: string, id: string): string {
  return aadOf('relationship_labels', 'label', teamId, id)
}
