/** Who agreed to be asked by whom: read by every feature that asks people for something. */
import type { Scope } from '../db/database.ts'
import { findBlocked } from '../people/block-store.ts'
import { listMemberships } from './store.ts'

/** Those who said yes to being asked by `asker` and are still here. */
export async function listAllies({ db, teamId }: Scope, asker: string): Promise<string[]> {
  const rows = await db
    .selectFrom('circle_members as m')
    .innerJoin('people as p', (join) =>
      join.onRef('p.team_id', '=', 'm.team_id').onRef('p.user_id', '=', 'm.ally'),
    )
    .select('m.ally')
    .where('m.team_id', '=', teamId)
    .where('m.asker', '=', asker)
    .where('m.standing', '=', 'in')
    .where('p.has_left', '=', false)
    .where('p.is_guest', '=', false)
    .orderBy('m.ally')
    .execute()
  return rows.map((row) => row.ally)
}

/** The same with the why that each was asked in with. */
export async function listWhys(scope: Scope, asker: string): Promise<Map<string, string>> {
  const allies = new Set(await listAllies(scope, asker))
  const all = await listMemberships(scope, asker)
  const mine = all.filter((one) => one.asker === asker && allies.has(one.ally))
  return new Map(mine.map((one) => [one.ally, one.why]))
}

/** Whether `userId` wants no invitations and questions from `other`; told to nobody. */
export async function isBlocked(scope: Scope, userId: string, other: string): Promise<boolean> {
  return (await findBlocked(scope, [userId], other)).size > 0
}
