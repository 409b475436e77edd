import { sql } from 'kysely'
import { openDatabase, type Tx } from '../../src/db/database.ts'
import { retryOnDeadlock } from '../../src/db/transaction.ts'
import { freshDatabase } from '../support/database.ts'

test('two transactions that wait for each other both complete', async () => {
  const lent = await freshDatabase()
  const { db, close } = await openDatabase({ url: lent.url })
  await sql`insert into inboxes (team_id, user_id) values ('T1', 'U1'), ('T1', 'U2')`.execute(db)
  let begun = 0
  let bothHold = () => {}
  const both = new Promise<void>((resolve) => (bothHold = resolve))
  const add = (tx: Tx, userId: string) =>
    sql`update inboxes set nudged = nudged + 1 where team_id = 'T1' and user_id = ${userId}`.execute(tx)
  const inOrder = async (first: string, second: string) =>
    retryOnDeadlock(() =>
      db.transaction().execute(async (tx) => {
        await add(tx, first)
        if (++begun === 2) bothHold()
        await both
        await add(tx, second)
      }),
    )
  try {
    await Promise.all([inOrder('U1', 'U2'), inOrder('U2', 'U1')])
    const rows = await db.selectFrom('inboxes').select('nudged').execute()
    expect(rows).toEqual([{ nudged: 2 }, { nudged: 2 }])
    expect(begun).toBeGreaterThan(2)
  } finally {
    await close()
    await lent.release()
  }
})
