/** What circles hold of one person, for their export. */
import type { Scope } from '../db/database.ts'

export interface CircleExport {
  myCircle: readonly object[]
  circlesIAmIn: readonly object[]
  blockedByMe: readonly object[]
}

/** Of an invitation that stands for no yes the asker learns nothing more, here as everywhere. */
export async function exportCircles({ db, teamId }: Scope, userId: string): Promise<CircleExport> {
  const invited = await db
    .selectFrom('circle_members')
    .select(['ally', 'why', 'invited_at', 'standing'])
    .where('team_id', '=', teamId)
    .where('asker', '=', userId)
    .orderBy('invited_at')
    .execute()
  const asked = await db
    .selectFrom('circle_members')
    .select(['asker', 'why', 'invited_at', 'standing'])
    .where('team_id', '=', teamId)
    .where('ally', '=', userId)
    .orderBy('invited_at')
    .execute()
  const blocked = await db
    .selectFrom('refusals')
    .select('other')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .execute()
  return {
    myCircle: invited.map(({ standing, ...rest }) => ({ ...rest, isIn: standing === 'in' })),
    circlesIAmIn: asked,
    blockedByMe: blocked,
  }
}
