import { sql } from 'kysely'
import type { Claimed } from './ledger.ts'
import type { Delivery } from './tick.ts'

/** Lets the clock make its move: what it changes and that it was done are one transaction. */
export async function act(d: Delivery, teamId: string, row: Claimed, now: Date): Promise<void> {
  const kind = d.kinds.get(row.kind)
  if (kind?.manner !== 'timer') return
  await d.ctx.db.transaction().execute(async (tx) => {
    const mine = await sql`
      update nudges set state = 'done', lease_until = null, sent_at = ${now}::timestamptz
      where team_id = ${teamId} and id = ${row.id} and fence = ${row.fence} and state = 'sending'`.execute(tx)
    if (Number(mine.numAffectedRows ?? 0) === 0) return
    await kind.act({ teamId, nudge: row, now, db: tx, log: d.ctx.log })
  })
}
