import { workspace, type Workspace } from '../support/workspace.ts'
import { withoutOffSwitch } from '../support/off-switch.ts'

/** Carol is in Bob's circle, and is asked to be the witness of his promise to Alice. */
async function withWitness(): Promise<Workspace> {
  const all = await workspace()
  const { bob, carol } = all
  await bob.types('/circle @carol because you see how I work')
  await carol.presses("Yes, I'm in")
  await bob.types('/promise')
  await bob.submits({
    to: ['alice'],
    what: 'ship the deck',
    date: '2026-03-13',
    time: '15:00',
    witness: 'carol',
  })
  await bob.closesModal()
  return all
}

describe('a witness', () => {
  test('is asked first, and the two can read who it is', async () => {
    const { bob, alice, carol } = await withWitness()
    expect(alice.lastDm()).toMatch('Asked to be the witness: carol')
    expect(carol.lastDm()).toMatch('bob promised alice: ship the deck')
    expect(carol.lastDm()).toMatch('bob asks you to be the witness')
    expect(withoutOffSwitch(carol.buttons(carol.dmMessages().at(-1))).slice(0, 2)).toEqual([
      'Yes',
      'No thank you',
    ])
    await carol.presses('Yes', { beside: 'bob asks you to be the witness' })
    expect(bob.lastDm()).toMatch('carol is the witness of your promise: ship the deck')
    expect(alice.lastDm()).toMatch('Witness: carol')
  })

  test('who says no hears nothing more', async () => {
    const { bob, carol, clock } = await withWitness()
    await carol.presses('No thank you', { beside: 'bob asks you to be the witness' })
    expect(bob.lastDm()).toMatch('carol is not the witness of your promise')
    expect(carol.lastDm()).not.toMatch('ship the deck, ')
    const heard = carol.dms().length
    await clock.to('2026-05-01T12:00')
    expect(carol.dms()).toHaveLength(heard)
  })

  test('hears of a slip one working day after, and of the outcome, and of nothing between', async () => {
    const { bob, alice, carol, clock } = await withWitness()
    await carol.presses('Yes', { beside: 'bob asks you to be the witness' })
    const heard = carol.dms().length
    await clock.to('2026-03-16T10:59')
    expect(carol.dms()).toHaveLength(heard)
    await clock.to('2026-03-16T11:00')
    expect(carol.lastDm()).toMatch("bob's promise to alice slipped: ship the deck")
    await bob.presses('Done')
    await alice.presses('Not yet')
    await alice.submits({ note: 'a private word' })
    await alice.closesModal()
    expect(carol.dms()).toHaveLength(heard + 1)
    await bob.presses('Done')
    await alice.presses('Kept, thank you')
    expect(carol.lastDm()).toMatch("How bob's promise to alice ended: ship the deck")
    expect(carol.lastDm()).toMatch('Kept, late')
    expect(carol.dms()).toHaveLength(heard + 2)
    expect(carol.dms().join('\n')).not.toMatch('a private word')
  })

  test('may say one line at a slip, to the promisor alone', async () => {
    const { bob, alice, carol, clock } = await withWitness()
    await carol.presses('Yes', { beside: 'bob asks you to be the witness' })
    await clock.to('2026-03-16T11:00')
    const heard = alice.dms().length
    await carol.presses('Say a line to bob')
    await carol.submits({ 'One line': 'shall we look at it together?' })
    expect(carol.reads(carol.modal())).toMatch('bob reads what you wrote; nobody else does.')
    await carol.closesModal()
    expect(bob.lastDm()).toMatch(
      'carol, your witness, says about ship the deck\n> shall we look at it together?',
    )
    expect(withoutOffSwitch(carol.buttons(carol.dmMessages().at(-1)))).toEqual([])
    expect(alice.dms()).toHaveLength(heard)
    await bob.presses('History')
    expect(bob.reads(bob.modal())).toMatch('shall we look at it together?')
    await alice.presses('History')
    expect(alice.reads(alice.modal())).not.toMatch('together')
    await alice.types('/forthright export')
    expect(JSON.stringify([...bob.messagesIn('#general'), ...alice.dmMessages()])).not.toMatch('together')
  })

  test('who moves to another zone hears of a slip at 11:00 there', async () => {
    const { carol, clock, slack, app } = await withWitness()
    await carol.presses('Yes', { beside: 'bob asks you to be the witness' })
    await clock.to('2026-03-13T16:00')
    slack.change(carol.id, { tz: 'America/New_York' })
    await app.idle()
    await clock.to('2026-03-16T15:59')
    expect(carol.lastDm()).not.toMatch('slipped')
    await clock.to('2026-03-16T16:00')
    expect(carol.lastDm()).toMatch("bob's promise to alice slipped: ship the deck")
  })

  test('hears of no slip when the time was moved', async () => {
    const { bob, alice, carol, clock } = await withWitness()
    await carol.presses('Yes', { beside: 'bob asks you to be the witness' })
    const heard = carol.dms().length
    await bob.opensHome()
    await bob.presses('Need more time', { in: 'home' })
    await bob.submits({ date: '2026-03-20', time: '15:00' })
    await alice.presses('Accept')
    await clock.to('2026-03-20T15:00')
    await bob.presses('Done', { beside: 'It is time' })
    await alice.presses('Kept, thank you')
    expect(carol.dms()).toHaveLength(heard + 1)
    expect(carol.lastDm()).toMatch('Kept, Fri 20 Mar 15:00')
  })

  test('can change nothing and reads no history', async () => {
    const { carol, clock, db } = await withWitness()
    await carol.presses('Yes', { beside: 'bob asks you to be the witness' })
    await clock.to('2026-03-16T09:00')
    expect(withoutOffSwitch(carol.buttons(carol.dmMessages().at(-1)))).toEqual([])
    await carol.opensHome()
    expect(carol.reads(carol.home())).not.toMatch('ship the deck, ')
    const { state } = await db.selectFrom('promises').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('open')
  })

  test('is one of the circle, and never the one it is promised to', async () => {
    const { bob } = await workspace()
    await bob.types('/promise')
    expect(bob.reads(bob.modal())).not.toMatch('A witness?')
    const { bob: other } = await withWitness()
    await other.types('/promise')
    await other.submits({ to: ['carol'], what: 'call', date: '2026-03-13', time: '15:00', witness: 'carol' })
    expect(other.errors()).toEqual({ witness: 'The one you promise it to can’t be the witness too.' })
  })
})
