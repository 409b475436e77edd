import { sql } from 'kysely'
import { openDatabase, type Tx } from '../../src/db/database.ts'
import { retryOnDeadlock, withDeadline } from '../../src/db/transaction.ts'
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

describe('at the deadline', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())
  const forever = () => new Promise<never>(() => {})

  test.each([
    ['nothing was stored, before a commit', [], 'DeadlineError'],
    ['nobody knows, while a commit runs', ['beginCommit'], 'CommitUnknownError'],
    ['nothing was stored, after a commit of nothing', ['beginCommit', 'committedNothing'], 'DeadlineError'],
    [
      'nobody knows, in the commit after that',
      ['beginCommit', 'committedNothing', 'beginCommit'],
      'CommitUnknownError',
    ],
  ] as const)('%s', async (_, steps, name) => {
    const late = withDeadline(1000, (deadline) => {
      for (const step of steps) deadline[step]()
      return forever()
    })
    const rejected = expect(late).rejects.toMatchObject({ name })
    await jest.advanceTimersByTimeAsync(1000)
    await rejected
  })
})

test('a connection that ends between two statements fails its transaction alone', async () => {
  const lent = await freshDatabase()
  const { db, close } = await openDatabase({ url: lent.url })
  try {
    const broken = db.transaction().execute(async (tx) => {
      await sql`insert into inboxes (team_id, user_id) values ('T1', 'U1')`.execute(tx)
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(db)
      await sql`insert into inboxes (team_id, user_id) values ('T1', 'U2')`.execute(tx)
    })
    await expect(broken).rejects.toThrow(/terminat|ended|closed|connection error/i)
    await sql`insert into inboxes (team_id, user_id) values ('T1', 'U3')`.execute(db)
    const rows = await db.selectFrom('inboxes').select('user_id').execute()
    expect(rows).toEqual([{ user_id: 'U3' }])
  } finally {
    await close()
    await lent.release()
  }
})
