import { promisesSaying } from '../support/promises.ts'
import { workspace } from '../support/workspace.ts'

describe('the receipt', () => {
  test.each([
    ['America/New_York', 'Due Fri 13 Mar 15:00 your time, 10:00 for alice.', 'Europe/Paris'],
    ['Asia/Kolkata', "Due Fri 13 Mar 15:00 your time, 19:30 for alice, after alice's hours.", 'Europe/Paris'],
    [
      'America/Los_Angeles',
      "Due Fri 13 Mar 15:00 your time, 07:00 for alice, before alice's hours.",
      'Europe/Paris',
    ],
  ])('says the time in %s, and whether it is within working hours there', async (tz, words, zone) => {
    const { bob } = await workspace({ zone, cast: { alice: { tz } } })
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    expect(bob.lastSeen()).toMatch(words)
  })

  test('offers a reading that nobody means as one button, and takes it for everybody', async () => {
    const { bob, alice, carol, db } = await workspace()
    await bob.types('/promise @alice @carol ship the deck by Friday at 3')
    expect(bob.lastSeen()).toMatch('Due Fri 13 Mar 15:00')
    await bob.presses('I meant Fri 13 Mar 03:00')
    expect(bob.lastSeen()).toMatch('Due Fri 13 Mar 03:00')
    for (const one of [alice, carol])
      expect(one.lastDm()).toMatch(
        'bob moved it: ship the deck\nDue Fri 13 Mar 03:00, moved from Fri 13 Mar 15:00.',
      )
    const dues = await db.selectFrom('promises').select('due_at').execute()
    expect(dues.map(({ due_at }) => due_at.toISOString())).toEqual(Array(2).fill('2026-03-13T02:00:00.000Z'))
  })

  test('says until when it is held, when the other side is away, and they hear of it then', async () => {
    const { bob, alice, clock } = await workspace()
    await alice.types('/forthright settings')
    await alice.submits({ away: '2026-03-16' })
    await bob.types('/promise @alice ship the deck by Friday 20 March')
    expect(bob.lastSeen()).toMatch('alice is away; held until Mon 16 Mar 09:00')
    await clock.to('2026-03-16T08:59')
    expect(alice.dms()).toEqual([])
    await clock.to('2026-03-16T09:00')
    expect(alice.lastDm()).toMatch('bob promised you: ship the deck')
  })

  test('undone before the other side heard of it, they never do', async () => {
    const { bob, alice, clock } = await workspace()
    await alice.types('/forthright settings')
    await alice.submits({ away: '2026-03-10' })
    await bob.types('/promise @alice ship the deck by Friday')
    await bob.presses('Undo')
    expect(bob.lastSeen()).toMatch('Taken back')
    await clock.to('2026-05-01T12:00')
    expect(alice.dms()).toEqual([])
  })

  test('names a person inside the words, and wakes them not', async () => {
    const { bob, alice, carol } = await workspace()
    await bob.types('/promise @alice send @carol the notes by Friday')
    expect(alice.lastDm()).toMatch('send @carol the notes')
    expect(JSON.stringify(alice.dmMessages())).not.toMatch(`<@${carol.id}`)
    expect(carol.dms()).toEqual([])
  })

  test('the 201st open promise is refused in words, and nothing is told; what others ask of somebody takes none of them', async () => {
    const place = await workspace()
    const { bob, alice, db } = place
    await bob.types('/promise @alice ship the deck by Friday')
    const first = await db.selectFrom('promises').selectAll().executeTakeFirstOrThrow()
    const more = Array.from({ length: 199 }, () => ({ ...first, id: crypto.randomUUID(), proposal: null }))
    await db.insertInto('promises').values(more).execute()
    const heard = alice.dms().length
    await bob.types('/promise @alice one too many by Friday')
    expect(bob.lastSeen()).toMatch('You have 200 open promises already')
    expect(await promisesSaying(place, 'one too many')).toEqual([])
    expect(alice.dms()).toHaveLength(heard)
    await alice.types('/promise ask @bob one favour by Friday')
    expect(alice.lastSeen()).toMatch('You asked bob to promise: one favour')
  })
})

describe('on a message', () => {
  test('Make it a promise keeps the link and the quote, with a note of one’s own', async () => {
    const { bob, alice } = await workspace()
    await alice.types('could somebody look at <the> "numbers" before the board meets?', { in: '#general' })
    await bob.usesShortcut('Make it a promise', bob.messagesIn('#general').at(-1))
    expect(bob.reads(bob.modal())).toMatch('could somebody look at <the> "numbers" before the board meets?')
    expect(bob.reads(bob.modal())).toMatch('They read this quote too')
    await bob.submits({ what: 'check the numbers', date: '2026-03-13', time: '15:00' })
    expect(alice.lastDm()).toMatch('bob promised you: check the numbers')
    expect(alice.lastDm()).toMatch('> could somebody look at <the> "numbers" before the board meets?')
    expect(alice.lastDm()).toMatch('The message it came from')
    expect(JSON.stringify(alice.dmMessages())).toMatch(/<https:\/\/acme\.slack\.com\/archives\/C\w+\/p\d+\|/)
    await bob.closesModal()
    await bob.opensHome()
    await bob.presses('History', { in: 'home' })
    expect(bob.reads(bob.modal())).toMatch('could somebody look at <the>')
  })

  test('Ask for a promise asks its writer, with the quote', async () => {
    const { bob, alice } = await workspace()
    await alice.types('I can look at the numbers', { in: '#general' })
    await bob.usesShortcut('Ask for a promise', bob.messagesIn('#general').at(-1))
    await bob.submits({ what: 'the numbers, checked', date: '2026-03-13', time: '15:00' })
    expect(alice.lastDm()).toMatch('bob asks for your word: the numbers, checked')
    expect(alice.lastDm()).toMatch('> I can look at the numbers')
    await alice.presses('I promise')
    expect(bob.lastDm()).toMatch('alice promises: the numbers, checked')
  })

  test('a quote wakes nobody, whatever stands in it', async () => {
    const { bob, alice } = await workspace()
    await alice.types('look <!channel> <@U123|x> &lt;!here&gt; <https://evil.example|the bank>', {
      in: '#general',
      raw: true,
    })
    await bob.usesShortcut('Make it a promise', bob.messagesIn('#general').at(-1))
    // What a plain field holds to begin with is no mrkdwn.
    const form = JSON.stringify(bob.modal()!.blocks).replaceAll(/"initial_value":"[^"]*"/g, '')
    await bob.submits({ to: ['alice'], what: 'look', date: '2026-03-13', time: '15:00' })
    expect(form + JSON.stringify(alice.dmMessages())).not.toMatch(/<!|<@|<https:\/\/evil/)
  })
})
