// What one person makes another hear: hours, budgets, limits, and "No more from Mallory".
import fc from 'fast-check'
import { nextNoticeAt, noticesAnHour, type Heard } from '../../src/nudges/notice-limit.ts'
import { workspace } from '../support/workspace.ts'

describe('a notice keeps hours', () => {
  const inNewYork = { cast: { alice: { tz: 'America/New_York' } }, now: 'Mon 11:00' }

  test('it waits for the morning of whom it is to, and the receipt says until when', async () => {
    const { bob, alice, clock } = await workspace(inNewYork)
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    expect(bob.lastSeen()).toMatch(
      'It is 06:00 for alice, who hears of this Mon 9 Mar 14:00 your time, 09:00 for alice.',
    )
    expect(alice.dms()).toEqual([])
    await alice.types('/promise why')
    expect(alice.lastSeen()).toMatch('held until Mon 9 Mar 09:00 (held: working hours)')
    await clock.to('Mon 14:00')
    expect(alice.dms()).toHaveLength(1)
    expect(alice.lastDm()).toMatch('bob promised you: ship the deck')
  })

  test('an invitation and an offer of feedback wait too, and their receipts say until when', async () => {
    const { bob, alice, carol, mallory, clock } = await workspace({ now: 'Mon 20:00' })
    await bob.types('/circle @alice @carol because you see how I run meetings')
    expect(bob.lastSeen()).toMatch('It is 20:00 for alice and carol, who hear of this Tue 10 Mar 09:00.')
    await bob.types('/circle together @alice @carol')
    expect(bob.lastSeen()).toMatch('for alice and carol, who hear of this Tue 10 Mar 09:00.')
    const held = 'It is 20:00 for alice, who hears of this Tue 10 Mar 09:00.'
    await bob.types('/candor @alice')
    expect(bob.lastSeen()).toMatch(held)
    await bob.types('/between @alice')
    expect(bob.lastSeen()).toMatch(held)
    await bob.types('/promise goals')
    await bob.presses('New goal')
    await bob.submits({ 'What do you want to reach together?': 'Open the clinic', 'With whom?': ['@alice'] })
    expect(bob.reads(bob.modal())).toMatch(held)
    // The same where nobody is told.
    await carol.types('/circle not @mallory')
    await mallory.types('/circle @carol')
    expect(mallory.lastSeen()).toMatch('It is 20:00 for carol, who hears of this Tue 10 Mar 09:00.')
    for (const one of [alice, carol]) expect(one.dms()).toEqual([])
    await clock.to('Tue 09:01')
    expect(alice.dms().join('\n')).toMatch('bob')
    expect(carol.dms().join('\n')).not.toMatch('mallory')
    await bob.types('/candor @carol')
    expect(bob.lastSeen()).not.toMatch('of this')
  })

  test('Tell alice now tells it at once, and once', async () => {
    const { bob, alice, clock } = await workspace(inNewYork)
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await bob.presses('Tell alice now')
    expect(alice.dms()).toHaveLength(1)
    expect(bob.lastSeen()).toMatch('alice hears of it now.')
    expect(bob.buttons(bob.seenMessages().at(-1))).not.toContain('Tell alice now')
    await clock.to('Mon 15:00')
    expect(alice.dms()).toHaveLength(1)
  })

  test('nobody hurries what another one said, whatever a button says', async () => {
    const { bob, alice, mallory, db } = await workspace(inNewYork)
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    const { id } = await db.selectFrom('promises').select('id').executeTakeFirstOrThrow()
    await mallory.types('/promise @alice water the plants by Friday 3pm')
    const own = await db.selectFrom('promises').select('id').where('id', '<>', id).executeTakeFirstOrThrow()
    const receipt = mallory.seenMessages().at(-1)!
    receipt.blocks = JSON.parse(JSON.stringify(receipt.blocks).replaceAll(own.id, id))
    await mallory.presses('Tell alice now')
    expect(mallory.lastSeen()).toMatch('That was told already, or is not yours to tell.')
    expect(alice.dms()).toEqual([])
  })

  test('what is due before that morning is told at once', async () => {
    const { bob, alice } = await workspace({ now: 'Mon 18:00' })
    await bob.types('/promise @alice ship the deck by Tuesday 8:30am')
    expect(alice.lastDm()).toMatch('bob promised you: ship the deck')
    expect(bob.lastSeen()).not.toMatch('who hears of this')
    await bob.types('/promise @alice call the bank by Thursday noon')
    expect(bob.lastSeen()).toMatch('It is 18:00 for alice, who hears of this Tue 10 Mar 09:00.')
    expect(alice.dms()).toHaveLength(1)
  })

  test('of what waited together each thing is said once', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types('/forthright settings')
    await bob.submits({ away: '2026-03-12' })
    await bob.closesModal()
    await alice.types('/promise ask @bob review the draft by Friday noon')
    await clock.to('Thu 09:20')
    expect(bob.dms()).toHaveLength(1)
    expect(bob.lastDm().match(/review the draft/g)).toHaveLength(1)
    await bob.presses('I promise')
    expect(alice.lastDm()).toMatch('bob promises: review the draft')
    expect(bob.lastDm()).toMatch('review the draft')
  })
})

describe('No more from Mallory', () => {
  test('stands in the menu of what came from her, and stops every road; she is told only that it can not be sent', async () => {
    const { bob, mallory, carol, alice, clock, db } = await workspace()
    await mallory.types('/circle @bob because you see how I run meetings')
    await bob.presses("Yes, I'm in")
    await mallory.types('/promise @bob carry the water by Friday')
    await mallory.types('/promise ask @bob fetch the wood by Friday')
    await mallory.types('/candor @bob')
    await bob.presses('No more from mallory', { beside: 'carry the water' })
    expect(bob.modal()?.title?.text).toBe('No more from mallory')
    expect(bob.reads(bob.modal())).toMatch('Requests that wait for you are declined')
    await bob.submits()
    await bob.closesModal()
    expect(mallory.lastDm()).toMatch("bob can't promise: fetch the wood")
    const before = bob.dms().length

    await mallory.types('/promise @bob sweep the floor by Friday')
    expect(mallory.lastSeen()).toMatch("bob can't be sent this. Nothing was sent.")
    await mallory.types('/promise ask @bob @carol sweep the floor by Friday')
    expect(mallory.lastSeen()).toMatch("bob can't be sent this.")
    expect(carol.lastDm()).toMatch('sweep the floor')
    await mallory.types('/promise')
    await mallory.submits({ to: ['bob'], what: 'sweep the stairs', date: '2026-03-13' })
    expect(mallory.reads(mallory.modal())).toMatch("bob can't be sent this.")
    await mallory.closesModal()
    await bob.types('is anybody there?', { in: '#general' })
    await mallory.usesShortcut('Ask for a promise', bob.messagesIn('#general').at(-1))
    await mallory.submits({ what: 'sweep the yard', date: '2026-03-13' })
    expect(mallory.reads(mallory.modal())).toMatch("bob can't be sent this.")
    await mallory.closesModal()
    await mallory.types('/circle @bob')
    expect(mallory.lastSeen()).toMatch("bob can't be sent this.")
    await mallory.types('/candor @bob')
    expect(mallory.lastSeen()).toMatch("bob can't be sent this.")
    await mallory.opensHome()
    await mallory.presses('Need more time', { in: 'home', beside: 'carry the water' })
    await mallory.submits({ date: '2026-03-20', time: '12:00', note: 'let me in' })
    expect(mallory.reads(mallory.modal())).toMatch("bob can't be sent this.")
    await mallory.closesModal()
    await clock.to('Thu 12:00')
    expect(bob.dms()).toHaveLength(before)

    await mallory.presses('Done', { in: 'home', beside: 'carry the water' })
    expect(bob.lastDm()).toMatch('mallory says it is done: carry the water')
    await alice.types('/promise @bob water the plants by Friday')
    expect(bob.lastDm()).toMatch('alice promised you: water the plants')
    const rows = await db.selectFrom('refusals').select('everything').execute()
    expect(rows).toEqual([{ everything: true }])
  }, 60_000)

  test('drops what was on its way, stands in Settings, and has its way back there', async () => {
    const { bob, mallory, clock } = await workspace({ now: 'Mon 12:00' })
    await mallory.types('/promise @bob carry the water by Friday')
    await clock.to('Mon 18:00')
    await mallory.types('/candor @bob')
    await mallory.types('/promise @bob fetch the wood by Thursday noon')
    await bob.presses('No more from mallory')
    await bob.submits()
    await bob.closesModal()
    await clock.to('Tue 12:00')
    expect(bob.dms()).toHaveLength(1)
    await bob.types('/forthright why')
    expect(bob.lastSeen()).toMatch('you want nothing from whoever it was from')
    await bob.types('/forthright settings')
    expect(bob.reads(bob.modal())).toMatch("mallory can't send you anything.")
    await bob.presses('Allow again')
    await bob.closesModal()
    await mallory.types('/promise @bob sweep the floor by Friday')
    expect(bob.lastDm()).toMatch('mallory promised you: sweep the floor')
  })

  test('what a series has open goes on, and no further', async () => {
    const { bob, mallory, clock, db } = await workspace()
    await mallory.types('/promise @bob send the figures every Monday at 10am')
    await bob.presses('No more from mallory')
    await bob.submits()
    await clock.to('2026-03-30T12:00')
    expect(await db.selectFrom('promises').select('id').execute()).toHaveLength(1)
  })
})

describe('the budget of one person towards another', () => {
  test('25 promises made and taken back are at most five messages in the hour, and one after it', async () => {
    const { bob, mallory, carol, clock } = await workspace()
    for (let n = 0; n < 25; n++) {
      await mallory.types(`/promise @bob carry water ${n} by Friday`)
      await mallory.presses('Undo')
    }
    expect(bob.dms()).toHaveLength(5)
    await carol.types('/promise @bob bring the cake by Friday')
    expect(bob.lastDm()).toMatch('carol promised you: bring the cake')
    await clock.to('Mon 12:00')
    expect(bob.dms().length).toBeLessThanOrEqual(7)
  })

  test('requests beyond twenty are refused in words to the asker alone, and take nothing of the one who is asked', async () => {
    const { bob, mallory, alice, clock, db } = await workspace()
    for (let n = 0; n < 22; n++) await mallory.types(`/promise ask @bob carry water ${n} by Friday`)
    expect(mallory.lastSeen()).toMatch('20 requests of yours wait for bob already.')
    expect(mallory.seen().filter((said) => said.includes('within the hour; this is told')).length).toBe(15)
    expect(await db.selectFrom('promises').select('id').execute()).toHaveLength(20)
    expect(bob.dms()).toHaveLength(5)
    await bob.types('/promise @alice ship the deck by Friday')
    expect(alice.lastDm()).toMatch('bob promised you: ship the deck')
    await clock.to('Mon 10:01')
    expect(bob.dms()).toHaveLength(6)
    expect(bob.lastDm()).toMatch('15 things for you')
  }, 60_000)

  test('no hour has more than five messages, however they come, and the last one is told within an hour', () => {
    const minute = 60_000
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 }), (gaps) => {
        const sent: { at: number; notices: number }[] = []
        let waiting = 0
        let at = 0
        const heardAt = (now: number): Heard | undefined => {
          const recent = sent.filter((one) => one.at > now - 60 * minute)
          const last = recent.at(-1)
          return (
            last && {
              notices: recent.reduce((sum, { notices }) => sum + notices, 0),
              last: new Date(last.at),
            }
          )
        }
        const deliver = (now: number) => {
          const free = nextNoticeAt(heardAt(now))
          if (!waiting || (free && free.getTime() > now)) return
          sent.push({ at: now, notices: waiting })
          waiting = 0
        }
        for (const gap of gaps) {
          for (let step = 0; step < gap; step++) deliver((at += minute))
          waiting++
          deliver(at)
        }
        const end = at
        while (waiting) deliver((at += minute))
        const perHour = sent.map((one) =>
          sent.filter((other) => other.at >= one.at && other.at < one.at + 60 * minute),
        )
        return perHour.every((hour) => hour.length <= noticesAnHour) && at - end <= 60 * minute
      }),
    )
  })
})

describe('a guest', () => {
  const withGil = { cast: { gil: { isRestricted: true } } }

  test('promises to people who gave them their word, and is asked by them alone', async () => {
    const { bob, alice, person } = await workspace(withGil)
    const gil = person('gil')
    await gil.types('/promise @bob carry the water by Friday')
    expect(gil.lastSeen()).toMatch(
      'can promise something to people who have given you their word. bob has not yet.',
    )
    await alice.types('/promise ask @gil fetch the wood by Friday')
    expect(alice.lastSeen()).toMatch(
      'gil is a guest here, and can be asked by people who have given gil their word.',
    )
    await bob.types('/promise @gil show the house by Thursday noon')
    expect(gil.lastDm()).toMatch('bob promised you: show the house')
    await gil.types('/promise @bob carry the water by Friday')
    expect(bob.lastDm()).toMatch('gil promised you: carry the water')
    await bob.types('/promise ask @gil fetch the wood by Friday')
    expect(gil.lastDm()).toMatch('bob asks for your word: fetch the wood')
  })

  test('thanks nobody out of a list, asks nobody to talk, and asks nobody into a goal', async () => {
    const { alice, bob, person, slack } = await workspace({ cast: { gil: {} } })
    const gil = person('gil')
    await gil.types('/people @bob friend')
    await gil.types('/promise goals')
    await gil.presses('New goal')
    // The window was open when they became a guest.
    slack.change(gil.id, { isRestricted: true })
    await slack.settled()
    await gil.submits({ 'What do you want to reach together?': 'Open the clinic', 'With whom?': ['@alice'] })
    expect(gil.errors().people).toBe('This is for full members of the workspace.')
    await gil.closesModal()
    await gil.types('/promise goals')
    await gil.presses('New goal')
    expect(gil.reads(gil.modal())).toMatch('This is for full members of the workspace.')
    await gil.closesModal()
    for (const verb of ['Say thank you', 'Ask to talk']) {
      await gil.types('/people')
      await gil.presses(verb, { beside: 'bob' })
      expect([gil.lastSeen(), gil.reads(gil.modal())].join()).toMatch('This is for full members')
      await gil.closesModal()
    }
    for (const one of [alice, bob]) expect(one.dms()).toEqual([])
  })

  test('takes no part in circles and feedback, and is offered neither', async () => {
    const { alice, person, slack, app, db } = await workspace({ cast: { gil: {} } })
    const gil = person('gil')
    await alice.types('/circle @gil because you see how I run meetings')
    await gil.presses("Yes, I'm in")
    slack.change(gil.id, { isRestricted: true })
    await slack.settled()
    await app.idle()
    const { standing } = await db.selectFrom('circle_members').select('standing').executeTakeFirstOrThrow()
    expect(standing).toBe('left')
    for (const typed of ['/candor @alice', '/candor', '/circle @alice']) {
      await gil.types(typed)
      expect(gil.lastSeen()).toMatch('you are a guest here, so nothing was stored')
    }
    await gil.types('/forthright help')
    expect(gil.lastSeen()).not.toMatch(/\/candor|\/circle/)
    await gil.opensHome()
    expect(gil.reads(gil.home())).not.toMatch(/circle|candor/i)
  })
})
