// Signed answers: changed until they are read, heard, asked back about; and feedback that is offered.
import { workspace, type Workspace } from '../support/workspace.ts'

const label = 'answer'

async function asked(): Promise<Workspace> {
  const made = await workspace({ now: 'Wed 09:00' })
  const { alice, bob, carol, clock } = made
  await alice.types('/circle @bob @carol be frank')
  await bob.presses("Yes, I'm in")
  await carol.presses("Yes, I'm in")
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  return made
}

async function answered(text = 'You interrupt'): Promise<Workspace> {
  const made = await asked()
  await made.bob.presses('Answer')
  await made.bob.submits({ [label]: text })
  await made.bob.closesModal()
  return made
}

test('A signed answer can be changed until it is read, and not after', async () => {
  const { alice, bob } = await answered()
  await bob.presses('Change my answer')
  expect(bob.reads(bob.modal())).toMatch('You interrupt')
  await bob.submits({ [label]: 'You interrupt people' })
  await bob.closesModal()
  await bob.presses('Change my answer')
  await alice.types('/candor read')
  expect(alice.reads(alice.modal())).toMatch('You interrupt people')
  await bob.submits({ [label]: 'Never mind' })
  expect(bob.errors().answer).toMatch('alice has opened it')
  await bob.closesModal()
  expect(bob.lastDm()).toMatch('alice has opened it')
  expect(bob.buttons(bob.dmMessages().at(-1))).not.toContain('Change my answer')
})

test('A signed answer can be taken back until it is read, and is erased', async () => {
  const { alice, bob, db } = await answered()
  await bob.presses('Take it back')
  expect(await db.selectFrom('candor_answers').selectAll().execute()).toEqual([])
  await alice.types('/candor read')
  expect(alice.reads(alice.modal())).toMatch('Nothing waits')
  expect(bob.buttons(bob.dmMessages().at(-1))).toContain('Answer')
})

test('Nobody but the reader opens an answer, and nobody but the writer changes it, whatever a button says', async () => {
  const { mallory, db, alice, carol } = await answered()
  const { id } = await db.selectFrom('candor_answers').select('id').executeTakeFirstOrThrow()
  await alice.presses('Read it')
  await alice.presses('Ask one thing back')
  await alice.submits({ 'What would you like to know?': 'When?' })
  await alice.closesModal()
  for (const stranger of [mallory, carol]) {
    await stranger.types('/candor note')
    const view = stranger.modal()!
    for (const action of [
      'candor.open',
      'candor.reply',
      'candor.rewrite',
      'candor.withdraw',
      'candor.thank',
      'candor.promise',
    ]) {
      const value = ['candor.thank', 'candor.promise'].includes(action) ? `answer:${id}` : id
      view.blocks.push({
        type: 'actions',
        block_id: action,
        elements: [{ type: 'button', action_id: action, text: { type: 'plain_text', text: action }, value }],
      })
      await stranger.presses(action)
      const shown = stranger.modal()!
      expect(stranger.reads(shown)).toMatch(/or it is not yours/)
      shown.blocks = view.blocks
    }
    await stranger.closesModal()
  }
  const after = await db.selectFrom('candor_answers').selectAll().executeTakeFirstOrThrow()
  expect(after).toMatchObject({ outcome: null, reply: null })
})

test('One thing asked back, one reply: a short exchange in windows of its own', async () => {
  const { alice, bob } = await answered()
  await alice.presses('Read it')
  await alice.presses('Ask one thing back')
  expect(alice.reads(alice.modal())).toMatch('Only bob reads it')
  await alice.submits({ 'What would you like to know?': 'In which meetings?' })
  await alice.closesModal()
  expect(bob.lastDm()).toMatch('alice read what you wrote, and asks one thing back')
  expect(bob.dms().join()).not.toMatch('In which meetings')
  await bob.presses('Read and reply')
  expect(bob.reads(bob.modal())).toMatch('In which meetings?')
  await bob.submits({ 'Your reply': 'The Tuesday one' })
  await bob.closesModal()
  expect(alice.dms().join()).toMatch('bob replied to what you asked back')
  expect(alice.dms().join()).not.toMatch('Tuesday one')
  await alice.presses('Read it', { on: alice.dmMessages().at(-1)! })
  expect(alice.reads(alice.modal())).toMatch('The Tuesday one')
  expect(alice.buttons(alice.modal())).not.toContain('Ask one thing back')
})

test('The giver learns whether it was thanked for or heard, once', async () => {
  const { alice, bob, carol } = await answered()
  await carol.presses('Answer')
  await carol.submits({ [label]: 'You are late' })
  await carol.closesModal()
  await alice.types('/candor read')
  await alice.presses('Heard', { beside: 'You are late' })
  await alice.presses('Thank')
  expect(bob.dms().join()).toMatch('alice thanks you for')
  expect(bob.dms().join()).not.toMatch('has heard')
  expect(carol.dms().join()).toMatch('alice has heard what you answered')
  await alice.presses('Earlier answers')
  expect(alice.reads(alice.modal())).toMatch('You are late')
  expect(alice.buttons(alice.modal())).not.toContain('Thank')
})

test('Word that answers wait comes at once for the first, then at most once a day', async () => {
  const { alice, bob, carol, clock } = await asked()
  const told = () => alice.dms().filter((text) => /wait/.test(text)).length
  await bob.presses('Answer')
  await bob.submits({ [label]: 'One' })
  await bob.closesModal()
  expect(told()).toBe(1)
  await clock.to('Thu 11:00')
  await carol.presses('Answer')
  await carol.submits({ [label]: 'Two' })
  await carol.closesModal()
  expect(told()).toBe(1)
  await clock.to('Fri 10:30')
  expect(told()).toBe(2)
  expect(alice.dms().join()).toMatch('2 answers wait for you')
})

test('"Not now" stores nothing, and something may come to mind after "nothing new"', async () => {
  const { bob, db } = await asked()
  await bob.presses('Not now')
  expect(bob.lastSeen()).toMatch('No hurry')
  const states = () => db.selectFrom('candor_asks').select(['ally', 'state']).orderBy('state').execute()
  expect((await states()).map((row) => row.state)).toEqual(['asked', 'asked'])
  await bob.presses('Nothing new this week')
  expect(bob.lastDm()).toMatch('Nothing new this week, you said')
  await bob.presses('Something came to mind')
  await bob.submits({ [label]: 'After all' })
  expect((await states()).map((row) => row.state)).toEqual(['asked', 'signed'])
})

test('Many answers are paged', async () => {
  const names = ['dan', 'eve', 'finn', 'gus']
  const made = await workspace({
    now: 'Wed 09:00',
    cast: Object.fromEntries(names.map((name) => [name, {}])),
  })
  const { alice, clock } = made
  const all = ['bob', 'carol', ...names]
  await alice.types(`/circle ${all.map((name) => `@${name}`).join(' ')} be frank`)
  for (const name of all) await made.person(name).presses("Yes, I'm in")
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  for (const name of all) {
    await made.person(name).presses('Answer')
    await made.person(name).submits({ [label]: `From ${name}` })
  }
  await alice.types('/candor read')
  const first = alice.reads(alice.modal())
  await alice.presses('More')
  const second = alice.reads(alice.modal())
  for (const name of all) expect(`${first}${second}`).toMatch(`From ${name}`)
  await alice.presses('Heard')
  expect(alice.buttons(alice.modal())).toContain('Thank')
})

test('Feedback is offered, and written only after a yes', async () => {
  const { alice, bob } = await workspace({ now: 'Mon 09:00' })
  await bob.types('/candor @alice')
  expect(bob.lastSeen()).toMatch('You write it only after alice says yes')
  expect(alice.lastDm()).toMatch('bob has some candid feedback for you')
  await alice.presses('Now')
  expect(bob.lastDm()).toMatch('alice would like to hear it')
  await bob.presses('Write it')
  expect(bob.reads(bob.modal())).toMatch('Only alice reads what you write here, with your name')
  await bob.submits({ [label]: 'Your plan has no owner' })
  await bob.closesModal()
  expect(alice.lastDm()).toMatch('An answer waits for you')
  await alice.presses('Read it')
  expect(alice.reads(alice.modal())).toMatch('Your plan has no owner')
  await alice.presses('Thank')
  expect(bob.lastDm()).toMatch('alice thanks you for the feedback that you offered')
})

test('"Tomorrow 9:00" is when the hearer is told that it is there', async () => {
  const { alice, bob, clock } = await workspace({ now: 'Mon 11:00' })
  await bob.types('/candor @alice')
  await alice.presses('Tomorrow 9:00')
  expect(bob.lastDm()).toMatch('alice will be told of it Tue 10 Mar 09:00')
  await bob.presses('Write it')
  await bob.submits({ [label]: 'Your plan has no owner' })
  expect(alice.dms().join()).not.toMatch('waits')
  await clock.to('Tue 08:59')
  expect(alice.dms().join()).not.toMatch('waits')
  await clock.to('Tue 09:00')
  expect(alice.lastDm()).toMatch('An answer waits for you')
})

test('A no to an offer is told kindly, and is not asked away', async () => {
  const { alice, bob } = await workspace({ now: 'Mon 09:00' })
  await bob.types('/candor @alice')
  await alice.presses('No, thank you')
  expect(bob.lastDm()).toMatch('alice says no, thank you')
  await bob.types('/candor @alice')
  expect(bob.lastSeen()).toMatch('within the last four weeks')
  expect(alice.dms()).toHaveLength(1)
  await bob.types('/candor @bob')
  expect(bob.lastSeen()).toMatch('/candor note')
  await bob.types('/candor @alice @carol')
  expect(bob.lastSeen()).toMatch('one person at a time')
})
