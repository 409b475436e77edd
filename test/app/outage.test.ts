import { sql } from 'kysely'
import pg from 'pg'
import { workspace } from '../support/workspace.ts'

test('while Postgres is away commands are refused in words and health says so; then all is as before', async () => {
  const { bob, alice, app, db, config } = await workspace()
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  const name = new URL((config.database as { url: string }).url).pathname.slice(1)
  const admin = new pg.Client(process.env.TEST_DATABASE_URL!.replace('@/', '@localhost/'))
  await admin.connect()
  const health = async () => (await fetch(`http://127.0.0.1:${app.port}/healthz`)).status
  try {
    await admin.query(`alter database ${name} allow_connections false`)
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    expect(await health()).toBe(503)
    await bob.types('/promise @alice water the plants by Friday 3pm')
    expect(bob.lastSeen()).toMatch("I can't reach my memory just now, so nothing was stored")
    await alice.types('/promise list')
    expect(alice.lastSeen()).toMatch("I can't reach my memory just now")
    await alice.opensHome()
  } finally {
    await admin.query(`alter database ${name} allow_connections true`)
    await admin.end()
  }
  expect(await health()).toBe(200)
  await bob.types('/promise @alice water the plants by Friday 3pm')
  expect(alice.lastDm()).toMatch('water the plants')
  expect(await db.selectFrom('promises').select('id').execute()).toHaveLength(2)
})

test('a command that stored nothing before its transaction was too late says that nothing was stored', async () => {
  const { bob, alice, db } = await workspace()
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  let held = () => {}
  const isHeld = new Promise<void>((resolve) => (held = resolve))
  // Said again within a minute, it is asked about: the question is stored by a transaction of its own.
  const holding = db.transaction().execute(async (tx) => {
    await sql`lock table promise_drafts in access exclusive mode`.execute(tx)
    held()
    await released
  })
  await isHeld
  try {
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    expect(bob.lastSeen()).toMatch("I can't reach my memory just now, so nothing was stored")
  } finally {
    release()
    await holding
  }
  expect(alice.dms()).toHaveLength(1)
})
