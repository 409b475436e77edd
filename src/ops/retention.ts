/** The daily job: counts people, and erases what has come to its end, who asked to be forgotten, and workspaces that took the app out. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import { forgetPerson } from '../people/profile-change.ts'
import { eraseExpired, eraseOld, erasePerson, eraseWorkspace, type ErasureScope } from '../db/erasure.ts'
import type { TableRules } from '../db/table-rules.ts'
import type { Feature } from '../feature.ts'

export interface RetentionParts {
  ctx: Context
  features: readonly Feature[]
  rules: TableRules
  retentionMonths: number
}

/** Batches for one workspace in one heartbeat; what is left goes on with the next one. */
const batchesAtOnce = 20
/** Workspaces looked at in one heartbeat: 115,000 a day. */
const workspacesAtOnce = 20
/** Days for which a workspace that took the app out may come back to what it had. */
const uninstalledDays = 30

/** `isFirst`: the process has just started, perhaps on a restored backup. */
export async function runRetention(parts: RetentionParts, isFirst: boolean): Promise<void> {
  const { ctx, rules, retentionMonths } = parts
  const now = await ctx.clock.now()
  if (isFirst) await forgetRestored(parts, now)
  await eraseExpired(ctx.db, rules, now)
  await finishErasures(ctx, rules, now)
  await eraseUninstalled(ctx, rules, now)
  for (const teamId of await takeWorkspaces(ctx, now)) {
    const scope = { db: ctx.db, teamId }
    await countPeople(scope)
    if (await eraseOld(scope, rules, { now, retentionMonths }, batchesAtOnce))
      await sql`update workspaces set retention_ran_at = null where team_id = ${teamId}`.execute(ctx.db)
  }
}

/** By how many people a morning's reminders are spread: an estimate that is a day old is enough. */
async function countPeople({ db, teamId }: ErasureScope): Promise<void> {
  await sql`
    update workspaces set size = (select count(*) from inboxes where team_id = ${teamId}) where team_id = ${teamId}`.execute(
    db,
  )
}

/** Most heartbeats find none, and the first by its index says so. */
async function isRetentionDue(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql<{ is_due: boolean | null }>`
    select exists (select from workspaces where retention_ran_at is null and state <> 'uninstalled')
      or (select min(retention_ran_at) from workspaces where state <> 'uninstalled') < ${now}::timestamptz - interval '1 day'
      as is_due`.execute(db)
  return rows[0]?.is_due === true
}

/** Workspaces whose last run was a day ago, each taken by one process. */
async function takeWorkspaces(ctx: Context, now: Date): Promise<string[]> {
  if (!(await isRetentionDue(ctx.db, now))) return []
  const { rows } = await sql<{ team_id: string }>`
    update workspaces set retention_ran_at = ${now}::timestamptz where team_id in (
      select team_id from (
        select team_id from workspaces where state <> 'uninstalled' and retention_ran_at is null
        limit ${workspacesAtOnce} for update skip locked) as never
      union all select team_id from (
        select team_id from workspaces
        where state <> 'uninstalled' and retention_ran_at < ${now}::timestamptz - interval '1 day'
        order by retention_ran_at limit ${workspacesAtOnce} for update skip locked) as before)
    returning team_id`.execute(ctx.db)
  return rows.map((row) => row.team_id)
}

async function finishErasures(ctx: Context, rules: TableRules, now: Date): Promise<void> {
  const { rows } = await sql<{ team_id: string; digest: string; user_id: string }>`
    select team_id, digest, user_id from erasures where done_at is null and user_id is not null limit 20`.execute(
    ctx.db,
  )
  for (const { team_id: teamId, digest, user_id: userId } of rows) {
    if (await erasePerson({ db: ctx.db, teamId }, rules, userId, batchesAtOnce * 10)) continue
    await sql`
      update erasures set done_at = ${now}::timestamptz, user_id = null
      where team_id = ${teamId} and digest = ${digest}`.execute(ctx.db)
  }
}

/**
 * A restored backup brings back people who were forgotten since: their rows are older than that. Looks through the
 * workspaces in which anybody was ever forgotten.
 */
async function forgetRestored({ ctx, features }: RetentionParts, now: Date): Promise<void> {
  const { rows } = await sql<{ team_id: string; user_id: string; met_at: Date | null }>`
    select p.team_id, p.user_id, p.met_at
    from (select team_id, max(asked_at) as latest from erasures where done_at is not null group by team_id) e
    join people p on p.team_id = e.team_id and (p.met_at is null or p.met_at < e.latest)`.execute(ctx.db)
  // Who was forgotten before a key was added stands there under the older one.
  const candidates = rows.flatMap(({ team_id: teamId, user_id: userId, met_at: metAt }) =>
    ctx.cipher.digests('erasure', `${teamId}|${userId}`).map((digest) => ({ teamId, userId, metAt, digest })),
  )
  if (!candidates.length) return
  const restored = await sql<{ teamId: string; userId: string; digest: string }>`
    select r."teamId", r."userId", r.digest
    from jsonb_to_recordset(${JSON.stringify(candidates)}::jsonb)
      as r("teamId" text, "userId" text, "metAt" timestamptz, digest text)
    join erasures e on e.team_id = r."teamId" and e.digest = r.digest
    where e.done_at is not null and (r."metAt" is null or r."metAt" < e.asked_at)`.execute(ctx.db)
  for (const { teamId, userId, digest } of restored.rows)
    await inTransaction(ctx.db, async (db) => {
      await sql`
        update erasures set user_id = ${userId}, done_at = null
        where team_id = ${teamId} and digest = ${digest}`.execute(db)
      await forgetPerson(features, { teamId, userId, now, db, cipher: ctx.cipher })
    })
}

async function eraseUninstalled(ctx: Context, rules: TableRules, now: Date): Promise<void> {
  const { rows } = await sql<{ team_id: string }>`
    select team_id from workspaces
    where state = 'uninstalled' and uninstalled_at < ${now}::timestamptz - make_interval(days => ${uninstalledDays}::int)
    limit 5`.execute(ctx.db)
  for (const { team_id: teamId } of rows)
    if (!(await eraseWorkspace({ db: ctx.db, teamId }, rules, batchesAtOnce * 10)))
      ctx.log.info({ teamId }, 'workspace erased, 30 days after it took the app out')
}
