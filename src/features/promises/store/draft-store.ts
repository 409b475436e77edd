/** What somebody typed and is asked about first. It is theirs alone until they answer, and gone within a day. */
import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { aadOf, decryptOr, decryptStored } from '../../../db/encryption.ts'
import { isId } from '../../../db/id.ts'
import type { Draft } from '../domain/new-promise.ts'
import type { PromiseScope } from './promise-store.ts'
import type { PromiseDraftsTable } from './tables.ts'

/** A draft with the ids of its people. */
export interface StoredDraft extends Omit<Draft, 'to'> {
  to: readonly string[]
  /** The promises in the same words that were made a moment before. */
  twins: readonly string[]
}

export async function insertDraft(scope: PromiseScope, userId: string, draft: StoredDraft): Promise<string> {
  const { db, teamId, cipher, now } = scope
  const id = randomUUID()
  const text = cipher.encrypt(JSON.stringify(draft), aadOf('promise_drafts', 'draft', teamId, id))
  await db
    .insertInto('promise_drafts')
    .values({ team_id: teamId, id, user_id: userId, draft: text, made_at: now })
    .execute()
  return id
}

/** Locked until the transaction ends; undefined = answered already, too old, or somebody else's. */
export async function lockDraft(
  scope: PromiseScope,
  userId: string,
  id: string,
): Promise<StoredDraft | undefined> {
  if (!isId(id)) return undefined
  const { db, teamId } = scope
  const row = await db
    .selectFrom('promise_drafts')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  return row && readDraft(scope, row)
}

/** Whether it was still there. */
export async function deleteDraft(
  { db, teamId }: PromiseScope,
  userId: string,
  id: string,
): Promise<boolean> {
  if (!isId(id)) return false
  const deleted = await db
    .deleteFrom('promise_drafts')
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return deleted.numDeletedRows > 0
}

/** For an export. */
export async function listDrafts(scope: Scope, userId: string): Promise<StoredDraft[]> {
  const rows = await scope.db
    .selectFrom('promise_drafts')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('user_id', '=', userId)
    .orderBy('made_at')
    .execute()
  return rows.flatMap((row) => readDraft(scope, row) ?? [])
}

function readDraft(
  { cipher, teamId }: Pick<Scope, 'cipher' | 'teamId'>,
  { id, draft }: Selectable<PromiseDraftsTable>,
): StoredDraft | undefined {
  const open = () =>
    JSON.parse(
      decryptStored(cipher, draft, aadOf('promise_drafts', 'draft', teamId, id)),
      revive,
    ) as StoredDraft
  return decryptOr(open, undefined)
}

/** JSON has no dates; `at` is one wherever it stands in a draft. */
function revive(key: string, value: unknown): unknown {
  return key === 'at' && typeof value === 'string' ? new Date(value) : value
}
