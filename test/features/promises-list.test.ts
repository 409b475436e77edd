import { sql } from 'kysely'
import { workspace, type Workspace } from '../support/workspace.ts'

async function withSome(): Promise<Workspace> {
  const all = await workspace()
  const { bob, alice, carol } = all
  await bob.types('/promise @alice ship the deck by Friday')
  await bob.types('/promise @carol water the plants by Thursday')
  await carol.types('/promise @bob bring the cake by Friday')
  await alice.types('/promise ask @bob review the draft by Friday')
  await bob.types('/promise ask @carol book the room by Friday')
  await bob.types('/promise @alice call the bank by Wednesday')
  await bob.opensHome()
  await bob.presses('Done', { in: 'home', beside: 'call the bank' })
  await alice.presses('Kept, thank you')
  return all
}

const everything = [
  'ship the deck',
  'water the plants',
  'bring the cake',
  'review the draft',
  'book the room',
  'call the bank',
]

describe('/promise list', () => {
  test.each([
    ['', ['ship the deck', 'water the plants', 'bring the cake', 'review the draft', 'book the room']],
    ['mine', ['ship the deck', 'water the plants']],
    ['owed', ['bring the cake']],
    ['asked', ['review the draft', 'book the room']],
    ['asking', ['book the room']],
    ['kept', ['call the bank']],
    ['closed', ['call the bank']],
    ['@carol', ['water the plants', 'bring the cake', 'book the room']],
    ['with @carol', ['water the plants', 'bring the cake', 'book the room']],
    ['mine @alice', ['ship the deck']],
    ['@alice kept', ['call the bank']],
    ['closed @carol', []],
  ])('%s', async (words, expected) => {
    const { bob } = await withSome()
    await bob.types(`/promise list ${words}`)
    const shown = bob.lastSeen()
    expect(everything.filter((what) => shown.includes(what))).toEqual(expected)
    if (!expected.length) expect(shown).toMatch('Nothing here.')
  })

  test('refuses a list that does not exist, in words', async () => {
    const { bob } = await workspace()
    await bob.types('/promise list everything')
    expect(bob.lastSeen()).toMatch('I don\'t know the list "everything"')
    await bob.types('/promise list @nobodyhere')
    expect(bob.lastSeen()).toMatch("don't know anybody called @nobodyhere")
  })

  test('does from the list what can be done', async () => {
    const { bob, alice } = await withSome()
    await alice.types('/promise list owed')
    await alice.presses('Let it go', { in: 'ephemeral' })
    await alice.submits({ note: 'we cancelled it' })
    expect(bob.lastDm()).toMatch('alice lets it go: ship the deck')
  })
})

/** So many more promises from Bob to Alice, one an hour. */
async function add({ bob, alice, db }: Workspace, n: number): Promise<void> {
  await sql`insert into promises (team_id, id, promisor, promisee, what, state, due_at, due_zone, due_words, made_at, last_seq)
    select team_id, gen_random_uuid(), ${bob.id}, ${alice.id}, 'task ' || n, 'open',
      timestamptz '2026-03-10T08:00:00Z' + n * interval '1 hour', 'Europe/Paris', 'soon', '2026-03-09T08:00:00Z', 1
    from workspaces, generate_series(1, ${n}) as n`.execute(db)
}

describe('long lists', () => {
  test('are turned page by page, from the command on and back', async () => {
    const all = await workspace()
    const { bob } = all
    await bob.opensHome()
    await add(all, 25)
    await bob.types('/promise list mine')
    expect(bob.lastSeen()).toMatch('task 10,')
    expect(bob.lastSeen()).not.toMatch('task 11,')
    await bob.presses('More')
    expect(bob.reads(bob.modal())).toMatch(/task 11,[^]*task 20,/)
    await bob.presses('More')
    expect(bob.reads(bob.modal())).toMatch('task 25,')
    expect(bob.buttons(bob.modal())).not.toContain('More')
    await bob.presses('Earlier')
    await bob.presses('Earlier')
    expect(bob.reads(bob.modal())).toMatch('task 1,')
    expect(bob.buttons(bob.modal())).not.toContain('Earlier')
  })

  test('are turned on Home, which never holds more than Slack allows', async () => {
    const all = await workspace()
    const { bob, alice } = all
    for (const one of [bob, alice]) await one.opensHome()
    await add(all, 40)
    await bob.types('/promise ask @alice a favour by Friday')
    await bob.opensHome()
    const seen: string[] = []
    for (let page = 0; page < 8; page++) {
      expect(bob.home()!.blocks.length).toBeLessThanOrEqual(100)
      expect(JSON.stringify(bob.home()).length).toBeLessThan(250_000)
      seen.push(...Array.from(bob.reads(bob.home()).matchAll(/task (\d+),/g), ([, n]) => n!))
      if (page < 7) await bob.presses('More', { in: 'home' })
    }
    expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => String(index + 1)))
    expect(bob.buttons(bob.home())).not.toContain('More')
    await bob.presses('Earlier', { in: 'home' })
    expect(bob.reads(bob.home())).toMatch('task 31,')
    await alice.opensHome()
    expect(alice.reads(alice.home())).toMatch('task 1, by bob')
  })

  test('of words as long as they may be still fit', async () => {
    const all = await workspace()
    const { bob, alice, db } = all
    for (const one of [bob, alice]) await one.opensHome()
    await add(all, 20)
    await sql`update promises set what = repeat('&<"é', 750), goal = repeat('&', 200)`.execute(db)
    await alice.opensHome()
    expect(alice.home()!.blocks.length).toBeLessThanOrEqual(100)
    expect(JSON.stringify(alice.home()).length).toBeLessThan(250_000)
    await alice.types('/promise list owed')
    expect(alice.notices()).toEqual([])
    expect(alice.lastSeen()).toMatch('What I am owed')
  })
})

describe('Home', () => {
  test('offers to both sides whatever can be done now', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types('/promise @alice ship the deck every Friday at 3pm')
    const menu = async (one: typeof bob) => {
      await one.opensHome()
      return one.buttons(one.home())
    }
    expect(await menu(bob)).toEqual(
      expect.arrayContaining([
        'Done',
        'Need more time',
        "Can't keep it",
        'Change',
        'Undo',
        'Stop repeating',
        'History',
      ]),
    )
    expect(await menu(alice)).toEqual(
      expect.arrayContaining([
        'Thanks',
        "That's not what I need",
        'Another time',
        'Stop repeating',
        'History',
      ]),
    )
    await clock.to('Fri 15:01')
    expect(await menu(alice)).toEqual(expect.arrayContaining(['Give more time', 'Bump', 'Let it go']))
    expect(await menu(bob)).not.toContain('Undo')
    await bob.presses('Done', { in: 'home' })
    expect(await menu(alice)).toEqual(
      expect.arrayContaining(['Kept, thank you', 'Kept, and say why…', 'Not yet']),
    )
    expect(await menu(bob)).not.toContain('Done')
  })

  test('leads to what is closed', async () => {
    const { bob } = await withSome()
    await bob.opensHome()
    await bob.presses('Closed promises', { in: 'home' })
    expect(bob.reads(bob.modal())).toMatch(/Closed promises[^]*call the bank, for alice\nKept/)
  })
})
