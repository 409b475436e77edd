import { sql } from 'kysely'
import { workspace, type Workspace } from '../support/workspace.ts'

/** `n` open promises of Bob's to Alice, "task 1" due soonest. */
async function addTasks({ bob, alice, db }: Workspace, n: number): Promise<void> {
  await bob.types('/promise @alice task 0 by Friday 3pm')
  await sql`
    insert into promises (id, team_id, promisor, promisee, what, state, due_at, due_zone, due_words, made_at, last_seq)
    select gen_random_uuid(), team_id, ${bob.id}, ${alice.id}, 'task ' || n, 'open',
      due_at + n * interval '1 minute', due_zone, due_words, made_at, last_seq
    from promises, generate_series(1, ${n - 1}::int) n`.execute(db)
}

function ids(view: { blocks: unknown[] } | undefined): string[] {
  return Array.from(JSON.stringify(view?.blocks).matchAll(/"action_id":"([^"]*)"/g), ([, id]) => id!)
}

test('says first how things stand, and offers two things to do', async () => {
  const { bob, clock } = await workspace()
  await bob.opensHome()
  expect(bob.reads(bob.home())).toMatch(/^Nothing is due today, and nothing waits for you\./)
  await bob.types('/promise @alice ship the deck by today 3pm')
  await bob.types('/promise @alice call the bank by today 4pm')
  await bob.opensHome()
  expect(bob.reads(bob.home())).toMatch(/^2 due today/)
  expect(bob.buttons(bob.home()).slice(0, 2)).toEqual(['Make a promise', 'Ask for a promise'])
  await clock.to('Tue 08:00')
  await bob.opensHome()
  expect(bob.reads(bob.home())).toMatch(/^2 slipped/)
})

test('pages each section by itself, with its true count, and leaves the others where they are', async () => {
  const all = await workspace()
  const { bob, alice } = all
  await addTasks(all, 12)
  await bob.types('/promise ask @alice a favour by Friday')
  await bob.opensHome()
  expect(bob.reads(bob.home())).toMatch('My promises (12)')
  expect(bob.reads(bob.home())).toMatch('1–5 of 12')
  await bob.presses('More', { in: 'home' })
  await bob.presses('More', { in: 'home' })
  const last = bob.reads(bob.home())
  expect(last).toMatch('11–12 of 12')
  expect(last).toMatch(/task 10,[^]*task 11,/)
  expect(last).toMatch('What I asked for (1)\na favour')
  // What is done on a page leaves Home on that page, until the page is gone; a claimed one still counts.
  await bob.presses('Done', { in: 'home', beside: 'task 11' })
  expect(bob.reads(bob.home())).toMatch('11–12 of 12')
  await alice.opensHome()
  expect(alice.reads(alice.home())).toMatch(/1 said to be done[^]*What I am owed \(12\)/)
  await bob.presses('Earlier', { in: 'home' })
  expect(bob.reads(bob.home())).toMatch('6–10 of 12')
})

test('the ids of the buttons of a thing are the same wherever it stands', async () => {
  const all = await workspace()
  const { bob, db } = all
  await addTasks(all, 7)
  await bob.opensHome()
  await bob.presses('More', { in: 'home' })
  const { id } = await db
    .selectFrom('promises')
    .select('id')
    .where('what', '=', 'task 6')
    .executeTakeFirstOrThrow()
  const own = () => ids(bob.home()).filter((one) => one.endsWith(`#${id}`))
  const before = own()
  expect(before).toContain(`promises.claim#${id}`)
  await sql`update promises set due_at = due_at - interval '1 day' where id = ${id}`.execute(db)
  await bob.presses('Earlier', { in: 'home' })
  expect(own()).toEqual(before)
  expect(new Set(ids(bob.home())).size).toBe(ids(bob.home()).length)
})

test('what has slipped stands first, and says so', async () => {
  const { bob, clock } = await workspace()
  await bob.types('/promise @alice call the bank by Friday 3pm')
  await bob.types('/promise @alice ship the deck by today 3pm')
  await clock.to('Tue 08:00')
  await bob.opensHome()
  expect(bob.reads(bob.home())).toMatch(
    /My promises \(2\)\n(Slipped: ship the deck|ship the deck,[^]*Slipped)[^]*call the bank/,
  )
})
