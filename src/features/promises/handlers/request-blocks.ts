/** "No more requests from Ana", and taking it back. Ana is told so when she asks again. */
import type { ActionCall, Reply } from '../../../feature.ts'
import type { Db, Tx } from '../../../db/database.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { nameOf } from '../../../people/display-name.ts'
import { applyAction } from './apply-action.ts'
import { refuseStale } from './actions.ts'

/** Those of `userIds` who take no requests from `asker`. */
export async function listStopped(
  db: Db | Tx,
  teamId: string,
  asker: string,
  userIds: readonly string[],
): Promise<Set<string>> {
  if (!userIds.length) return new Set()
  const rows = await db
    .selectFrom('request_stops')
    .select('user_id')
    .where('team_id', '=', teamId)
    .where('other', '=', asker)
    .where('user_id', 'in', userIds)
    .execute()
  return new Set(rows.map((row) => row.user_id))
}

/** Those from whom `userId` takes no requests, the latest first. */
export async function listRequestBlocks(db: Db | Tx, teamId: string, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_stops')
    .select('other')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .orderBy('stopped_at', 'desc')
    .limit(mostShown)
    .execute()
  return rows.map((row) => row.other)
}

const mostShown = 20

/** Declines the request at hand, and every later one of this person. */
export async function blockRequests(call: ActionCall): Promise<Reply> {
  const { teamId, db, me, now } = call
  const carried = await applyAction(call, call.value, { do: 'stop_requests' }, me.userId)
  if ('refused' in carried) return refuseStale(call, call.value, carried.refused)
  const asker = carried.next.promisee
  await db
    .insertInto('request_stops')
    .values({ team_id: teamId, user_id: me.userId, other: asker, stopped_at: now })
    .onConflict((oc) => oc.doNothing())
    .execute()
  const name = nameOf(carried.people, asker)
  return {
    say: textMessage(
      `${name} can't ask you for promises any more, and is told so. Promises between you stay. App Home has the way back.`,
    ),
    home: true,
  }
}

/** The button's value is the person to hear from again. */
export async function unblockRequests(call: ActionCall): Promise<Reply> {
  const { teamId, db, me, value } = call
  const done = await db
    .deleteFrom('request_stops')
    .where('team_id', '=', teamId)
    .where('user_id', '=', me.userId)
    .where('other', '=', value)
    .executeTakeFirst()
  if (!done.numDeletedRows)
    return { say: textMessage('You had stopped nothing there. Nothing changed.'), home: true }
  const name = nameOf(await findPeople(db, teamId, [value]), value)
  return { say: textMessage(`${name} can ask you for promises again.`), home: true }
}
