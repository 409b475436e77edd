// /forthright: settings, what is switched off and its way back, why, and help.
import { readDaysOff, spansOf } from '../../src/features/settings/domain/days-off.ts'
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

test('the reminders of a feature are named in words, where they are switched off and where that is said back', async () => {
  const { bob } = await workspace()
  await bob.types('/forthright settings')
  const off = bob.modal()?.blocks.find((block) => 'label' in block && block.label.text === 'No reminders of')
  expect(off).toMatchObject({
    element: {
      options: [
        'Promises that are due or slipped',
        'The weekly question',
        'The monthly step in a group',
        'Colleagues gone quiet',
        'Introductions',
        'Pulses',
      ].map((text) => ({ text: { text } })),
    },
  })
  await bob.submits({ 'No reminders of': ['The weekly question', 'Pulses'] })
  expect(bob.reads(bob.modal())).toMatch('No reminders of the weekly question and pulses.')
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
  const { bob, alice } = await workspace()
  await bob.types('/promise @alice ship the deck by Thursday 3pm')
  await bob.types('/promise @carol water the plants by Friday 3pm')
  await bob.types('/forthright why')
  const [first, second] = bob.lastSeen().split('water the plants, from bob to carol')
  expect(first).not.toMatch('ship the deck, from bob to alice')
  expect(second).toMatch(
    /reminder at the due time: planned for Fri 13 Mar 15:00[\s\S]*ship the deck, from bob to alice/,
  )
  // A time is said once, and what is about nothing that has a name stands last.
  await alice.types('/forthright why')
  expect(alice.lastSeen()).toMatch(/What a colleague did: sent [^,\n]+$/m)
  await alice.types('/promise @bob send the notes by Wednesday 3pm')
  await alice.types('/forthright why')
  const [named, unnamed] = alice.lastSeen().split('Other')
  expect(named).toMatch(/send the notes[\s\S]*ship the deck/)
  expect(unnamed ?? '').not.toMatch('ship the deck')
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

test('help is short, grouped, the most used first, and says where the rest stands', async () => {
  const { bob } = await workspace()
  await bob.types('/forthright help')
  const lines = bob.lastSeen().split('\n').filter(Boolean)
  expect(lines.slice(0, 2)).toEqual(['Promises', expect.stringMatching('/promise @colleague')])
  expect(lines.length).toBeLessThanOrEqual(17)
  expect(bob.lastSeen()).toMatch('Each command answers help too, as in /promise help')
  for (const command of ['candor', 'circle', 'people', 'between', 'pulse'])
    expect(lines.filter((line) => line.startsWith(`/${command}`))).toHaveLength(1)
  expect(bob.lastSeen()).toMatch('/forthright forget me')
})

const speaker = { now: new Date('2026-03-09T08:00:00Z'), zone: 'Europe/Paris', locale: 'en-GB' }

test('days off are read one a line, or from one to another', () => {
  const days = (text: string) => readDaysOff(text, speaker)
  expect(days('Fri 25 December\n26 December; 3 April')).toEqual({
    days: ['2026-04-03', '2026-12-25', '2026-12-26'],
  })
  const shutdown = { days: ['2026-12-30', '2026-12-31', '2027-01-01'] }
  expect(days('30 December to 1 January')).toEqual(shutdown)
  expect(days('Wed 30 Dec 2026 – Fri 1 Jan 2027')).toEqual(shutdown)
  expect(days('24 to 26 December')).toEqual({ days: ['2026-12-24', '2026-12-25', '2026-12-26'] })
  expect(days('2026-12-25')).toEqual({ days: ['2026-12-25'] })
  expect(days('')).toEqual({ days: [] })
  for (const line of [
    'the day we met',
    'every Monday',
    '26 to 24 December',
    '1 April to 1 December',
    '32 May',
  ])
    expect([line, days(line)]).toEqual([line, { refused: 'not-read', line }])
  expect(spansOf(['2026-12-24', '2027-01-01', '2026-12-25'])).toEqual([
    ['2026-12-24', '2026-12-25'],
    ['2027-01-01', '2027-01-01'],
  ])
})

test('days off are for everybody: named in each Home with who changed them, and undone from there', async () => {
  const { alice, bob, carol, clock, person } = await workspace({ cast: { gil: { isRestricted: true } } })
  await bob.types('/forthright days off')
  await bob.submits({ 'Days off that are ahead': 'Tue 10 March\nsome day' })
  expect(bob.errors().days).toMatch('I can\'t read "some day" as days that are ahead')
  await bob.submits({ 'Days off that are ahead': '10 to 11 March\n25 December' })
  expect(bob.reads(bob.modal())).toMatch(
    'Saved. Days off: Tue 10 Mar 2026 to Wed 11 Mar 2026 and Fri 25 Dec 2026.',
  )
  await bob.closesModal()
  await carol.opensHome()
  expect(carol.reads(carol.home())).toMatch(
    'bob added to the days off: Tue 10 Mar 2026 to Wed 11 Mar 2026 and Fri 25 Dec 2026.',
  )

  // A reminder of Tuesday waits for the day after the days off.
  await bob.types('/promise @alice ship the deck by Thursday 3pm')
  await clock.to('Wed 17:00')
  expect(bob.dms()).toEqual([])
  await clock.to('Thu 09:01')
  expect(bob.lastDm()).toMatch('ship the deck')

  // What is over stays; what the form shows can be saved as it stands.
  await alice.types('/forthright days off')
  await alice.submits({})
  expect(alice.reads(alice.modal())).toMatch('These are the days off already. Nothing changed.')
  await alice.closesModal()
  await alice.types('/forthright days off')
  await alice.submits({ 'Days off that are ahead': 'Fri 13 March' })
  await alice.closesModal()
  await bob.opensHome()
  expect(bob.reads(bob.home())).toMatch(
    'alice changed the days off. Added: Fri 13 Mar 2026. Taken away: Fri 25 Dec 2026.',
  )
  // Only the newest can be undone.
  await bob.presses('Undo', { in: 'home' })
  expect(bob.reads(bob.modal())).toMatch('Undone. The days off are as they were before.')
  await bob.closesModal()
  expect(bob.reads(bob.home())).toMatch('Taken away: Fri 25 Dec 2026. bob undid it.')
  await bob.types('/forthright days off')
  expect(bob.modal()!.blocks.find((block) => block.block_id === 'days')!.element!.initial_value).toBe(
    'Fri 25 Dec 2026',
  )
  await bob.closesModal()
  await bob.presses('Undo', { in: 'home' })
  await bob.closesModal()
  expect(bob.reads(bob.home())).toMatch('Fri 25 Dec 2026. bob undid it.')

  const gil = person('gil')
  await gil.types('/forthright days off')
  expect(gil.lastSeen()).toMatch('kept by the colleagues of this workspace')
  await clock.to('2026-04-01T09:00')
  await carol.opensHome()
  expect(carol.reads(carol.home())).not.toMatch('days off:')
})

test('two who change the days off at once both stand in Home, and an undo that comes late changes nothing', async () => {
  const { alice, bob, carol, db } = await workspace()
  for (const one of [alice, bob]) await one.types('/forthright days off')
  await Promise.all([
    alice.submits({ 'Days off that are ahead': '24 December' }),
    bob.submits({ 'Days off that are ahead': '24 December\n25 December' }),
  ])
  for (const one of [alice, bob]) await one.closesModal()
  const { days_off: days } = await db.selectFrom('workspaces').select('days_off').executeTakeFirstOrThrow()
  expect([['2026-12-24'], ['2026-12-24', '2026-12-25']]).toContainEqual(days)
  await alice.opensHome()
  expect(alice.buttons(alice.home()).filter((label) => label === 'Undo')).toHaveLength(1)
  await carol.types('/forthright days off')
  await carol.submits({ 'Days off that are ahead': '31 December' })
  await carol.closesModal()
  await alice.presses('Undo', { in: 'home' })
  expect(alice.reads(alice.modal())).toMatch('This was undone, or changed again since. Nothing changed.')
  const now = await db.selectFrom('workspaces').select('days_off').executeTakeFirstOrThrow()
  expect(now.days_off).toEqual(['2026-12-31'])
})

test('the questions of the workspace are named in Home when somebody changes them, and undone from there', async () => {
  const { alice, bob, db } = await workspace()
  const secret = 'What did the offsite leave out?'
  await bob.types('/candor questions')
  await bob.submits({ 'One question a line': secret })
  expect(bob.reads(bob.modal())).toMatch(
    'Everybody here sees in Home that you changed them, and can undo it.',
  )
  await alice.opensHome()
  expect(alice.reads(alice.home())).toMatch('bob changed the questions of us all.')
  await alice.presses('Undo', { in: 'home' })
  expect(alice.reads(alice.modal())).toMatch('Undone. The questions are as they were before.')
  await alice.closesModal()
  await alice.types('/candor questions')
  expect(alice.reads(alice.modal())).not.toMatch(secret)
  expect(JSON.stringify(await db.selectFrom('workspace_changes').selectAll().execute())).not.toMatch(
    'offsite',
  )
})
