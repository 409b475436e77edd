import { allPromises } from '../support/promises.ts'
import { withoutOffSwitch } from '../support/off-switch.ts'
import { workspace } from '../support/workspace.ts'

describe('/promise offer', () => {
  test('is a promise only by the other’s yes, which says by when', async () => {
    const place = await workspace()
    const { bob, alice, clock } = place
    await bob.types('/promise offer @alice take the Friday on-call')
    expect(bob.lastSeen()).toMatch('You offered alice: take the Friday on-call')
    expect(bob.lastSeen()).toMatch('Nothing is promised unless alice says yes, and by when.')
    expect(alice.lastDm()).toMatch('bob offers: take the Friday on-call')
    expect(withoutOffSwitch(alice.buttons(alice.dmMessages().at(-1)))).toEqual([
      'Another day',
      'History',
      'Yes, please',
      'No thank you',
    ])
    await alice.opensHome()
    expect(alice.reads(alice.home())).toMatch('Asked of me (1)')
    await bob.opensHome()
    expect(bob.reads(bob.home())).toMatch('What I asked for (1)')
    expect((await allPromises(place)).map(({ state }) => state)).toEqual(['requested'])
    await alice.presses('Yes, please', { in: 'message' })
    await alice.submits({ date: '2026-03-13', time: '15:00' })
    expect(bob.lastDm()).toMatch('alice says yes, please: take the Friday on-call\nDue Fri 13 Mar 15:00.')
    expect((await allPromises(place)).map(({ state }) => state)).toEqual(['open'])
    await clock.to('Fri 15:00')
    expect(bob.lastDm()).toMatch('It is time: take the Friday on-call, for alice')
    await bob.presses('Done')
    await alice.presses('Kept, thank you')
    expect(bob.lastDm()).toMatch('alice says it is kept, thank you')
  })

  test('with a time, one press takes it; a no is told as it is', async () => {
    const { bob, alice } = await workspace()
    await bob.types('/promise offer @alice review the draft by Thursday noon because you are full')
    expect(alice.lastDm()).toMatch('Due Thu 12 Mar 12:00, if you say yes.')
    expect(alice.lastDm()).toMatch('Why: you are full')
    await alice.presses('Yes, please')
    expect(bob.lastDm()).toMatch('alice says yes, please: review the draft')
    await bob.types('/promise offer @alice bring the cake')
    await alice.presses('No thank you')
    await alice.submits({})
    expect(bob.lastDm()).toMatch('alice says no thank you: bring the cake')
  })

  test('nobody answers: it is not repeated, and only the one who offered hears that it passed', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types('/promise offer @alice take the Friday on-call')
    await clock.to('2026-03-20T12:00')
    expect(alice.dms()).toHaveLength(1)
    expect(bob.lastDm()).toMatch('alice did not answer, so this offer has passed: take the Friday on-call')
    expect(bob.dms()).toHaveLength(1)
  })

  test('is withdrawn by the one who offered, and answered by nobody else', async () => {
    const { bob, alice } = await workspace()
    await bob.types('/promise offer @alice take the Friday on-call')
    await bob.opensHome()
    await bob.presses('Withdraw', { in: 'home' })
    await bob.submits({})
    expect(alice.lastDm()).toMatch('bob lets it go: take the Friday on-call')
  })
})

test('Can I help? at a slip offers help, which quotes the promise', async () => {
  const { bob, alice, clock } = await workspace()
  await bob.types('/promise @alice ship the deck by Tuesday 3pm')
  await clock.to('Wed 11:00')
  expect(withoutOffSwitch(alice.buttons(alice.dmMessages().at(-1)))).toEqual([
    'History',
    'Give more time',
    'Bump',
    'Can I help?',
    'Let it go',
  ])
  await alice.presses('Can I help?')
  expect(alice.reads(alice.modal())).toMatch('nothing is promised before that')
  await alice.submits({ 'What could you do?': 'check the numbers with you' })
  await alice.closesModal()
  expect(bob.lastDm()).toMatch('alice offers: check the numbers with you\n> ship the deck')
  await bob.presses('Yes, please')
  await bob.submits({ date: '2026-03-12', time: '12:00' })
  expect(alice.lastDm()).toMatch('bob says yes, please: check the numbers with you')
})
