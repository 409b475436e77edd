import { sql } from 'kysely'
import { deliver } from '../../playground/pretend-slack/deliver.ts'
import { workspace } from '../support/workspace.ts'
import { withoutOffSwitch } from '../support/off-switch.ts'

describe('a promise, from word to outcome', () => {
  test('Bob promises, is reminded, says done, and Alice says kept', async () => {
    const { alice, bob, clock } = await workspace({ now: 'Mon 09:00' })
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    expect(bob.lastSeen()).toMatch('You promised alice: ship the deck')
    expect(bob.lastSeen()).toMatch('Due Fri 13 Mar 15:00')
    expect(bob.buttons(bob.seenMessages().at(-1))).toEqual([
      'Change',
      'Undo',
      'Change the words or the time',
      'No due time in there: it belongs to the promise',
    ])
    expect(alice.lastDm()).toMatch('bob promised you: ship the deck')

    await clock.to('Thu 09:00')
    expect(bob.lastDm()).toMatch('Due tomorrow, for alice: ship the deck')
    await clock.to('Fri 09:00')
    expect(bob.lastDm()).toMatch('Due today: ship the deck')
    await clock.to('Fri 15:00')
    expect(bob.lastDm()).toMatch('It is time: ship the deck')
    await bob.presses('Done')
    expect(alice.lastDm()).toMatch('bob says it is done: ship the deck')
    await alice.presses('Kept, thank you')
    expect(bob.lastDm()).toMatch('alice says it is kept, thank you')
    for (const words of bob.dms()) expect(words).toMatch('Kept, Fri 13 Mar 15:00')
    const said = alice.dms().length + bob.dms().length
    await clock.to('2026-05-01T12:00')
    expect(alice.dms().length + bob.dms().length).toBe(said)
  })

  test('a pressed card becomes final, and a second press changes nothing and says so', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await clock.to('Fri 15:00')
    const reminder = bob.dmMessages().at(-1)!
    const before = structuredClone(reminder)
    await bob.presses('Done')
    expect(withoutOffSwitch(bob.buttons(bob.dmMessages().at(-1)))).toEqual(['Not done after all', 'History'])
    expect(bob.lastDm()).toMatch('Done, you said')
    reminder.blocks = before.blocks
    await bob.presses('Done')
    expect(bob.lastSeen()).toMatch('It was already said to be done. Nothing changed.')
    expect(alice.dms().filter((words) => words.includes('says it is done'))).toHaveLength(1)
    expect(withoutOffSwitch(bob.buttons(bob.dmMessages().at(-1)))).toEqual(['Not done after all', 'History'])
  })

  test('the wrong person who presses changes nothing and is told', async () => {
    const { bob, alice, mallory, clock, slack, app, db } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await clock.to('Fri 15:00')
    await bob.presses('Need more time')
    const press = slack.journal
      .exchanges()
      .findLast((exchange) => exchange.title.includes('press promises.propose'))!
    const payload = structuredClone(press.request) as { user: object; actions: { action_id: string }[] }
    payload.user = { id: mallory.id }
    payload.actions[0]!.action_id = 'promises.claim'
    await deliver(slack, { title: 'a forged press', kind: 'interactive', payload: payload })
    await app.idle()
    const told = slack.journal.exchanges().findLast(({ direction }) => direction === 'out')
    expect(JSON.stringify(told?.request)).toMatch('between two other people')
    expect(alice.dms().join()).not.toMatch('says it is done')
    const states = await db.selectFrom('promises').select('state').execute()
    expect(states.map(({ state }) => state)).toEqual(['open'])
  })

  test('Not yet opens it again, with the note, and time goes on', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await clock.to('Fri 15:00')
    await bob.presses('Done')
    await alice.presses('Not yet')
    await alice.submits({ 'What is missing?': 'the last slide' })
    expect(bob.lastDm()).toMatch('alice says it is not done yet: ship the deck')
    expect(bob.lastDm()).toMatch('the last slide')
    await clock.to('Mon 09:00')
    expect(bob.lastDm()).toMatch('This was due: ship the deck')
    await clock.to('Mon 11:00')
    expect(alice.lastDm()).toMatch("bob's promise slipped: ship the deck")
  })

  test("what can't be kept ends in words, with the note", async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await clock.to('Fri 15:00')
    await bob.presses("Can't keep it")
    await bob.submits({ 'What should alice know?': 'legal said no' })
    expect(alice.lastDm()).toMatch("bob can't keep this promise: ship the deck")
    expect(alice.lastDm()).toMatch('legal said no')
  })

  test('more time is asked for before the due time, granted, and counts as renegotiated', async () => {
    const { bob, alice, clock, db } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await clock.to('Fri 09:00')
    await bob.presses('Need more time')
    await bob.submits({ date: '2026-03-16', time: '12:00' })
    expect(alice.lastDm()).toMatch(
      'bob asks to move it: ship the deck\nFrom Fri 13 Mar 15:00 to Mon 16 Mar 12:00.',
    )
    await alice.presses('Accept')
    expect(bob.lastDm()).toMatch(
      'alice agrees: ship the deck\nDue Mon 16 Mar 12:00, moved from Fri 13 Mar 15:00.',
    )
    const { renegotiated, due_version } = await db
      .selectFrom('promises')
      .selectAll()
      .executeTakeFirstOrThrow()
    expect([renegotiated, due_version]).toEqual([1, 2])
    const heard = bob.dms().length
    await clock.to('Fri 17:00')
    expect(bob.dms()).toHaveLength(heard)
    await clock.to('Mon 12:00')
    expect(bob.lastDm()).toMatch('It is time: ship the deck')
  })

  test('a reminder put off comes later, and the promise stays', async () => {
    const { bob, clock } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await clock.to('Fri 15:00')
    await bob.picks('Remind me in…', '1 hour')
    expect(bob.lastSeen()).toMatch('I will remind you Fri 13 Mar 16:00')
    await clock.to('Fri 16:00')
    expect(bob.lastDm()).toMatch('You asked to be reminded: ship the deck')
    expect(bob.lastDm()).toMatch('Due Fri 13 Mar 15:00')
    await bob.picks('Remind me in…', 'In 20 minutes')
    await clock.to('Fri 16:20')
    expect(bob.lastDm()).toMatch('You asked to be reminded: ship the deck')
    await bob.picks('Remind me in…', 'Pick a time')
    expect(bob.reads(bob.modal())).toMatch('The promise itself stays due Fri 13 Mar 15:00.')
    await bob.submits({ date: '2026-03-17', time: '11:30' })
    expect(bob.reads(bob.modal())).toMatch('I will remind you Tue 17 Mar 11:30')
    await bob.closesModal()
    await clock.to('2026-03-17T11:30')
    expect(bob.lastDm()).toMatch('You asked to be reminded: ship the deck')
  })

  test('nobody speaks: a claim is taken as kept, an open promise is asked about once and lapses', async () => {
    const { bob, alice, carol, clock, db } = await workspace()
    await bob.types('/promise @alice ship the deck by Tuesday 3pm')
    await bob.types('/promise @carol water the plants by Tuesday 3pm')
    await clock.to('Tue 15:00')
    await bob.presses('Done', { beside: 'ship the deck' })
    await clock.to('2026-03-24T12:00')
    const asked = (dms: string[]) => dms.filter((words) => words.includes('Nobody has spoken of this')).length
    expect([asked(bob.dms()), asked(carol.dms()), asked(alice.dms())]).toEqual([1, 1, 0])
    await clock.to('2026-04-30T12:00')
    const states = await db.selectFrom('promises').select(['state', 'confirmed']).orderBy('state').execute()
    expect(states).toEqual([
      { state: 'kept', confirmed: false },
      { state: 'lapsed', confirmed: null },
    ])
    expect([asked(bob.dms()), asked(carol.dms()), asked(alice.dms())]).toEqual([0, 0, 0])
    expect(carol.lastDm()).toMatch('This has lapsed')
  })
})

describe('/promise', () => {
  test('goes to several people at once, each with their own', async () => {
    const { bob, alice, carol, db } = await workspace()
    await bob.types('/promise @alice and @carol send the notes by tomorrow noon')
    expect(alice.lastDm()).toMatch('bob promised you: send the notes')
    expect(carol.lastDm()).toMatch('bob promised you: send the notes')
    expect(bob.lastSeen()).toMatch('You promised alice: send the notes')
    await bob.presses('Undo')
    expect(alice.lastDm()).toMatch('bob took it back: send the notes')
    const states = await db.selectFrom('promises').select('state').execute()
    expect(states.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
  })

  test('a day without a time is due at the end of the working day', async () => {
    const { bob } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday')
    expect(bob.lastSeen()).toMatch('Due Fri 13 Mar 17:00')
  })

  test('both zones stand in the receipt, with a word on hours that are not theirs', async () => {
    const { bob, alice } = await workspace({ zone: 'Europe/London', cast: { alice: { tz: 'Asia/Tokyo' } } })
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await bob.presses('Promise')
    await bob.presses('Tell alice now')
    expect(bob.lastSeen()).toMatch(
      "Due Fri 13 Mar 15:00 your time, Sat 14 Mar 00:00 for alice, outside alice's working days",
    )
    expect(alice.lastDm()).toMatch('Due Sat 14 Mar 00:00 your time')
  })

  test.each([
    ['/promise @bob eat lunch by noon', 'to somebody else', 'Pick a colleague'],
    ['/promise @forthright ship it by Friday', "an app can't hold you", 'Pick a colleague'],
    ['/promise @nobodyhere ship it by Friday', "don't know anybody called @nobodyhere", 'Pick a colleague'],
    ['/promise ship it by Friday', 'Who is it for?', 'Pick a colleague'],
    ['/promise frobnicate', 'Who is it for?', 'Pick a colleague'],
    ['/promise @alice ship the deck', '/promise @alice ship the deck by Friday 3pm', 'Pick a time'],
    [
      '/promise @alice ship the deck by yesterday',
      '/promise @alice ship the deck by Friday 3pm',
      'Pick a time',
    ],
    ['/promise @alice by Friday', 'but not what is promised', 'Say what it is'],
  ])('%s is refused in words', async (typed, words, button) => {
    const { bob, alice, db } = await workspace()
    await bob.types(typed)
    expect(bob.lastSeen()).toMatch(words)
    expect(bob.buttons(bob.seenMessages().at(-1))).toEqual([button])
    expect(alice.dms()).toEqual([])
    expect(await db.selectFrom('promises').selectAll().execute()).toEqual([])
  })

  test('a refusal keeps what was understood in the form behind Pick a time', async () => {
    const { bob, alice } = await workspace()
    await bob.types('/promise @alice ship the deck')
    await bob.presses('Pick a time')
    await bob.submits({ date: '2026-03-13', time: '15:00' })
    expect(alice.lastDm()).toMatch('bob promised you: ship the deck')
    expect(bob.reads(bob.modal())).toMatch('You promised alice: ship the deck')
  })

  test('bare, it opens the form, which says what is missing and loses nothing', async () => {
    const { bob, alice } = await workspace()
    await bob.types('/promise')
    await bob.submits({ to: ['alice'], what: 'ship the deck', date: '2026-03-02', time: '15:00' })
    expect(bob.errors()).toEqual({ date: 'That is already past. Pick a later time.' })
    await bob.submits({ date: '2026-03-13' })
    expect(alice.lastDm()).toMatch('bob promised you: ship the deck')
  })

  test('a due day in 9999 is refused in words, typed and picked', async () => {
    const { bob, alice, db } = await workspace()
    await bob.types('/promise @alice ship the deck by 9999-12-31')
    expect(bob.lastSeen()).toMatch('That is more than a lifetime away')
    await bob.types('/promise')
    await bob.submits({ to: ['alice'], what: 'ship the deck', date: '9999-12-31', time: '23:59' })
    expect(bob.errors()).toEqual({ date: 'That is more than a lifetime away. Pick an earlier day.' })
    expect([alice.dms(), await db.selectFrom('promises').selectAll().execute()]).toEqual([[], []])
  })

  test('help shows every form, and the examples in it work', async () => {
    const { bob, alice } = await workspace()
    await bob.types('/promise help')
    const help = bob.lastSeen()
    expect(help).toMatch('/promise ask @colleague')
    const example = /\/promise @colleague (.*?) gives/.exec(help.replaceAll('`', ''))![1]!
    await bob.types(`/promise @alice ${example}`)
    expect(alice.lastDm()).toMatch('bob promised you')
  })

  test('list and Home show what is open from both sides, with what can be done', async () => {
    const { bob, alice } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await alice.types('/promise list')
    expect(alice.lastSeen()).toMatch('ship the deck, by bob')
    await bob.opensHome()
    expect(bob.reads(bob.home())).toMatch('ship the deck, for alice')
    await bob.presses('Done')
    expect(alice.lastDm()).toMatch('bob says it is done')
    expect(bob.reads(bob.home())).toMatch('Done, you said')
  })

  test('the same submission twice makes one promise', async () => {
    const { bob, slack, db, app } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    const first = slack.journal.exchanges().find((exchange) => exchange.title.includes('/promise'))!
    const payload = first.request as Record<string, unknown>
    await Promise.all(
      [1, 2, 3].map(() => deliver(slack, { title: 'again', kind: 'slash_commands', payload })),
    )
    await app.idle()
    expect(await db.selectFrom('promises').selectAll().execute()).toHaveLength(1)
    const other = {
      ...payload,
      trigger_id: 'one.that.never.came',
      text: '@alice send the notes by Friday 4pm',
    }
    await Promise.all(
      [1, 2, 3].map(() => deliver(slack, { title: 'at once', kind: 'slash_commands', payload: other })),
    )
    await app.idle()
    const made = await db.selectFrom('promises').select('id').execute()
    expect(made).toHaveLength(2)
    for (const { id } of made)
      expect(await db.selectFrom('nudges').select('id').where('subject_id', '=', id).execute()).toHaveLength(
        2,
      )
  })

  test('a promise whose receipt can’t be completed is not called lost', async () => {
    const { bob, db } = await workspace()
    await sql`alter table stated_values rename to stated_values_gone`.execute(db)
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    expect(bob.lastSeen()).toMatch(/I don't know whether this was stored/)
    expect(await db.selectFrom('promises').select('id').execute()).toHaveLength(1)
  })

  test('a change within ten minutes moves it for both', async () => {
    const { bob, alice } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await bob.presses('Change')
    await bob.submits({ what: 'ship the whole deck', date: '2026-03-12', time: '12:00' })
    expect(alice.lastDm()).toMatch(
      'bob moved it: ship the whole deck\nDue Thu 12 Mar 12:00, moved from Fri 13 Mar 15:00.',
    )
  })

  test('undo is over after ten minutes', async () => {
    const { bob, clock, db } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await clock.to('Mon 09:11')
    await bob.presses('Undo')
    expect(bob.lastSeen()).toMatch('more than 10 minutes ago')
    const { state } = await db.selectFrom('promises').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('open')
  })
})

describe('a request', () => {
  test('is answered with a promise', async () => {
    const { bob, alice, clock } = await workspace()
    await alice.types('/promise ask @bob review the draft by Wednesday noon')
    expect(alice.lastSeen()).toMatch('You asked bob to promise: review the draft')
    expect(bob.lastDm()).toMatch('alice asks for your word: review the draft')
    await bob.presses('I promise')
    expect(alice.lastDm()).toMatch('bob promises: review the draft')
    await clock.to('Wed 12:00')
    expect(bob.lastDm()).toMatch('It is time: review the draft')
  })

  test('is answered with another day', async () => {
    const { bob, alice, db } = await workspace()
    await alice.types('/promise ask @bob review the draft by Wednesday noon')
    await bob.presses('Another day')
    await bob.submits({ date: '2026-03-13', time: '12:00' })
    expect(alice.lastDm()).toMatch('bob could do it by Fri 13 Mar 12:00: review the draft')
    await alice.presses('Fine')
    const { state, renegotiated } = await db.selectFrom('promises').selectAll().executeTakeFirstOrThrow()
    expect([state, renegotiated]).toEqual(['open', 0])
    expect(bob.lastDm()).toMatch('alice agrees')
  })

  test('is declined with a reason', async () => {
    const { bob, alice } = await workspace()
    await alice.types('/promise ask @bob review the draft by Wednesday noon')
    await bob.presses('No')
    await bob.submits({ note: 'out this week' })
    expect(alice.lastDm()).toMatch("bob can't promise: review the draft")
    expect(alice.lastDm()).toMatch('out this week')
  })
})

describe('hostile words', () => {
  test.each([
    ['<!channel> hello', 'never a live mention'],
    ['\u202Eevil\u202C right to left', 'no marks that reorder'],
    ["'; drop table promises; --", 'SQL'],
    ['ship it 🎉🧵👩‍🚀', 'emoji'],
    ['x'.repeat(2900), 'long'],
    ['<https://evil.example|click> me', 'a link'],
    ['*bold* _it_ `code` ~no~', 'marks'],
  ])('%j: %s', async (what) => {
    const { bob, alice, db } = await workspace()
    await bob.types(`/promise @alice ${what} by Friday 3pm`, { raw: false })
    expect(await db.selectFrom('promises').selectAll().execute()).toHaveLength(1)
    const told = JSON.stringify([bob.seenMessages(), alice.dmMessages()])
    expect(told).not.toMatch(/<!channel|<https:\/\/evil|\u202E/)
  })
})
