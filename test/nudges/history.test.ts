// Looking up what ended unclear, where Slack grants one short reading of history a minute.
import { sql } from 'kysely'
import { afterRestore } from '../../src/ops/after-restore.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

/** A DM with so much in it that one page does not reach back to what is looked for. */
async function crowdedDm() {
  const place = await workspace()
  const { bob, alice, slack } = place
  slack.historyRateLimit.isOn = true
  slack.faults.plan('chat.postMessage', 'drop-after')
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  const messages = slack.world.messages.get(alice.dmMessages()[0]!.channelId)!
  const [first] = messages
  for (let n = 0; n < 40; n++)
    messages.push({ ...structuredClone(first!), blocks: [], text: 'hm', ts: later(first!.ts, n + 1) })
  return place
}

function later(ts: string, seconds: number): string {
  return `${Number(ts.split('.')[0]) + seconds}.000001`
}

test('one page a minute is read on from where it stopped, and no wish of Slack to wait is passed over', async () => {
  const { alice, clock, slack, app, db } = await crowdedDm()
  const asked: { at: number; status: number }[] = []
  const note = () => {
    asked.splice(0)
    for (const { title, at, status } of slack.journal.exchanges())
      if (title === 'conversations.history') asked.push({ at: Date.parse(at), status: status ?? 0 })
  }
  await clock.to('Mon 09:06')
  note()
  const granted = asked.filter(({ status }) => status === 200)
  expect(granted).toHaveLength(3)
  for (const refused of asked.filter(({ status }) => status === 429)) {
    const next = asked.find(({ at }) => at > refused.at)
    if (next) expect(next.at - refused.at).toBeGreaterThanOrEqual(60_000)
  }
  expect(
    await db.selectFrom('nudge_queue').select('awaits').where('awaits', '=', 'history').execute(),
  ).toEqual([])
  await app.tick()
  expect(alice.dms().filter((text) => text.includes('ship the deck'))).toHaveLength(1)
})

test('while history rests, what is due is said all the same', async () => {
  const { bob, alice } = await crowdedDm()
  await bob.types('/promise @alice water the plants by Friday 3pm')
  expect(alice.dms().at(-1)).toMatch('water the plants')
})

test('after a 429 for an edit nothing is edited until the time is over', async () => {
  const { bob, alice, clock, slack, app } = await workspace()
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  slack.faults.plan('chat.update', '429')
  await bob.presses('Undo')
  const edits = () => slack.journal.exchanges().filter(({ title }) => title === 'chat.update').length
  const before = edits()
  await app.tick()
  expect(edits()).toBe(before)
  expect(alice.buttons(alice.dmMessages()[0])).toContain('Thanks')
  await clock.to('Mon 09:01')
  expect(alice.buttons(alice.dmMessages()[0])).not.toContain('Thanks')
})

test('what was undone while its message was on its way is put right when the message is found', async () => {
  const { bob, alice, clock, slack } = await workspace()
  slack.faults.plan('chat.postMessage', 'drop-after')
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await bob.presses('Undo')
  expect(alice.lastDm()).toMatch('took')
  await clock.to('Mon 09:03')
  expect(alice.buttons(alice.dmMessages()[0])).not.toContain('Thanks')
})

async function tablesOf({ db }: Workspace): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

async function backUp(place: Workspace): Promise<void> {
  await sql`create schema backup`.execute(place.db)
  for (const name of await tablesOf(place))
    await sql`create table ${sql.table(`backup.${name}`)} as table ${sql.table(`public.${name}`)}`.execute(
      place.db,
    )
}

async function restore(place: Workspace): Promise<void> {
  const names = await tablesOf(place)
  await place.db.transaction().execute(async (tx) => {
    // Foreign keys are not checked while rows are put back.
    await sql`set local session_replication_role = replica`.execute(tx)
    for (const name of names) {
      await sql`delete from ${sql.table(`public.${name}`)}`.execute(tx)
      await sql`insert into ${sql.table(`public.${name}`)} table ${sql.table(`backup.${name}`)}`.execute(tx)
    }
  })
}

/** Bob promises two things, a backup is made, time goes on to `until`, and the backup is restored. */
async function restoredAt(until: string): Promise<{ place: Workspace; since: string }> {
  const place = await workspace({ zone: 'UTC' })
  await place.bob.types('/promise @alice ship the deck by Tue 3pm')
  await place.carol.types('/promise @bob water the plants by Tue 4pm')
  const since = place.clock.read().toISOString()
  await backUp(place)
  await place.clock.to(until)
  await restore(place)
  return { place, since }
}

function messagesOf({ alice, bob, carol }: Workspace): string[] {
  return [alice, bob, carol].flatMap((person) =>
    person.dms().map((text) => `${person.id} ${text.split('\n')[0]}`),
  )
}

test('after a restore, what was said since the backup is found and not said again, and what was not is said', async () => {
  const { place, since } = await restoredAt('Wed 12:00')
  const { clock, config, bob, slack } = place
  const before = messagesOf(place)
  // One reminder never went out before the crash.
  const dm = slack.world.messages.get(bob.dmMessages()[0]!.channelId)!
  const lost = dm.pop()!
  const told = await afterRestore(config, new Map([['since', since]]), clock)
  expect(told).toMatch(/^\d+ messages that came due since 2026/)
  await place.restart()
  await clock.to('Wed 12:20')
  const said = messagesOf(place)
  expect(said.toSorted()).toEqual(before.toSorted())
  expect(dm.at(-1)!.text).toBe(lost.text)
})

test('control: without after-restore the same is said twice', async () => {
  const { place } = await restoredAt('Wed 12:00')
  const before = messagesOf(place).length
  await place.restart()
  await place.clock.to('Wed 12:20')
  expect(messagesOf(place).length).toBeGreaterThan(before)
})

test('after-restore asks for a time with its zone, and refuses one that lies ahead', async () => {
  const { config, clock } = await workspace()
  for (const since of ['', 'yesterday', '2026-03-09 08:00', '2026-13-09T08:00:00Z'])
    await expect(afterRestore(config, new Map([['since', since]]), clock)).rejects.toThrow('with its zone')
  await expect(afterRestore(config, new Map([['since', '2036-01-01T00:00:00Z']]), clock)).rejects.toThrow(
    'lies in the future',
  )
})
