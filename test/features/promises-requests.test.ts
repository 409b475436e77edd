import { workspace } from '../support/workspace.ts'
import { withoutOffSwitch } from '../support/off-switch.ts'

const typed = '/promise ask @bob review the draft by Wednesday noon'

describe('a request', () => {
  test('is countered with another day and other words, and withdrawn', async () => {
    const { bob, alice, db } = await workspace()
    await alice.types(typed)
    await bob.presses('Another day')
    await bob.submits({ what: 'review half the draft', date: '2026-03-13', time: '12:00', note: 'busy' })
    expect(alice.lastDm()).toMatch('bob could do it by Fri 13 Mar 12:00: review the draft')
    expect(alice.lastDm()).toMatch('in these words: review half the draft')
    expect(alice.lastDm()).toMatch('busy')
    await alice.presses('Withdraw')
    await alice.submits({})
    expect(bob.lastDm()).toMatch('alice lets it go: review the draft')
    const { state } = await db.selectFrom('promises').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('released')
  })

  test('is answered from Home, where it stands first', async () => {
    const { bob, alice } = await workspace()
    await alice.types(typed)
    await bob.opensHome()
    expect(bob.reads(bob.home())).toMatch(/^1 request waits\nAsked of me \(1\)\nreview the draft, for alice/)
    await alice.opensHome()
    expect(alice.reads(alice.home())).toMatch('What I asked for (1)\nreview the draft, by bob')
    await bob.presses('I promise', { in: 'home' })
    expect(alice.lastDm()).toMatch('bob promises: review the draft')
    expect(bob.reads(bob.home())).toMatch('My promises (1)\nreview the draft, for alice')
  })

  test('is remembered once, passes when its time comes, and both hear of that once', async () => {
    const { bob, alice, clock, db } = await workspace()
    await alice.types(typed)
    await clock.to('Wed 08:59')
    expect(bob.dms()).toHaveLength(1)
    await clock.to('Wed 09:00')
    expect(bob.lastDm()).toMatch('alice asked for your word on Mon 9 Mar: review the draft')
    expect(bob.lastDm()).toMatch('Yes, another day and no are all good answers.')
    expect(bob.lastDm().match(/alice asked/g)).toHaveLength(1)
    await clock.to('2026-04-30T12:00')
    expect(bob.lastDm()).toMatch('nothing is expected of you: review the draft')
    expect(alice.lastDm()).toMatch('bob did not answer in time, so this request has passed: review the draft')
    expect(bob.dms().join()).toMatch('alice asked on')
    expect(bob.dms().join()).not.toMatch('gave your word')
    expect([bob.dms().length, alice.dms().length]).toEqual([3, 1])
    expect(withoutOffSwitch(bob.dmMessages().flatMap((message) => bob.buttons(message)))).toEqual([])
    const { state } = await db.selectFrom('promises').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('expired')
  })

  test('to which another day was offered waits for the answer until that day', async () => {
    const { bob, alice, clock, db } = await workspace()
    await alice.types(typed)
    await bob.presses('Another day')
    await bob.submits({ date: '2026-03-20', time: '12:00' })
    await clock.to('2026-03-19T12:00')
    expect(withoutOffSwitch(alice.buttons(alice.dmMessages().at(-1))).slice(0, 3)).toEqual([
      'History',
      'Fine',
      'Withdraw',
    ])
    await clock.to('2026-03-20T12:01')
    const { state } = await db.selectFrom('promises').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('expired')
  })

  test('that was accepted is asked about no more', async () => {
    const { bob, alice, clock } = await workspace()
    await alice.types(typed)
    await bob.presses('I promise')
    await clock.to('Wed 12:00')
    expect(bob.dms().join('\n')).not.toMatch('are all good answers')
    expect([...bob.dms(), ...alice.dms()].join('\n')).not.toMatch('has passed')
    expect(bob.lastDm()).toMatch('It is time: review the draft')
  })

  test('can be changed and taken back within ten minutes', async () => {
    const { bob, alice } = await workspace()
    await alice.types(typed)
    await alice.presses('Change')
    await alice.submits({ what: 'review the whole draft', date: '2026-03-12', time: '12:00' })
    expect(bob.lastDm()).toMatch('alice moved it: review the whole draft')
    expect(alice.lastSeen()).toMatch('Moved from Wed 11 Mar 12:00.')
    await alice.presses('Undo')
    expect(bob.lastDm()).toMatch('alice took it back')
  })
})

describe('Stop requests from Alice', () => {
  test('declines this one, and Alice is told so now and when she asks again', async () => {
    const { bob, alice, carol, db } = await workspace()
    await alice.types(typed)
    await bob.presses('Stop requests from alice')
    expect(bob.reads(bob.modal())).toMatch('This one is declined, and alice is told')
    await bob.submits()
    expect(bob.reads(bob.modal())).toMatch("alice can't ask you for promises any more")
    await bob.closesModal()
    expect(alice.lastDm()).toMatch("bob can't promise: review the draft")
    expect(alice.lastDm()).toMatch('takes no more requests for promises from you; you can still give yours')

    await alice.types('/promise ask @bob review another draft by Friday')
    expect(alice.lastSeen()).toMatch('bob takes no requests for promises from you')
    expect(alice.lastSeen()).toMatch('Nothing was sent')
    expect(await db.selectFrom('promises').select('id').execute()).toHaveLength(1)

    await alice.types('/promise ask @bob @carol review it by Friday')
    expect(alice.lastSeen()).toMatch('You asked carol to promise: review it')
    expect(alice.lastSeen()).toMatch('it did not go to them')
    expect(carol.lastDm()).toMatch('alice asks for your word')
    expect(bob.dms().join('\n')).not.toMatch('review it')

    await alice.types('/promise @bob bring the cake by Friday')
    expect(bob.lastDm()).toMatch('alice promised you: bring the cake')
    await carol.types('/promise ask @bob water the plants by Friday')
    expect(bob.lastDm()).toMatch('carol asks for your word')
  })

  test('is taken back on Home', async () => {
    const { bob, alice } = await workspace()
    await alice.types(typed)
    await bob.presses('Stop requests from alice')
    await bob.submits()
    await bob.closesModal()
    await bob.opensHome()
    await bob.presses('Take requests again', { in: 'home' })
    expect(bob.reads(bob.home())).not.toMatch("alice can't ask")
    await alice.types(typed)
    expect(bob.lastDm()).toMatch('alice asks for your word: review the draft')
  })
})
