import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

interface WorkspaceFacts {
  teamId: string
  name: string
  enterpriseId?: string | undefined
  botUserId?: string | undefined
  /** Encrypted. */
  installation?: string | undefined
}

/** Inserts the workspace, or makes it active again with a new installation. */
export async function saveWorkspace(db: Db, facts: WorkspaceFacts, now: Date): Promise<void> {
  const row = {
    team_id: facts.teamId,
    name: facts.name,
    enterprise_id: facts.enterpriseId ?? null,
    bot_user_id: facts.botUserId ?? null,
    installation: facts.installation ?? null,
    installed_at: now,
  }
  await db
    .insertInto('workspaces')
    .values(row)
    .onConflict((oc) =>
      oc.column('team_id').doUpdateSet({
        name: row.name,
        enterprise_id: row.enterprise_id,
        bot_user_id: row.bot_user_id,
        installation: row.installation,
        state: 'active',
        // Events from before it are of an earlier installation.
        installed_at: sql<Date>`case when workspaces.state <> 'active' or excluded.installation is not null
          then excluded.installed_at else workspaces.installed_at end`,
        stop_code: null,
        uninstalled_at: null,
      }),
    )
    .execute()
}

interface WorkspaceAccess {
  state: 'active' | 'stopped' | 'uninstalled'
  installation: string | null
  enterpriseId: string | null
  botUserId: string | null
}

export async function findWorkspace(db: Db, teamId: string): Promise<WorkspaceAccess | undefined> {
  const row = await db
    .selectFrom('workspaces')
    .select(['state', 'installation', 'enterprise_id as enterpriseId', 'bot_user_id as botUserId'])
    .where('team_id', '=', teamId)
    .executeTakeFirst()
  return row
}

/** The time zone of people whose own is not known. */
export async function setWorkspaceZone(db: Db, teamId: string, zone: string): Promise<void> {
  await db.updateTable('workspaces').set({ zone }).where('team_id', '=', teamId).execute()
}

/**
 * The app was taken out at `at`, by Slack's clock: its token goes at once, and nothing more is sent. False = that was an
 * earlier installation, or none is known.
 */
export async function markUninstalled(db: Db, id: string, at: Date, now: Date): Promise<boolean> {
  const done = await sql`
    update workspaces set state = 'uninstalled', installation = null, stop_code = 'uninstalled',
      uninstalled_at = coalesce(uninstalled_at, ${now}::timestamptz)
    where team_id = ${id} and state <> 'uninstalled' and installed_at <= ${at}`.execute(db)
  return Number(done.numAffectedRows ?? 0) > 0
}

/** False = its first command was greeted before. */
export async function markGreeted(db: Tx, teamId: string, now: Date): Promise<boolean> {
  const done = await sql`
    update workspaces set greeted_at = ${now} where team_id = ${teamId} and greeted_at is null`.execute(db)
  return Number(done.numAffectedRows ?? 0) > 0
}
