import { workspace, type Workspace } from '../support/workspace.ts'

/** Alice has asked Bob and Carol, and both said yes. */
async function circleOfTwo(now = 'Wed 09:00'): Promise<Workspace> {
  const made = await workspace({ now })
  const { alice, bob, carol } = made
  await alice.types('/circle @bob @carol be frank with me')
  await bob.presses("Yes, I'm in")
  await carol.presses("Yes, I'm in")
  return made
}

test('Once a week Alice is shown a question and whose turn it is; the answer reaches her alone', async () => {
  const { alice, bob, carol, clock } = await circleOfTwo()
  await clock.to('Thu 10:00')
  expect(alice.lastDm()).toMatch('What am I missing?')
  expect(alice.lastDm()).toMatch('It is the turn of bob and carol')
  await alice.presses('Ask them')
  expect(alice.lastSeen()).toMatch('Asked bob and carol')
  expect(alice.lastDm()).toMatch('You asked bob and carol')
  expect(bob.lastDm()).toMatch('alice asks you:\nWhat am I missing?')
  expect(bob.lastDm()).toMatch('Only alice reads what you write')
  expect(bob.buttons(bob.dmMessages().at(-1))).toEqual(
    expect.arrayContaining(['Answer', 'Nothing new this week', 'Not now']),
  )
  await bob.presses('Answer')
  expect(bob.reads(bob.modal())).toMatch('Only alice reads what you write here, with your name')
  await bob.submits({
    'What would you tell alice?': 'You decide before we have spoken',
    'When does it show?': 'Mondays',
  })
  expect(bob.reads(bob.modal())).toMatch('Only alice reads it, with your name')
  await bob.closesModal()
  expect(alice.lastDm()).toMatch('An answer waits for you')
  expect(alice.dms().join()).not.toMatch('You decide')
  await alice.presses('Read it')
  expect(alice.reads(alice.modal())).toMatch('You decide before we have spoken')
  expect(alice.reads(alice.modal())).toMatch('Mondays')
  expect(carol.dms().join()).not.toMatch('You decide')
  await alice.presses('Thank')
  expect(alice.reads(alice.modal())).toMatch('Nothing waits to be heard')
  expect(bob.lastDm()).toMatch('alice thanks you for what you answered to What am I missing?')
})

test('The first round begins with the first yes, even the day before', async () => {
  const { alice, bob, clock } = await workspace({ now: 'Wed 17:00' })
  await alice.types('/circle @bob @carol be frank')
  await bob.presses("Yes, I'm in")
  await clock.to('Thu 10:00')
  expect(alice.lastDm()).toMatch('It is the turn of bob.')
})

test('An answer becomes a promise to its giver, who learns of it and is asked four weeks later', async () => {
  const { alice, bob, clock } = await circleOfTwo()
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  await bob.presses('Answer')
  await bob.submits({ answer: 'Your agendas come too late' })
  await bob.closesModal()
  await alice.presses('Read it')
  await alice.presses('Make it a promise')
  expect(alice.reads(alice.modal())).toMatch('Make a promise')
  // Bob is chosen already: the first field to fill has the focus.
  const focused = alice
    .modal()
    ?.blocks.filter((block) => JSON.stringify(block).includes('"focus_on_load":true'))
  expect(focused).toMatchObject([{ type: 'input', label: { text: 'What?' } }])
  await alice.picks('When, in your own words', 'next Friday 3pm')
  expect(alice.reads(alice.modal())).toMatch(/Your agendas come too late[^]*I read that as/)
  await alice.submits({
    'What?': 'send agendas a day ahead',
    'When, in your own words': '',
    'Which day?': '2026-03-20',
    'To whom?': ['@bob'],
  })
  expect(alice.reads(alice.modal())).toMatch('You promised bob: send agendas a day ahead')
  await alice.closesModal()
  expect(bob.dms().join('\n')).toMatch('alice made a promise of what you answered to What am I missing?')
  await clock.to('2026-04-09T17:00')
  const asked = bob.dmMessages().find((message) => bob.reads(message).includes('Has it changed'))
  expect(bob.reads(asked)).toMatch('Four weeks ago alice made a promise')
  await bob.presses('A bit', { on: asked! })
  expect(alice.dms().join('\n')).toMatch('has it changed? bob says a bit')
})

test('A promise form that is closed again tells nobody anything', async () => {
  const { alice, bob, clock } = await circleOfTwo()
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  await bob.presses('Answer')
  await bob.submits({ answer: 'Your agendas come too late' })
  await bob.closesModal()
  const told = bob.dms().length
  await alice.presses('Read it')
  await alice.presses('Make it a promise')
  await alice.closesModal()
  expect(bob.dms()).toHaveLength(told)
  await alice.types('/candor read')
  expect(alice.buttons(alice.modal())).toContain('Make it a promise')
})

test('The asker changes question and people, or skips; a second press changes nothing', async () => {
  const { alice, bob, carol, clock } = await circleOfTwo()
  await clock.to('Thu 10:00')
  const prompt = alice.dmMessages().at(-1)!
  await alice.presses('Change')
  await alice.submits({ 'The question': 'How was the offsite, honestly?', 'Whom to ask': ['carol'] })
  await alice.closesModal()
  expect(carol.lastDm()).toMatch('How was the offsite, honestly?')
  expect(bob.dms()).toHaveLength(1)
  await clock.to('2026-03-19T10:00')
  expect(alice.lastDm()).toMatch('It is the turn of bob and carol')
  await alice.presses('Skip this week')
  expect(alice.lastDm()).toMatch('Skipped this week')
  expect(bob.dms()).toHaveLength(1)
  expect(alice.buttons(prompt)).not.toContain('Ask them')
})

test('Settings move the day and hour, pause, and let it ask by itself', async () => {
  const { alice, bob, clock } = await circleOfTwo('Mon 09:00')
  await alice.types('/candor settings')
  await alice.submits({
    'Which day?': 'Tuesday',
    'At what time?': '14:30',
    And: ['Ask by itself, without showing me first'],
  })
  expect(alice.reads(alice.modal())).toMatch('Your next question comes Tue 10 Mar 14:30')
  await alice.closesModal()
  const prompts = alice.dms().length
  await clock.to('Tue 14:30')
  expect(bob.lastDm()).toMatch('What am I missing?')
  // No prompt, and word that it went out by itself.
  expect(alice.dms()).toHaveLength(prompts + 1)
  expect(alice.lastDm()).toMatch('Your question went out to bob and carol')
  await alice.types('/candor settings')
  await alice.submits({ And: ['Pause it'] })
  expect(alice.reads(alice.modal())).toMatch('paused')
  await alice.closesModal()
  const told = bob.dms().length
  await clock.to('2026-03-25T17:00')
  expect(bob.dms().slice(told).join()).not.toMatch('asks you')
})

test('The hour is the asker’s own, wherever they have moved', async () => {
  const { alice, bob, slack, clock } = await workspace({ now: 'Wed 09:00' })
  await alice.types('/circle @bob be frank')
  await bob.presses("Yes, I'm in")
  slack.change(alice.id, { tz: 'America/New_York' })
  await clock.to('Thu 10:05')
  expect(alice.dms().join()).not.toMatch("This week's question")
  await clock.to('Thu 15:05')
  expect(alice.lastDm()).toMatch("This week's question")
})

test('/candor ask now does not wait for the day; with nobody to ask it says so', async () => {
  const { alice, bob } = await circleOfTwo('Mon 09:00')
  await alice.types('/candor ask now')
  expect(alice.lastSeen()).toMatch('It is the turn of bob and carol')
  await alice.presses('Ask them')
  expect(bob.lastDm()).toMatch('What am I missing?')
  await bob.types('/candor ask now')
  expect(bob.lastSeen()).toMatch('Nobody is in your circle yet')
})

test('A bare /candor, help, an unknown word and Home', async () => {
  const { alice, bob, clock } = await circleOfTwo()
  await alice.types('/candor')
  expect(alice.lastSeen()).toMatch('Your next question comes Thu 12 Mar 10:00')
  await alice.types('/candor help')
  expect(alice.lastSeen()).toMatch('/candor settings')
  await alice.types('/candor dance')
  expect(alice.lastSeen()).toMatch("I don't know 'dance'")
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  await bob.opensHome()
  expect(bob.reads(bob.home())).toMatch('alice asks you: What am I missing?')
  expect(bob.reads(bob.home())).toMatch("alice's")
  await bob.presses('Answer', { in: 'home' })
  await bob.submits({ answer: 'Less slides' })
  await alice.opensHome()
  expect(alice.reads(alice.home())).toMatch('An answer waits for you')
  expect(alice.reads(alice.home())).not.toMatch('Less slides')
})
