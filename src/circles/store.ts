import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Scope } from '../db/database.ts'
import { aadOf, decryptOr, decryptStored } from '../db/encryption.ts'
import { isId } from '../db/id.ts'
import { quietUntil, type Membership, type MembershipStatus } from './membership.ts'
import type { CircleMembersTable } from './tables.ts'

/** Everybody whom `asker` ever invited, locked until the transaction ends. */
export async function lockCircle(scope: Scope, asker: string): Promise<Membership[]> {
  const rows = await scope.db
    .selectFrom('circle_members')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('asker', '=', asker)
    .orderBy('ally')
    .forUpdate()
    .execute()
  return rows.map((row) => fromRow(scope, row))
}

export async function findMembership(scope: Scope, id: string): Promise<Membership | undefined> {
  if (!isId(id)) return undefined
  const row = await scope.db
    .selectFrom('circle_members')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && fromRow(scope, row)
}

export async function findMemberships(
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, Membership>> {
  if (!ids.length) return new Map()
  const rows = await scope.db
    .selectFrom('circle_members')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, fromRow(scope, row)]))
}

/** Every membership of somebody, as asker or as ally. */
export async function listMemberships(scope: Scope, userId: string): Promise<Membership[]> {
  const rows = await scope.db
    .selectFrom('circle_members')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where((eb) => eb.or([eb('asker', '=', userId), eb('ally', '=', userId)]))
    .orderBy('invited_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => fromRow(scope, row))
}

/** The memberships between the two, either way round. */
export async function listBetween(scope: Scope, one: string, other: string): Promise<Membership[]> {
  const rows = await scope.db
    .selectFrom('circle_members')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where((eb) =>
      eb.or([
        eb.and([eb('asker', '=', one), eb('ally', '=', other)]),
        eb.and([eb('asker', '=', other), eb('ally', '=', one)]),
      ]),
    )
    .execute()
  return rows.map((row) => fromRow(scope, row))
}

/** Stores an invitation; each has a new id, so that the card of an earlier one can't answer it. */
export async function insertInvitation(
  { db, teamId, cipher }: Scope,
  { asker, ally, why, now }: { asker: string; ally: string; why: string; now: Date },
): Promise<string> {
  const id = randomUUID()
  const row = {
    id,
    standing: 'invited' as const,
    why: why && cipher.encrypt(why, whyAad(teamId, id)),
    invited_at: now,
    quiet_until: quietUntil(now),
  }
  await db
    .insertInto('circle_members')
    .values({ team_id: teamId, asker, ally, ...row })
    .onConflict((oc) => oc.columns(['team_id', 'asker', 'ally']).doUpdateSet(row))
    .execute()
  return id
}

/** The quiet time stays as it is: leaving and inviting again must not get around it. */
export async function setStatus({ db, teamId }: Scope, id: string, status: MembershipStatus): Promise<void> {
  await db
    .updateTable('circle_members')
    .set({ standing: status })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

/** Somebody who left the workspace is in no circle and has none. */
export async function leaveEverything({ db, teamId }: Scope, userId: string): Promise<void> {
  await db
    .updateTable('circle_members')
    .set({ standing: 'left' })
    .where('team_id', '=', teamId)
    .where((eb) => eb.or([eb('asker', '=', userId), eb('ally', '=', userId)]))
    .where('standing', 'in', ['in', 'invited'])
    .execute()
}

function fromRow({ cipher, teamId }: Scope, row: Selectable<CircleMembersTable>): Membership {
  return {
    id: row.id,
    asker: row.asker,
    ally: row.ally,
    status: row.standing,
    why: decryptOr(() => decryptStored(cipher, row.why, whyAad(teamId, row.id)), ''),
    invitedAt: row.invited_at,
    quietUntil: row.quiet_until ?? undefined,
  }
}

function whyAad(teamId: string, id: string): string {
  return aadOf('circle_members', 'why', teamId, id)
}
