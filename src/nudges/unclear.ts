/** Rows of which nobody knows whether they were sent; one statement each, `now` from outside. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** Rows whose process died between claim and settle: nobody knows whether they were sent. */
export async function reap(db: Db, teamId: string, now: Date, settleSeconds: number): Promise<number> {
  const result = await sql`
    update nudges set state = 'unknown', lease_until = null, code = 'lease_expired',
      not_before = ${now}::timestamptz + make_interval(secs => ${settleSeconds})
    where team_id = ${teamId} and state = 'sending' and lease_until < ${now}::timestamptz`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

/** After so long without an answer a person has to look, in hours. */
const giveUpHours = 24

export interface Unclear {
  id: string
  userId: string
  fence: number
  channelId: string | null
  attemptAt: Date
}

/** Takes unclear sends to look for in Slack's history; those older than a day are left for a person instead. */
export async function claimUnclear(
  db: Db,
  teamId: string,
  now: Date,
  limit: number,
  leaseSeconds: number,
): Promise<Unclear[]> {
  await sql`
    update nudges set state = 'needs_human'
    where team_id = ${teamId} and state = 'unknown' and not_before <= ${now}::timestamptz
      and attempt_at < ${now}::timestamptz - make_interval(hours => ${giveUpHours})`.execute(db)
  const { rows } = await sql<{
    id: string
    user_id: string
    fence: number
    channel_id: string | null
    attempt_at: Date
  }>`
    with c as (
      select id from nudges
      where team_id = ${teamId} and state = 'unknown' and not_before <= ${now}::timestamptz
      order by not_before limit ${limit} for update skip locked
    )
    update nudges d set fence = d.fence + 1, not_before = ${now}::timestamptz + make_interval(secs => ${leaseSeconds})
    from c, inboxes i
    where d.team_id = ${teamId} and d.id = c.id and i.team_id = d.team_id and i.user_id = d.user_id
    returning d.id, d.user_id, d.fence, coalesce(d.channel_id, i.channel_id) as channel_id, d.attempt_at`.execute(
    db,
  )
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    fence: row.fence,
    channelId: row.channel_id,
    attemptAt: row.attempt_at,
  }))
}

/** History was read whole and the key is not in it: the message may be sent again. Only for the current fence. */
export async function settleAbsent(
  db: Db,
  teamId: string,
  rows: readonly Pick<Unclear, 'id' | 'fence'>[],
  now: Date,
) {
  await sql`
    update nudges d set state = 'pending', not_before = ${now}::timestamptz
    from jsonb_to_recordset(${fenced(rows)}::jsonb) as r(id uuid, fence bigint)
    where d.team_id = ${teamId} and d.id = r.id and d.fence = r.fence and d.state = 'unknown'`.execute(db)
}

/** Whether these went out can't be found out, as the app may not read its own DM: a person has to look. */
export async function leaveToHuman(db: Db, teamId: string, rows: readonly Pick<Unclear, 'id' | 'fence'>[]) {
  await sql`
    update nudges d set state = 'needs_human', code = 'missing_scope'
    from jsonb_to_recordset(${fenced(rows)}::jsonb) as r(id uuid, fence bigint)
    where d.team_id = ${teamId} and d.id = r.id and d.fence = r.fence and d.state = 'unknown'`.execute(db)
}

function fenced(rows: readonly Pick<Unclear, 'id' | 'fence'>[]): string {
  return JSON.stringify(rows.map(({ id, fence }) => ({ id, fence })))
}
