/** What two people agreed to see together. */
import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { isId } from '../../../db/id.ts'
import { pairOf, askableFrom, type Sharing, type SharingState } from '../domain/sharing.ts'
import type { SharingsTable } from './tables.ts'

/** An invitation, or what there was before it, locked: of two that invite at once the second finds the first. */
export async function inviteOrLock(
  scope: Scope,
  { from, to, now }: { from: string; to: string; now: Date },
): Promise<{ sharing: Sharing; isNew: boolean }> {
  const { db, teamId } = scope
  const pair = pairOf(from, to)
  const done = await db
    .insertInto('sharings')
    .values({ team_id: teamId, ...pair, ...newInvitation(from, now) })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  const sharing = await lockSharing(scope, pair)
  return { sharing: sharing!, isNew: Number(done.numInsertedOrUpdatedRows ?? 0) > 0 }
}

/** Another invitation in place of an earlier one; it has a new id, so that an old card can't answer it. */
export async function inviteAgain(
  scope: Scope,
  sharing: Sharing,
  { from, now }: { from: string; now: Date },
): Promise<string> {
  const row = newInvitation(from, now)
  await scope.db
    .updateTable('sharings')
    .set(row)
    .where('team_id', '=', scope.teamId)
    .where('id', '=', sharing.id)
    .execute()
  return row.id
}

function newInvitation(from: string, now: Date) {
  return {
    id: randomUUID(),
    invited_by: from,
    state: 'invited' as const,
    invited_at: now,
    agreed_at: null,
    quiet_until: askableFrom(now),
  }
}

export async function lockSharing(
  scope: Scope,
  { one, other }: { one: string; other: string },
): Promise<Sharing | undefined> {
  const row = await scope.db
    .selectFrom('sharings')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('one', '=', one)
    .where('other', '=', other)
    .forUpdate()
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function findSharings(scope: Scope, ids: readonly string[]): Promise<Map<string, Sharing>> {
  const known = ids.filter(isId)
  if (!known.length) return new Map()
  const rows = await scope.db
    .selectFrom('sharings')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('id', 'in', known)
    .execute()
  return new Map(rows.map((row) => [row.id, fromRow(row)]))
}

/** Those of somebody, the latest first. */
export async function listSharings(scope: Scope, userId: string): Promise<Sharing[]> {
  const rows = await scope.db
    .selectFrom('sharings')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where((eb) => eb.or([eb('one', '=', userId), eb('other', '=', userId)]))
    .orderBy('invited_at', 'desc')
    .execute()
  return rows.map(fromRow)
}

export async function setSharing(
  { db, teamId }: Scope,
  id: string,
  { state, now }: { state: Extract<SharingState, 'shared' | 'declined'>; now: Date },
): Promise<void> {
  await db
    .updateTable('sharings')
    .set({ state, ...(state === 'shared' && { agreed_at: now }) })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

/** `left` is the one who did not end it: for four weeks an invitation of theirs is not delivered. */
export async function endSharing(
  { db, teamId }: Scope,
  id: string,
  { left, now }: { left: string; now: Date },
): Promise<void> {
  await db
    .updateTable('sharings')
    .set({ state: 'ended', invited_by: left, quiet_until: askableFrom(now) })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

/** With somebody who left the workspace nothing is shared any more. */
export async function endSharingsOf(
  { db, teamId }: Pick<Scope, 'db' | 'teamId'>,
  userId: string,
): Promise<void> {
  await db
    .updateTable('sharings')
    .set({ state: 'ended' })
    .where('team_id', '=', teamId)
    .where((eb) => eb.or([eb('one', '=', userId), eb('other', '=', userId)]))
    .where('state', 'in', ['invited', 'shared'])
    .execute()
}

function fromRow(row: Selectable<SharingsTable>): Sharing {
  return {
    id: row.id,
    one: row.one,
    other: row.other,
    invitedBy: row.invited_by,
    state: row.state,
    agreedAt: row.agreed_at ?? undefined,
    quietUntil: row.quiet_until ?? undefined,
  }
}
