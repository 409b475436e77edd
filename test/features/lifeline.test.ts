// Lifeline groups: asked together, begun by everybody's yes, one aim and one step a month, left silently, ended by silence.
import { workspace, type Workspace } from '../support/workspace.ts'

const aim = 'One aim'
const step = 'One step towards it, this month'

async function together(): Promise<Workspace> {
  const made = await workspace({ now: 'Mon 09:00' })
  await made.alice.types('/circle together @bob @carol')
  await made.bob.presses("Yes, I'm in")
  await made.carol.presses("Yes, I'm in")
  return made
}

test('A group begins with the last yes, and what is written is read by the group alone', async () => {
  const { alice, bob, carol, mallory, db } = await workspace({ now: 'Mon 09:00' })
  await alice.types('/circle together @bob @carol')
  expect(alice.lastSeen()).toMatch('I ask bob and carol in private')
  expect(bob.lastDm()).toMatch('alice asks you into a group with carol')
  expect(bob.buttons(bob.dmMessages().at(-1))).toContain('No more from alice')
  await bob.presses("Yes, I'm in")
  expect(bob.lastDm()).toMatch('The group begins when everybody has')
  expect(alice.dms()).toEqual([])
  await carol.presses("Yes, I'm in")
  expect(alice.lastDm()).toMatch('You are in a group with bob and carol')
  expect(bob.buttons(bob.dmMessages().at(-1))).toContain('No more from alice')
  await bob.presses('Write mine', { on: bob.dmMessages().at(-1)! })
  expect(bob.reads(bob.modal())).toMatch('Read by alice and carol and you, and by nobody else')
  await bob.submits({ [aim]: 'Speak up in reviews', [step]: 'Ask one question on Thursday' })
  expect(bob.reads(bob.modal())).toMatch('Shared. Only alice and carol read it')
  await bob.closesModal()
  expect(alice.dms()).toHaveLength(1)
  expect(alice.lastDm()).toMatch('bob has written')
  await alice.presses('What we wrote')
  expect(alice.reads(alice.modal())).toMatch('Ask one question on Thursday')
  for (const one of [alice, bob, carol, mallory]) expect(one.dms().join()).not.toMatch('Speak up')
  const { id } = await db.selectFrom('lifeline_groups').select('id').executeTakeFirstOrThrow()
  await mallory.types('/candor note')
  const view = mallory.modal()!
  for (const action of [
    'lifeline.read',
    'lifeline.write',
    'lifeline.leave',
    'lifeline.yes',
    'lifeline.promise',
  ]) {
    const value = action === 'lifeline.promise' ? `${id}:0` : id
    view.blocks.push({
      type: 'actions',
      block_id: action,
      elements: [{ type: 'button', action_id: action, text: { type: 'plain_text', text: action }, value }],
    })
    await mallory.presses(action)
    expect(mallory.reads(mallory.modal())).toMatch('or you are not in it')
    mallory.modal()!.blocks = view.blocks
  }
  const entries = await db.selectFrom('lifeline_entries').select(['aim', 'step']).execute()
  for (const one of entries) expect([one.aim, one.step].join()).not.toMatch(/Speak|Thursday/)
})

test('A step becomes a promise to the group', async () => {
  const { alice, bob } = await together()
  await bob.presses('Write mine', { on: bob.dmMessages().at(-1)! })
  await bob.submits({ [aim]: 'Speak up', [step]: 'Ask one question on Thursday' })
  await bob.closesModal()
  await bob.presses('What we wrote')
  await bob.presses('Make it a promise')
  expect(bob.reads(bob.modal())).toMatch('Ask one question on Thursday')
  await bob.submits({ 'Which day?': '2026-03-20' })
  await bob.closesModal()
  expect(alice.lastDm()).toMatch('Ask one question on Thursday')
})

test('One no is told to nobody; after two weeks the group has not come about, and another may be asked in four', async () => {
  const { alice, bob, carol, clock } = await workspace({ now: 'Mon 09:00' })
  await alice.types('/circle together @bob @carol')
  await bob.presses("Yes, I'm in")
  const seen = bob.lastDm()
  await carol.presses('No, thank you')
  expect(carol.lastDm()).toMatch('Nobody is told')
  expect(alice.dms()).toEqual([])
  expect(bob.lastDm()).toBe(seen)
  await clock.to('2026-03-23T09:01')
  expect(alice.lastDm()).toMatch(
    'did not come together within two weeks, as not everybody said yes. Who did is not told.',
  )
  expect(bob.lastDm()).toMatch('did not come about')
  await alice.types('/circle together @bob @carol')
  expect(alice.lastSeen()).toMatch('From Mon 6 Apr on you can ask another')
  await clock.to('2026-04-06T09:01')
  await alice.types('/circle together @bob @carol')
  expect(alice.lastSeen()).toMatch('I ask bob and carol')
})

test('Any one leaves silently and takes their words along; a group of one ends', async () => {
  const { alice, bob, carol, db } = await together()
  await carol.presses('Write mine', { on: carol.dmMessages().at(-1)! })
  await carol.submits({ [aim]: 'Sleep', [step]: 'Lights out at eleven' })
  await carol.closesModal()
  const told = () => alice.dms().length + bob.dms().length
  const before = told()
  await carol.presses('Leave the group')
  expect(carol.lastSeen()).toMatch('Nobody is told, and what you wrote there is erased')
  expect(told()).toBe(before)
  expect(await db.selectFrom('lifeline_entries').selectAll().execute()).toEqual([])
  await alice.opensHome()
  expect(alice.reads(alice.home())).toMatch('With bob.')
  await bob.presses('Leave the group')
  expect(told()).toBe(before)
  const { state } = await db.selectFrom('lifeline_groups').select('state').executeTakeFirstOrThrow()
  expect(state).toBe('ended')
})

test('Once in four weeks each is asked; three months without a word end it', async () => {
  const { alice, bob, clock, db } = await together()
  const asked = (who = alice) => who.dms().filter((text) => /A new month|month is over|has ended/.test(text))
  await clock.to('2026-04-06T12:00')
  expect(asked()).toEqual(['This month is over.', expect.stringMatching('A new month with bob and carol')])
  expect(asked(bob)).toHaveLength(2)
  await clock.to('2026-05-04T12:00')
  expect(alice.lastDm()).toMatch('If nobody does in this one either, the group ends by itself')
  expect(asked()[1]).toMatch('This month is over')
  await clock.to('2026-06-02T12:00')
  expect(asked()).toHaveLength(3)
  expect(asked().at(-1)).toMatch('This group has ended')
  const { state } = await db.selectFrom('lifeline_groups').select('state').executeTakeFirstOrThrow()
  expect(state).toBe('ended')
})

test('Three to eight colleagues, none of them a guest; who blocks the starter hears nothing', async () => {
  const names = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8']
  const cast = Object.fromEntries(names.map((name) => [name, {}]))
  const { alice, bob, carol, person } = await workspace({ cast: { ...cast, gil: { isRestricted: true } } })
  await alice.types('/circle together @bob')
  expect(alice.lastSeen()).toMatch('3 to 8 people, you among them')
  await alice.types(`/circle together ${names.map((name) => `@${name}`).join(' ')}`)
  expect(alice.lastSeen()).toMatch('at most 8 people')
  await alice.types('/circle together @bob @carol @gil')
  expect(alice.lastSeen()).toMatch('guests are not asked into groups')
  await person('gil').types('/circle together @bob @carol')
  expect(person('gil').lastSeen()).toMatch('you are a guest here, so nothing was stored')
  expect(bob.dms()).toEqual([])
  await bob.types('/circle not @alice')
  await alice.types('/circle together @bob @carol to talk about sleep')
  expect(alice.lastSeen()).toMatch('The words after the names were not passed on')
  expect(bob.dms()).toEqual([])
  expect(carol.dms()).toHaveLength(1)
})
