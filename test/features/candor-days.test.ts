// What people live with in candor, week after week: each press says what came of it, and nothing goes silently.
import { withoutOffSwitch } from '../support/off-switch.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const label = 'answer'

async function circle(now = 'Wed 09:00'): Promise<Workspace> {
  const made = await workspace({ now })
  const { alice, bob, carol } = made
  await alice.types('/circle @bob @carol be frank')
  await bob.presses("Yes, I'm in")
  await carol.presses("Yes, I'm in")
  return made
}

async function twoAnswers(): Promise<Workspace> {
  const made = await circle()
  const { alice, bob, carol, clock } = made
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  for (const [ally, text] of [
    [bob, 'You interrupt'],
    [carol, 'You are late'],
  ] as const) {
    await ally.presses('Answer')
    await ally.submits({ [label]: text })
    await ally.closesModal()
  }
  return made
}

test('Thank and Heard say who is told what, and where the answer is from now on', async () => {
  const { alice } = await twoAnswers()
  await alice.presses('Read it')
  await alice.presses('Thank', { beside: 'You interrupt' })
  expect(alice.reads(alice.modal())).toMatch(
    'You thanked bob, who is told so now. You find the answer under Earlier answers',
  )
  await alice.presses('Heard')
  expect(alice.reads(alice.modal())).toMatch('carol is told that you have heard it')
  expect(alice.reads(alice.modal())).not.toMatch('You thanked bob')
})

test('A message that says answers wait is final once none is left', async () => {
  const { alice } = await twoAnswers()
  const card = alice.dmMessages().at(-1)!
  expect(withoutOffSwitch(alice.buttons(card))).toEqual(['Read it'])
  await alice.presses('Read it')
  await alice.presses('Thank', { beside: 'You interrupt' })
  expect(withoutOffSwitch(alice.buttons(card))).toEqual(['Read it'])
  await alice.presses('Heard')
  expect(withoutOffSwitch(alice.buttons(card))).toEqual([])
  expect(alice.reads(card)).toMatch('No answers wait for you')
})

test('Of several messages that say answers wait, the last alone has the button', async () => {
  const { alice, bob, carol, clock } = await circle()
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  await bob.presses('Answer')
  await bob.submits({ [label]: 'You interrupt people' })
  const first = alice.dmMessages().at(-1)!
  await clock.to('Fri 11:00')
  await carol.presses('Answer')
  await carol.submits({ [label]: 'You are late' })
  const second = alice.dmMessages().at(-1)!
  await alice.presses('Read them', { on: second })
  await alice.presses('Heard', { beside: 'You interrupt' })
  expect(withoutOffSwitch(alice.buttons(first))).toEqual([])
  expect(alice.reads(first)).toMatch('A later message has the answers that wait for you.')
  expect(withoutOffSwitch(alice.buttons(second))).toEqual(['Read it'])
})

test('A message that says an answer waits is final once its writer took it back', async () => {
  const { alice, bob, clock } = await circle()
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  await bob.presses('Answer')
  await bob.submits({ [label]: 'You interrupt' })
  await bob.closesModal()
  const card = alice.dmMessages().at(-1)!
  await bob.presses('Take it back')
  expect(withoutOffSwitch(alice.buttons(card))).toEqual([])
})

test('The form of a promise made out of an answer shows the answer, and leads back to the others', async () => {
  const { alice, db } = await twoAnswers()
  await alice.presses('Read it')
  await alice.presses('Make it a promise', { beside: 'You are late' })
  expect(alice.reads(alice.modal())).toMatch('What carol answered:')
  expect(alice.reads(alice.modal())).toMatch('You are late')
  await alice.presses('Back to the answers')
  expect(alice.reads(alice.modal())).toMatch('You interrupt')
  await alice.presses('Make it a promise', { beside: 'You are late' })
  await alice.submits({ 'What?': 'be there at nine', 'Which day?': '2026-03-27', 'To whom?': ['@carol'] })
  await alice.closesModal()
  const promises = await db.selectFrom('promises').selectAll().execute()
  expect(promises).toHaveLength(1)
  expect(JSON.stringify(promises)).not.toMatch('You are late')
})

test('Words after a name in /candor are not taken, and the reply says so', async () => {
  const { bob, alice, db } = await workspace({ now: 'Mon 09:00' })
  await bob.types('/candor @alice you interrupt people')
  expect(bob.lastSeen()).toMatch(
    'The words after the name were not passed on, and nothing of them was stored',
  )
  expect(alice.dms().join()).not.toMatch('interrupt')
  expect(JSON.stringify(await db.selectFrom('candor_offers').selectAll().execute())).not.toMatch('interrupt')
  await bob.types('/candor @carol')
  expect(bob.lastSeen()).not.toMatch('words after the name')
})

test('Keeping a person away says that they leave one’s own circle too, and allowing says what stays ended', async () => {
  const { alice } = await circle()
  await alice.types('/circle not @carol')
  expect(alice.lastSeen()).toMatch('carol is no longer in your circle either')
  await alice.types('/circle allow @carol')
  expect(alice.lastSeen()).toMatch('What had ended stays ended')
  await alice.types('/circle not @mallory')
  expect(alice.lastSeen()).not.toMatch('no longer in your circle')
})

test('Leaving and being invited again does not get around one invitation in four weeks', async () => {
  const { alice, bob, clock } = await circle()
  await bob.types('/circle leave @alice')
  const told = bob.dms().length
  await alice.types('/circle @bob please')
  expect(bob.dms()).toHaveLength(told)
  expect(bob.buttons(bob.dmMessages()[0])).toEqual([])
  await clock.to('2026-04-09T09:00')
  const later = bob.dms().length
  await alice.types('/circle @bob please')
  expect(bob.dms()).toHaveLength(later + 1)
})

test('On autopilot the asker hears that the question went out, and what came of it when it has closed', async () => {
  const { alice, bob, clock } = await circle('Mon 09:00')
  await alice.types('/candor settings')
  await alice.submits({ And: ['Ask by itself, without showing me first'] })
  await alice.closesModal()
  await clock.to('Thu 10:00')
  expect(alice.lastDm()).toMatch('Your question went out to bob and carol:')
  expect(alice.lastDm()).toMatch('It closes Thu 19 Mar 10:00')
  await bob.presses('Answer')
  await bob.submits({ [label]: 'You interrupt' })
  await bob.closesModal()
  await clock.to('2026-03-19T10:05')
  const closed = alice.dms().find((text) => text.includes('Your question has closed'))
  expect(closed).toMatch('One answer came with a name')
  expect(closed!.split('Your question went out')[0]).not.toMatch('bob')
})

test('A question is a bold line, its due time, one primary button and one more; the rest is in the menu', async () => {
  const { alice, bob, clock } = await circle()
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  const message = bob.dmMessages().at(-1)!
  const blocks = message.blocks as { type: string; elements?: { type: string; style?: string }[] }[]
  expect(blocks.map(({ type }) => type)).toEqual(['section', 'actions', 'context'])
  expect(blocks[1]!.elements!.map(({ type, style }) => style ?? type)).toEqual([
    'primary',
    'button',
    'overflow',
  ])
  expect(bob.reads(message)).toMatch("You are asked because you are in alice's circle")
  await bob.presses('Not now')
  expect(bob.lastSeen()).toMatch('No hurry')
})
