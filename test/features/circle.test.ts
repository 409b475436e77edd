import { workspace } from '../support/workspace.ts'

test('Bob is asked in private, says yes, and Alice hears of it', async () => {
  const { alice, bob, carol } = await workspace({ now: 'Mon 09:00' })
  await alice.types('/circle @bob @carol because you see how I run meetings')
  expect(alice.lastSeen()).toMatch('I ask bob and carol in private')
  expect(bob.lastDm()).toMatch('\n> you see how I run meetings')
  expect(bob.buttons(bob.dmMessages().at(-1))).toContain("Yes, I'm in")
  await bob.presses("Yes, I'm in")
  expect(bob.lastDm()).toMatch("You are in alice's circle")
  expect(alice.lastDm()).toMatch('bob is in your circle')
  await alice.types('/circle')
  expect(alice.lastSeen()).toMatch('bob')
  await bob.types('/circle list')
  expect(bob.lastSeen()).toMatch("alice's")
  expect(carol.lastDm()).toMatch('alice would like to hear from you')
})

test('A no is told to nobody: what Alice sees is the same as for no answer at all', async () => {
  const { alice, bob, carol } = await workspace({ now: 'Mon 09:00' })
  await alice.types('/circle @bob @carol be frank')
  const before = alice.dms().length
  await alice.types('/circle list')
  const unanswered = alice.lastSeen()
  await bob.presses('No, thank you')
  expect(bob.lastDm()).toMatch('You said no')
  expect(alice.dms()).toHaveLength(before)
  await alice.types('/circle list')
  expect(alice.lastSeen()).toBe(unanswered)
  expect(unanswered).toMatch('Asked within four weeks: bob and carol')
  await alice.types('/circle @bob please')
  expect(bob.dms()).toHaveLength(1)
  expect(carol.dms()).toHaveLength(1)
})

test('Either side leaves without a word to the other', async () => {
  const { alice, bob, carol } = await workspace({ now: 'Mon 09:00' })
  await alice.types('/circle @bob @carol be frank')
  await bob.presses("Yes, I'm in")
  await carol.presses("Yes, I'm in")
  const [toAlice, toCarol] = [alice.dms().length, carol.dms().length]
  await bob.types('/circle leave @alice')
  expect(bob.lastSeen()).toMatch("You are no longer in alice's circle. Nobody is told.")
  expect(alice.dms()).toHaveLength(toAlice)
  await alice.types('/circle leave @carol')
  expect(alice.lastSeen()).toMatch('carol is no longer in your circle')
  expect(carol.dms()).toHaveLength(toCarol)
  await alice.types('/circle list')
  expect(alice.lastSeen()).toMatch('Nobody yet')
})

test('Where two are in each other’s circle, it is asked which one ends', async () => {
  const { alice, bob } = await workspace({ now: 'Mon 09:00' })
  await alice.types('/circle @bob be frank')
  await bob.presses("Yes, I'm in")
  await bob.types('/circle @alice you too')
  await alice.presses("Yes, I'm in")
  await bob.types('/circle leave @alice')
  expect(bob.lastSeen()).toMatch("in each other's circle")
  await bob.presses("Leave alice's")
  await bob.types('/circle')
  expect(bob.lastSeen()).toMatch('alice')
  expect(bob.lastSeen()).not.toMatch('Circles I am in')
})

test('"Not with this person" is seen by nobody and keeps for good, until it is taken back', async () => {
  const { alice, bob, clock } = await workspace({ now: 'Mon 09:00' })
  await alice.types('/circle @bob be frank')
  const receipt = alice.lastSeen()
  await bob.presses('Not with this person')
  expect(bob.lastSeen()).toMatch('Only you know of this')
  await clock.to('2026-04-20T09:00')
  await alice.types('/circle @bob be frank')
  expect(alice.lastSeen()).toBe(receipt)
  await alice.types('/candor @bob')
  expect(alice.lastSeen()).toMatch('I ask bob whether they would like to hear it')
  expect(bob.dms()).toHaveLength(1)
  await bob.types('/circle list')
  expect(bob.lastSeen()).toMatch('Not with: alice')
  await bob.types('/circle allow @alice')
  await clock.to('2026-06-01T09:00')
  await alice.types('/circle @bob be frank')
  expect(bob.dms()).toHaveLength(2)
})

test('Apps, oneself, guests, people from elsewhere and people who left are refused in words', async () => {
  const { alice, slack } = await workspace({
    now: 'Mon 09:00',
    cast: { dave: { isRestricted: true }, erin: { isStranger: true }, frank: { deleted: true } },
  })
  const bot = [...slack.world.people.values()].find((person) => person.isBot)!
  const left = [...slack.world.people.values()].find((person) => person.name === 'frank')!
  await alice.types('/circle @dave be frank')
  expect(alice.lastSeen()).toMatch('guests are not asked')
  await alice.types('/circle @erin be frank')
  expect(alice.lastSeen()).toMatch('from another organisation')
  await alice.types('/circle @alice be frank')
  expect(alice.lastSeen()).toMatch('/candor note')
  await alice.types(`/circle <@${left.id}|frank> be frank`, { raw: true })
  expect(alice.lastSeen()).toMatch('has left this workspace')
  await alice.types(`/circle <@${bot.id}|forthright> be frank`, { raw: true })
  expect(alice.lastSeen()).toMatch('is an app')
  await alice.types('/circle @nobody be frank')
  expect(alice.lastSeen()).toMatch("I don't know anybody called @nobody")
})

test('A circle holds eight, and a no frees no place that would tell of it', async () => {
  const names = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6']
  const { alice, bob, carol } = await workspace({
    now: 'Mon 09:00',
    cast: Object.fromEntries(names.map((name) => [name, { realName: name.toUpperCase() }])),
  })
  await alice.types(`/circle @bob @carol @mallory ${names.map((name) => `@${name}`).join(' ')} be frank`)
  expect(alice.lastSeen()).toMatch('holds 8 people')
  expect(bob.dms()).toHaveLength(0)
  await alice.types(`/circle @bob @carol ${names.map((name) => `@${name}`).join(' ')} be frank`)
  await bob.presses('No, thank you')
  await alice.types('/circle @mallory be frank')
  expect(alice.lastSeen()).toMatch('room for 0')
  await alice.types('/circle leave @bob')
  await alice.types('/circle @mallory be frank')
  expect(alice.lastSeen()).toMatch('I ask mallory in private')
  await carol.presses("Yes, I'm in")
})

test('Help, an unknown word, and a name where one is needed', async () => {
  const { alice } = await workspace({ now: 'Mon 09:00' })
  await alice.types('/circle help')
  expect(alice.lastSeen()).toMatch('up to 8 in all')
  await alice.types('/circle <!channel> everybody', { raw: true })
  expect(alice.lastSeen()).toMatch('one by one')
  await alice.types('/circle dance')
  expect(alice.lastSeen()).toMatch("I don't know 'dance'")
  await alice.types('/circle leave')
  expect(alice.lastSeen()).toMatch('/circle leave @colleague')
})

test('The form asks the same as the command, and another press on an answered card changes nothing', async () => {
  const { alice, bob } = await workspace({ now: 'Mon 09:00' })
  await alice.types('/circle')
  await alice.presses('Ask someone in')
  await alice.submits({ 'Who would tell you?': ['@bob'], 'Why them?': 'You say it straight' })
  expect(alice.reads(alice.modal())).toMatch('I ask bob in private')
  expect(bob.lastDm()).toMatch('You say it straight')
  await bob.presses("Yes, I'm in")
  expect(bob.buttons(bob.dmMessages().at(-1))).not.toContain("Yes, I'm in")
})

test('Somebody who leaves the workspace is in no circle any more', async () => {
  const { alice, bob, slack, clock } = await workspace({ now: 'Mon 09:00' })
  await alice.types('/circle @bob be frank')
  await bob.presses("Yes, I'm in")
  slack.change(bob.id, { deleted: true })
  await clock.to('Mon 09:01')
  await alice.types('/circle list')
  expect(alice.lastSeen()).toMatch('Nobody yet')
})

test('a why that can’t be decrypted hides nothing but itself', async () => {
  const { alice, bob, db } = await workspace()
  await alice.types('/circle @bob because you see how I run meetings')
  await bob.presses("Yes, I'm in")
  const { why } = await db.selectFrom('circle_members').select('why').executeTakeFirstOrThrow()
  await db
    .updateTable('circle_members')
    .set({ why: why.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')) })
    .execute()
  await alice.opensHome()
  expect(alice.reads(alice.home())).toMatch('bob')
})
