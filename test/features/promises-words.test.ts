import { allPromises } from '../support/promises.ts'
import { withoutOffSwitch } from '../support/off-switch.ts'
import { workspace } from '../support/workspace.ts'

describe('the why', () => {
  test('typed behind "because", both read it, in the history too, and it is stored encrypted', async () => {
    const place = await workspace()
    const { bob, alice, db } = place
    await bob.types('/promise @alice ship the deck by Friday 3pm because the board votes Monday')
    expect(bob.lastSeen()).toMatch(
      'You promised alice: ship the deck\nDue Fri 13 Mar 15:00.\nWhy: the board votes Monday',
    )
    expect(alice.lastDm()).toMatch('Why: the board votes Monday')
    await alice.presses('History')
    expect(alice.reads(alice.modal())).toMatch('Why: the board votes Monday')
    const { why } = await db.selectFrom('promises').select('why').executeTakeFirstOrThrow()
    expect(why).not.toMatch('board')
  })

  test.each([
    ['ship it because the board votes, by Friday', 'ship it', 'the board votes'],
    ['by Friday ship the deck, because of the audit.', 'ship the deck', 'because of the audit'],
    ['ship the deck by Friday', 'ship the deck', undefined],
  ])('%s', async (typed, what, why) => {
    const place = await workspace()
    await place.bob.types(`/promise @alice ${typed}`)
    expect((await allPromises(place)).map((one) => [one.what, one.why])).toEqual([[what, why]])
  })

  test('a refusal loses it neither in its example nor in its form', async () => {
    const place = await workspace()
    const { bob, alice } = place
    await bob.types('/promise @alice ship the deck because the board votes')
    expect(bob.lastSeen()).toMatch('/promise @alice ship the deck by Friday 3pm because the board votes')
    await bob.presses('Pick a time')
    await bob.submits({ date: '2026-03-13', time: '15:00' })
    expect(alice.lastDm()).toMatch('Why: the board votes')
  })

  test('is asked for in a request, and Change adds it', async () => {
    const { bob, alice } = await workspace()
    await alice.types('/promise ask @bob review the draft by Friday')
    expect(alice.lastSeen()).toMatch('A why helps bob choose: Change adds one.')
    await alice.presses('Change')
    expect(alice.reads(alice.modal())).toMatch('A why helps them choose.')
    await alice.submits({ why: 'the printer waits' })
    expect(alice.lastSeen()).not.toMatch('A why helps')
    expect(bob.lastDm()).toMatch('Why: the printer waits')
  })
})

describe("That's not what I need", () => {
  test('asks what would help, and Bob promises that', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await alice.presses("That's not what I need")
    expect(alice.reads(alice.modal())).toMatch('bob may promise that, keep this one, or let it go.')
    await alice.submits({ 'What would help instead?': 'a call about it' })
    await alice.closesModal()
    expect(bob.lastDm()).toMatch(
      'That is not what alice needs: ship the deck\n> a call about it\nDue Fri 13 Mar 15:00.',
    )
    expect(withoutOffSwitch(bob.buttons(bob.dmMessages().at(-1)))).toEqual([
      'Another day',
      'Done',
      "Can't keep it",
      'History',
      'I promise that',
      'Keep mine',
      'Let it go',
    ])
    await bob.presses('I promise that')
    expect(alice.lastDm()).toMatch(
      'bob agrees: a call about it\nDue Fri 13 Mar 15:00.\nIn place of ship the deck',
    )
    await clock.to('Fri 15:00')
    expect(bob.lastDm()).toMatch('It is time: a call about it')
    await alice.presses('History')
    expect(alice.reads(alice.modal())).toMatch('bob agreed to other words, in place of\n> ship the deck')
    expect(alice.reads(alice.modal())).toMatch('alice said what would help instead\n> a call about it')
  })

  test('Bob keeps his, or lets it go', async () => {
    const place = await workspace()
    const { bob, alice } = place
    for (const what of ['ship the deck', 'water the plants']) {
      await bob.types(`/promise @alice ${what} by Friday 3pm`)
      await alice.presses("That's not what I need")
      await alice.submits({ what: 'a call' })
      await alice.closesModal()
    }
    await bob.presses('Keep mine', { beside: 'ship the deck' })
    expect(alice.lastDm()).toMatch('bob keeps to: ship the deck')
    await bob.presses('Let it go', { beside: 'water the plants' })
    await bob.submits({})
    expect(alice.lastDm()).toMatch('bob lets it go: water the plants')
    expect((await allPromises(place)).map(({ state }) => state).toSorted()).toEqual(['open', 'released'])
  })
})

test('other words of an open promise are offered, as another time is', async () => {
  const { bob, alice, clock } = await workspace()
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  await clock.to('Mon 09:11')
  await bob.opensHome()
  await bob.presses('Change the words', { in: 'home' })
  await bob.submits({ what: 'ship half of the deck' })
  await bob.closesModal()
  expect(alice.lastDm()).toMatch('bob would like to change the words: ship the deck\n> ship half of the deck')
  await alice.presses('Keep the old words')
  expect(bob.lastDm()).toMatch('alice keeps to: ship the deck')
  await bob.opensHome()
  await bob.presses('Change the words', { in: 'home' })
  await bob.submits({ what: 'ship most of the deck' })
  await bob.closesModal()
  await alice.presses('Accept')
  expect(bob.lastDm()).toMatch('alice agrees: ship most of the deck')
})

test('before a yes, the one who is asked alone reads what is due that week', async () => {
  const { bob, alice } = await workspace()
  await bob.types('/promise @alice ship the deck by Thursday 3pm')
  await bob.types('/promise @alice call the bank by Friday 3pm')
  await bob.types('/promise @carol water the plants by Friday 3pm')
  await bob.types('/promise @carol book the room by 17 March')
  await alice.types('/promise ask @bob review the draft by Friday noon')
  expect(bob.lastDm()).toMatch('You have 3 promises due that week, 2 of them to alice.')
  expect([alice.lastSeen(), ...alice.dms()].join()).not.toMatch('due that week')
  await bob.presses('I promise')
  expect(bob.dms().join()).not.toMatch('due that week')
})

describe('after a miss', () => {
  test("Can't keep it asks what one would do differently, and only Alice reads what is for Alice", async () => {
    const { bob, alice } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await bob.opensHome()
    await bob.presses("Can't keep it", { in: 'home' })
    await bob.submits({})
    expect(bob.reads(bob.modal())).toMatch('What would you do differently?')
    expect(bob.buttons(bob.modal())).toEqual(['Note to myself', 'Tell alice', 'Nothing'])
    const heard = bob.dms().length
    await bob.presses('Tell alice')
    await bob.submits({ note: 'I begin a week sooner' })
    await bob.closesModal()
    expect(alice.lastDm()).toMatch(
      'bob says what they would do differently: ship the deck\n> I begin a week sooner',
    )
    expect(bob.dms()).toHaveLength(heard)
  })

  test('a lapse asks in the message that tells of it, once, and the note is for oneself alone', async () => {
    const place = await workspace()
    const { bob, alice, clock, db } = place
    await bob.types('/promise @alice ship the deck by Tuesday 3pm')
    await clock.to('2026-04-30T12:00')
    expect(bob.lastDm()).toMatch('This has lapsed')
    expect(bob.lastDm()).toMatch('What would you do differently?')
    expect(alice.dms().join()).not.toMatch('differently')
    const told = [bob.dms().length, alice.dms().length]
    await bob.presses('Note to myself')
    expect(bob.reads(bob.modal())).toMatch('Only you read this.')
    await bob.submits({ note: 'ask for help sooner' })
    await bob.closesModal()
    expect(bob.lastDm()).not.toMatch('differently')
    expect([bob.dms().length, alice.dms().length]).toEqual(told)
    await bob.types('/promise list closed')
    await bob.presses('History', { in: 'ephemeral' })
    expect(bob.reads(bob.modal())).toMatch(
      'Your note to yourself, which nobody else reads:\n> ask for help sooner',
    )
    await alice.types('/promise list closed')
    await alice.presses('History', { in: 'ephemeral' })
    expect(alice.reads(alice.modal())).not.toMatch('sooner')
    const { miss_note } = await db.selectFrom('promises').select('miss_note').executeTakeFirstOrThrow()
    expect(miss_note).not.toMatch('sooner')
  })

  test('lapses told in one digest offer the same, Nothing too', async () => {
    const { bob, clock, db } = await workspace()
    for (const what of ['ship the deck', 'send the notes', 'book the room', 'call the bank'])
      await bob.types(`/promise @alice ${what} by Friday 3pm`)
    await clock.to('2026-04-06T12:00')
    const digest = bob.dmMessages().find((message) => /lapsed/.test(bob.reads(message)))!
    expect(bob.buttons(digest).filter((label) => label === 'Note to myself')).toHaveLength(4)
    await bob.presses('Nothing', { on: digest, beside: 'send the notes' })
    expect(bob.lastSeen()).toMatch('I will not ask again')
    const answered = await db
      .selectFrom('promises')
      .select('miss_answer')
      .where('miss_answer', 'is not', null)
      .execute()
    expect(answered).toEqual([{ miss_answer: 'nothing' }])
  })
})
