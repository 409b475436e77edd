import { allPromises } from '../support/promises.ts'
import { workspace } from '../support/workspace.ts'

describe('before anybody is told', () => {
  test('the other reading of ambiguous words stands beside the first, for everybody', async () => {
    const place = await workspace({ now: 'Wed 09:00' })
    const { bob, alice, carol } = place
    await bob.types('/promise @alice @carol ship the deck by next Friday')
    expect(bob.lastSeen()).toMatch('Due Fri 20 Mar 17:00.')
    expect(bob.lastSeen()).toMatch('It could also mean Fri 13 Mar 17:00.')
    expect(bob.lastSeen()).toMatch('Promise it?')
    expect(bob.buttons(bob.seenMessages().at(-1))).toEqual([
      'Promise',
      'I meant Fri 13 Mar 17:00',
      'Another time',
    ])
    expect([...alice.dms(), ...carol.dms(), ...(await allPromises(place))]).toEqual([])
    const question = bob.seenMessages().at(-1)!
    await bob.presses('I meant Fri 13 Mar 17:00')
    expect(bob.lastSeen()).toMatch('You promised alice: ship the deck')
    for (const one of [alice, carol]) {
      expect(one.dms()).toHaveLength(1)
      expect(one.lastDm()).toMatch('bob promised you: ship the deck\nDue Fri 13 Mar 17:00.')
    }
    expect(bob.seenMessages()).toHaveLength(1)
    expect(bob.seenMessages()[0]!.ts).toBe(question.ts)
  })

  test('a date that reads two ways asks between them', async () => {
    const { bob, alice } = await workspace({ cast: { bob: { locale: 'en-US' } } })
    await bob.types('/promise @alice send the numbers by 03/04')
    expect(bob.lastSeen()).toMatch('Due Thu 4 Mar 2027 17:00.')
    expect(bob.lastSeen()).toMatch('It could also mean Fri 3 Apr 17:00.')
    await bob.presses('I meant Fri 3 Apr 17:00')
    expect(alice.lastDm()).toMatch('Due Fri 3 Apr 17:00')
  })

  test.each([
    ['Asia/Tokyo', 'by Friday 3pm', 'Sat 14 Mar 00:00 for alice.\nThat is in the night for alice.'],
    ['Europe/London', 'by Friday 22:00', 'That is in the night for alice.'],
    ['Europe/London', 'by 10 September', 'That is more than six months off.'],
  ])('in %s, %s is asked about', async (tz, words, asked) => {
    const { bob, alice, clock } = await workspace({ zone: 'Europe/London', cast: { alice: { tz } } })
    await bob.types(`/promise @alice ship the deck ${words}`)
    expect(bob.lastSeen()).toMatch(asked)
    expect(alice.dms()).toEqual([])
    await bob.presses('Promise')
    await clock.to('Tue 00:00')
    expect(alice.dms()).toHaveLength(1)
  })

  test.each(['by Friday 21:59', 'by Friday 06:00', 'by 8 September'])('%s is one step', async (words) => {
    const { bob, alice } = await workspace({ zone: 'Europe/London' })
    await bob.types(`/promise @alice ship the deck ${words}`)
    expect(bob.lastSeen()).toMatch('You promised alice: ship the deck')
    expect(alice.dms()).toHaveLength(1)
  })

  test('Another time keeps what was typed, and its receipt takes the place of the question', async () => {
    const { bob, alice } = await workspace({ now: 'Wed 09:00' })
    await bob.types('/promise @alice ship the deck by next Friday because the board meets')
    await bob.presses('Another time')
    await bob.submits({ date: '2026-03-16', time: '12:00' })
    expect(bob.modal()).toBeUndefined()
    expect(bob.seenMessages()).toHaveLength(1)
    expect(bob.lastSeen()).toMatch('You promised alice: ship the deck\nDue Mon 16 Mar 12:00.')
    expect(alice.lastDm()).toMatch('Due Mon 16 Mar 12:00.\nWhy: the board meets')
  })

  test('a request asks in its own words, and a form too', async () => {
    const { bob, alice } = await workspace({ now: 'Wed 09:00', cast: { alice: { tz: 'Asia/Tokyo' } } })
    await bob.types('/promise ask @alice review the draft by next Friday')
    expect(bob.lastSeen()).toMatch('From alice: review the draft')
    await bob.presses('Ask')
    expect(alice.lastDm()).toMatch('bob asks for your word: review the draft')
    await bob.types('/promise')
    await bob.submits({ to: ['alice'], what: 'call the bank', date: '2026-03-13', time: '16:00' })
    expect(bob.reads(bob.modal())).toMatch('That is in the night for alice.\nPromise it?')
    await bob.presses('Promise')
    expect(bob.reads(bob.modal())).toMatch('You promised alice: call the bank')
    expect(alice.lastDm()).toMatch('bob promised you: call the bank')
  })

  test('the question outlives a restart, is answered once, and by its speaker alone', async () => {
    const place = await workspace({ now: 'Wed 09:00' })
    const { bob, alice, slack } = place
    const what = `ship ${'x'.repeat(2900)}`
    await bob.types(`/promise @alice ${what} by next Friday`)
    const question = structuredClone(bob.seenMessages().at(-1)!)
    const { draft } = await place.db.selectFrom('promise_drafts').select('draft').executeTakeFirstOrThrow()
    expect(draft).not.toMatch('ship')
    await place.restart()
    slack.world.ephemerals.set(place.mallory.id, [structuredClone(question)])
    await place.mallory.presses('Promise')
    expect(place.mallory.lastSeen()).toMatch('This was answered already')
    expect(await allPromises(place)).toEqual([])
    await bob.presses('Promise')
    slack.world.ephemerals.set(bob.id, [question])
    await bob.presses('Promise')
    expect(bob.lastSeen()).toMatch('This was answered already, or is more than a day old. Nothing changed.')
    const made = await allPromises(place)
    expect(made.map((promise) => promise.what)).toEqual([what])
    expect(alice.dms()).toHaveLength(1)
  })

  test('a time that passed meanwhile opens the form', async () => {
    const { bob, alice, clock } = await workspace({ cast: { alice: { tz: 'Asia/Tokyo' } } })
    await bob.types('/promise @alice ship the deck today by 16:00')
    await clock.to('Mon 16:01')
    await bob.presses('Promise')
    await bob.submits({ date: '2026-03-10', time: '12:00' })
    await clock.to('Tue 01:00')
    expect(alice.lastDm()).toMatch('bob promised you: ship the deck')
  })
})

describe('the same words within a minute', () => {
  test('ask whether they are meant again', async () => {
    const place = await workspace()
    const { bob, alice, clock } = place
    const words = '/promise @alice ship the deck by Friday'
    await bob.types(words)
    await bob.types(words)
    expect(bob.lastSeen()).toMatch('You promised alice this a moment ago: ship the deck')
    expect(bob.lastSeen()).toMatch('Again, or the same?')
    expect(alice.dms()).toHaveLength(1)
    await bob.presses('The same')
    expect(bob.lastSeen()).toMatch('You promised alice: ship the deck')
    expect(await allPromises(place)).toHaveLength(1)
    await bob.types(words)
    await bob.presses('Again')
    expect(await allPromises(place)).toHaveLength(2)
    await clock.to('Mon 09:02')
    await bob.types(words)
    expect(await allPromises(place)).toHaveLength(3)
  })

  test('other words, another colleague or another time are another promise', async () => {
    const place = await workspace()
    const { bob } = place
    await bob.types('/promise @alice ship the deck by Friday')
    await bob.types('/promise @alice ship the decks by Friday')
    await bob.types('/promise @carol ship the deck by Friday')
    await bob.types('/promise @alice ship the deck by Thursday')
    await bob.types('/promise ask @alice ship the deck by Friday')
    expect(await allPromises(place)).toHaveLength(5)
  })
})

test('a single character is asked back, typed or in a form', async () => {
  const { bob, alice } = await workspace()
  await bob.types('/promise @alice x by Friday')
  expect(bob.lastSeen()).toMatch('Only "x"? That says too little to be held to. Nothing was stored.')
  await bob.presses('Say what it is')
  await bob.submits({})
  expect(bob.errors()).toEqual({ what: 'That says too little to be held to. Say in a few words what it is.' })
  await bob.submits({ what: 'xylophone lesson' })
  expect(alice.lastDm()).toMatch('bob promised you: xylophone lesson')
})

test('/promise list slipped shows what slipped, from both sides', async () => {
  const { bob, alice, clock } = await workspace()
  await bob.types('/promise @alice ship the deck by Tuesday 3pm')
  await alice.types('/promise @bob pay the bill by Tuesday 3pm')
  await bob.types('/promise @alice water the plants by Friday 3pm')
  await clock.to('Tue 16:00')
  await bob.types('/promise list slipped')
  expect(bob.lastSeen()).toMatch('Nothing here.')
  await clock.to('Tue 16:01')
  await bob.types('/promise list slipped')
  expect(bob.lastSeen()).toMatch('ship the deck')
  expect(bob.lastSeen()).toMatch('pay the bill')
  expect(bob.lastSeen()).not.toMatch('water the plants')
})
