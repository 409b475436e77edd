// /forthright: settings, what is switched off and its way back, why, and help.
import { workspace } from '../support/workspace.ts'

test('settings say back what they saved', async () => {
  const { bob } = await workspace()
  await bob.types('/forthright settings')
  await bob.submits({ day_end: '18:00', budget: '3', away: '2026-03-12' })
  expect(bob.reads(bob.modal())).toMatch(
    /Saved\. Your working day is 09:00 to 18:00, on Monday, .* and Friday\./,
  )
  expect(bob.reads(bob.modal())).toMatch('At most 3 reminders a day.')
  expect(bob.reads(bob.modal())).toMatch('away until Thu 12 Mar 09:00')
})

test('one kind of reminder switched off stops that kind alone, is listed, and comes back', async () => {
  const { bob, clock } = await workspace()
  await bob.types('/promise @alice ship the deck by Wednesday 3pm')
  await bob.types('/promise @alice call the bank by Thursday 3pm')
  await clock.to('Wed 15:00')
  await bob.presses('No more of these: the reminder at the due time', { beside: 'ship the deck' })
  await clock.to('Thu 15:30')
  expect(bob.dms().join()).not.toMatch('It is time: call the bank')
  expect(bob.dms().join()).toMatch('Due today: call the bank')
  await bob.types('/forthright settings')
  expect(bob.reads(bob.modal())).toMatch('No messages of this kind: the reminder at the due time.')
  await bob.presses('Send them again')
  expect(bob.reads(bob.modal())).toMatch('No longer in force: No messages of this kind')
  await bob.closesModal()
  await bob.types('/promise @alice water the plants by Friday 3pm')
  await clock.to('Fri 15:00')
  expect(bob.dms().join()).toMatch('It is time: water the plants')
})

test('one thing switched off is listed by its name, and comes back', async () => {
  const { bob, clock } = await workspace()
  await bob.types('/promise @alice ship the deck by Wednesday 3pm')
  await clock.to('Wed 09:05')
  await bob.presses('No more reminders of this one', { beside: 'ship the deck' })
  expect(bob.lastSeen()).toMatch('No more reminders about ship the deck, from bob to alice')
  await bob.types('/forthright settings')
  expect(bob.reads(bob.modal())).toMatch('No reminders of ship the deck, from bob to alice.')
  await bob.presses('Remind me again')
  await bob.closesModal()
  await clock.to('Thu 09:05')
  expect(bob.dms().join()).toMatch('This was due: ship the deck')
})

test('a bump carries a switch for its kind, and the old one of all of promises opens settings instead', async () => {
  const { bob, alice, clock } = await workspace()
  await bob.types('/promise @alice ship the deck by Tuesday 3pm')
  await clock.to('Wed 11:30')
  await alice.presses('Bump')
  expect(bob.lastDm()).toMatch('asks how it stands')
  const labels = bob.buttons(bob.dmMessages().at(-1))
  expect(labels).toContain('No more of these: what a colleague did')
  expect(labels).not.toContain('No reminders of this kind')
})

test('people who were blocked and requests that were stopped are listed, each with its way back', async () => {
  const { bob, alice, mallory } = await workspace()
  await mallory.types('/promise ask @bob carry the water by Friday')
  await bob.presses('Stop requests from mallory')
  await bob.submits()
  await bob.types('/circle not @alice')
  await bob.types('/forthright settings')
  const form = bob.reads(bob.modal())
  expect(form).toMatch("mallory can't ask you for promises.")
  expect(form).toMatch("alice can't invite you to a circle")
  await bob.presses('Take requests again')
  expect(bob.reads(bob.modal())).not.toMatch("mallory can't ask you for promises.")
  await bob.presses('Allow again')
  expect(bob.reads(bob.modal())).toMatch('You have switched off or blocked nothing else.')
  await alice.types('/circle @bob')
  expect(bob.lastDm()).toMatch('alice')
})

test('a way back that is not on the list changes nothing', async () => {
  const { bob, db } = await workspace()
  await bob.types('/circle not @alice')
  await bob.types('/forthright settings')
  const [off] = await db.selectFrom('refusals').selectAll().execute()
  const modal = bob.modal()!
  const line = modal.blocks.find((block) => JSON.stringify(block).includes('circle.allow'))!
  ;(line as { accessory: { value: string } }).accessory.value = 'circle.never:whatever'
  await bob.presses('Allow again')
  expect(bob.reads(bob.modal())).toMatch('Nothing changed')
  expect(await db.selectFrom('refusals').selectAll().execute()).toEqual([off])
})

test('why names each thing, and says under it what was planned about it', async () => {
  const { bob } = await workspace()
  await bob.types('/promise @alice ship the deck by Thursday 3pm')
  await bob.types('/promise @carol water the plants by Friday 3pm')
  await bob.types('/forthright why')
  const [first, second] = bob.lastSeen().split('water the plants, from bob to carol')
  expect(first).not.toMatch('ship the deck, from bob to alice')
  expect(second).toMatch(
    /reminder at the due time: planned for Fri 13 Mar 15:00[\s\S]*ship the deck, from bob to alice/,
  )
})

test.each([
  ['setings', '/forthright settings'],
  ['lst', '/promise list'],
])("an unknown word is said to be unknown, with the nearest usage: '%s'", async (typed, nearest) => {
  const { bob } = await workspace()
  await bob.types(`/forthright ${typed}`)
  expect(bob.lastSeen()).toMatch(`I don't know '${typed}'. Did you mean ${nearest}`)
  expect(bob.lastSeen().split('\n').length).toBeLessThan(4)
})

test('help is one screen, the most used first, and says where the rest stands', async () => {
  const { bob } = await workspace()
  await bob.types('/forthright help')
  const lines = bob.lastSeen().split('\n').filter(Boolean)
  expect(lines[0]).toMatch('/promise @colleague')
  expect(lines.length).toBeLessThanOrEqual(20)
  expect(bob.lastSeen()).toMatch('/promise help has the rest')
  expect(bob.lastSeen()).toMatch('/forthright forget me')
})
