// Answers without a name: offered to five or more, released together from three on, or erased unread.
import type { TestUser } from '../../playground/test-user.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const names = ['bob', 'carol', 'dan', 'eve', 'finn', 'gus'] as const
const label = 'answer'

/** Alice has asked `size` allies, all of whom said yes, on Thursday at 10:00. */
async function asked(size: number): Promise<Workspace & { allies: TestUser[] }> {
  const others = Object.fromEntries(names.slice(2).map((name) => [name, {}]))
  const made = await workspace({ now: 'Wed 09:00', cast: others })
  const handles = names.slice(0, size)
  const allies = handles.map((name) => made.person(name))
  await made.alice.types(`/circle ${handles.map((name) => `@${name}`).join(' ')} be frank`)
  for (const ally of allies) await ally.presses("Yes, I'm in")
  await made.clock.to('Thu 10:00')
  await made.alice.presses('Ask them')
  return Object.assign(made, { allies })
}

async function answers(ally: TestUser, text: string, how: 'With my name' | 'Without a name'): Promise<void> {
  await ally.presses('Answer')
  await ally.submits({ [label]: text, 'Who says it?': how })
  expect(ally.errors()).toEqual({})
  await ally.closesModal()
}

const nameless = (ally: TestUser, text: string) => answers(ally, text, 'Without a name')

test('With four asked, an answer without a name is not offered', async () => {
  const { allies } = await asked(4)
  await allies[0]!.presses('Answer')
  expect(allies[0]!.reads(allies[0]!.modal())).not.toMatch('Without a name')
})

test('Three of five: nothing shows until the question closes, then all together, without names or times', async () => {
  const { alice, allies, clock } = await asked(5)
  await allies[0]!.presses('Answer')
  expect(allies[0]!.reads(allies[0]!.modal())).toMatch('only if there are 3 or more')
  expect(allies[0]!.reads(allies[0]!.modal())).toMatch("can't be changed or taken back")
  await allies[0]!.closesModal()
  const [told, home] = [alice.dms().length, async () => (await alice.opensHome(), alice.reads(alice.home()))]
  const before = await home()
  for (const [index, ally] of allies.slice(0, 3).entries()) await nameless(ally, `Secret ${index}`)
  expect(await home()).toBe(before)
  expect(alice.dms()).toHaveLength(told)
  await alice.types('/candor read')
  expect(alice.reads(alice.modal())).toMatch('Nothing waits')
  await alice.closesModal()
  await clock.to('2026-03-19T10:00')
  const waiting = alice
    .dmMessages()
    .find((message) => alice.reads(message).includes('3 answers wait for you'))!
  await alice.presses('Read them', { on: waiting })
  const seen = alice.reads(alice.modal())
  for (const index of [0, 1, 2]) expect(seen).toMatch(`Secret ${index}`)
  for (const ally of allies) expect(seen).not.toMatch(ally.name)
  expect(seen).not.toMatch(/\d\d:\d\d|Mar/)
  await alice.presses('Thank', { beside: 'Secret 1' })
  for (const ally of allies)
    expect(ally.dms().join('\n')).toMatch(
      'alice says thank you for something that was answered without a name',
    )
})

test('Two of five: erased unread, everybody who was asked is told in the same words, and may sign for two working days', async () => {
  const { alice, allies, clock, db } = await asked(5)
  await nameless(allies[0]!, 'Secret 0')
  await nameless(allies[1]!, 'Secret 1')
  await allies[2]!.presses('Nothing new this week')
  await clock.to('2026-03-19T10:05')
  const words = allies.map((ally) => ally.dms().find((text) => text.includes('Too few answered')))
  expect(new Set(words).size).toBe(1)
  expect(words[0]).toMatch('erased unread')
  expect(await db.selectFrom('candor_boxes').selectAll().execute()).toEqual([])
  await alice.types('/candor read')
  expect(alice.reads(alice.modal())).not.toMatch('Secret')
  await alice.closesModal()
  await allies[0]!.presses('Answer with my name')
  expect(allies[0]!.reads(allies[0]!.modal())).not.toMatch('Without a name')
  await allies[0]!.submits({ [label]: 'Then with my name' })
  await allies[0]!.closesModal()
  await alice.types('/candor read')
  expect(alice.reads(alice.modal())).toMatch('Then with my name')
  await alice.closesModal()
  await clock.to('2026-03-23T18:00')
  await allies[3]!.presses('Answer with my name')
  expect(allies[3]!.lastSeen()).toMatch('This question has closed')
})

test('Nobody answered without a name: everybody who was asked hears the same as if two had', async () => {
  const { allies, clock } = await asked(5)
  await clock.to('2026-03-19T10:05')
  for (const ally of allies) expect(ally.dms().join()).toMatch('Too few answered')
})

test('A circle that shrinks under five while the question is open keeps nobody’s name apart, so all is erased', async () => {
  const { alice, allies, clock } = await asked(5)
  for (const ally of allies.slice(0, 4)) await nameless(ally, `Secret of ${ally.name}`)
  await allies[4]!.types('/circle leave @alice')
  await clock.to('2026-03-19T10:05')
  await alice.types('/candor read')
  expect(alice.reads(alice.modal())).toMatch('Nothing waits')
  for (const ally of allies.slice(0, 4)) expect(ally.dms().join()).toMatch('Too few answered')
  expect(allies[4]!.dms().join()).not.toMatch('Too few answered')
})

test('The reminder goes to everybody who was asked, in the same words, so that it proves nothing', async () => {
  const { allies, clock } = await asked(5)
  await nameless(allies[0]!, 'Secret 0')
  await allies[1]!.presses('Nothing new this week')
  await clock.to('2026-03-16T12:00')
  const reminders = allies.map((ally) =>
    ally.dmMessages().findLast((message) => ally.reads(message).includes('I do not ask again')),
  )
  expect(new Set(reminders.map((message, index) => allies[index]!.reads(message))).size).toBe(1)
  expect(new Set(reminders.map((message, index) => allies[index]!.buttons(message).join()))).toHaveProperty(
    'size',
    1,
  )
  await clock.to('2026-03-18T17:00')
  for (const ally of allies)
    expect(ally.dms().filter((text) => text.includes('I do not ask again'))).toHaveLength(1)
})

test('In a small round only those who have not answered are reminded', async () => {
  const { allies, clock } = await asked(2)
  await allies[0]!.presses('Answer')
  await allies[0]!.submits({ [label]: 'Signed' })
  await clock.to('2026-03-16T12:00')
  expect(allies[0]!.dms().join()).not.toMatch('I do not ask again')
  expect(allies[1]!.dms().join()).toMatch('I do not ask again')
})

test('What was given without a name can’t be given twice, changed or taken back', async () => {
  const { allies } = await asked(5)
  const [bob] = allies
  await bob!.presses('Answer')
  await bob!.fills({ [label]: 'Once', 'Who says it?': 'Without a name' })
  await bob!.submits()
  await bob!.closesModal()
  expect(bob!.buttons(bob!.dmMessages().at(-1))).not.toContain('Change my answer')
  expect(bob!.buttons(bob!.dmMessages().at(-1))).not.toContain('Answer')
  expect(bob!.lastDm()).toMatch('You have responded')
})

test('"Nothing new" and an answer without a name leave the same trace behind', async () => {
  const { allies, db } = await asked(5)
  await nameless(allies[0]!, 'Secret')
  await allies[1]!.presses('Nothing new this week')
  const rows = await db.selectFrom('candor_asks').select(['ally', 'state']).execute()
  const stateOf = (ally: TestUser) => rows.find((row) => row.ally === ally.id)!.state
  expect(stateOf(allies[0]!)).toBe('done')
  expect(stateOf(allies[1]!)).toBe('done')
  expect(allies[0]!.lastDm()).toBe(allies[1]!.lastDm())
})

test('One thing asked back about an answer without a name goes to everybody who was asked, and again needs three', async () => {
  const { alice, allies, clock } = await asked(5)
  for (const [index, ally] of allies.slice(0, 3).entries()) await nameless(ally, `Secret ${index}`)
  await clock.to('2026-03-19T10:05')
  await alice.types('/candor read')
  await alice.presses('Ask one thing back', { beside: 'Secret 0' })
  expect(alice.reads(alice.modal())).toMatch('everybody who was asked reads your question')
  await alice.submits({ 'What would you like to know?': 'Which meeting do you mean?' })
  await alice.closesModal()
  await alice.types('/candor read')
  expect(alice.buttons(alice.modal())).not.toContain('Ask one thing back')
  await alice.closesModal()
  for (const ally of allies) {
    expect(ally.lastDm()).toMatch('asks one thing back about what was answered without a name')
    expect(ally.dms().join()).not.toMatch('Which meeting')
  }
  await allies[4]!.presses('Answer')
  expect(allies[4]!.reads(allies[4]!.modal())).toMatch('Which meeting do you mean?')
  expect(allies[4]!.reads(allies[4]!.modal())).toMatch('Without a name')
})

test('A promise made of an answer without a name is to the whole circle, and is asked after four weeks later', async () => {
  const { alice, allies, clock } = await asked(5)
  for (const [index, ally] of allies.slice(0, 3).entries()) await nameless(ally, `Secret ${index}`)
  await clock.to('2026-03-19T10:05')
  await alice.types('/candor settings')
  await alice.submits({ And: ['Pause it'] })
  await alice.closesModal()
  await alice.types('/candor read')
  await alice.presses('Make it a promise', { beside: 'Secret 2' })
  await alice.submits({
    'What?': 'close every meeting with who does what',
    'Which day?': '2026-03-27',
    'To whom?': allies.map((ally) => `@${ally.name}`),
  })
  await alice.closesModal()
  for (const ally of allies)
    expect(ally.dms().join()).toMatch('alice made a promise of something that was answered without a name')
  await clock.to('2026-04-16T12:00')
  for (const ally of allies) expect(ally.dms().join()).toMatch('asks one thing back')
})

test('Somebody whose account is closed while the question is open is no cover for the others any more', async () => {
  const { alice, allies, clock, slack } = await asked(5)
  for (const ally of allies.slice(0, 4)) await nameless(ally, `Secret of ${ally.name}`)
  slack.change(allies[4]!.id, { deleted: true })
  await clock.to('2026-03-19T10:05')
  await alice.types('/candor read')
  expect(alice.reads(alice.modal())).toMatch('Nothing waits')
})
