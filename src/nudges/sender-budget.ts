/** What people have heard of one another within the hour. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { Heard } from './notice-limit.ts'

/** Notices that were due longer ago are not counted, so that the index of a person's messages by time serves. */
const countedDays = 14

interface Asked {
  userIds: readonly string[]
  from?: string
  now: Date
}

/** What each of `userIds` has heard within the hour, by whom it was from; of `from` alone where it is given. */
export async function listHeard(
  db: Db | Tx,
  teamId: string,
  asked: Asked,
): Promise<Map<string, Map<string, Heard>>> {
  const { rows } = await sql<{ userId: string; sender: string; notices: number; last: Date }>`
    ${selectHeard(teamId, asked)}`.execute(db)
  const heard = new Map<string, Map<string, Heard>>()
  for (const { userId, sender, notices, last } of rows)
    heard.set(userId, (heard.get(userId) ?? new Map<string, Heard>()).set(sender, { notices, last }))
  return heard
}

/** The same as a query: "userId", sender, notices and last. */
export function selectHeard(teamId: string, { userIds, from, now }: Asked): RawBuilder<unknown> {
  return sql`
    select user_id as "userId", sender, count(*)::int as notices, max(sent_at) as last
    from nudges
    where team_id = ${teamId} and user_id = any(${userIds}) and due_at <= ${now}::timestamptz and due_at > ${now}::timestamptz - make_interval(days => ${countedDays}::int)
      and ${from === undefined ? sql`sender is not null` : sql`sender = ${from}`} and manner = 'notice'
      and sent_at > ${now}::timestamptz - interval '1 hour'
    group by 1, 2`
}
