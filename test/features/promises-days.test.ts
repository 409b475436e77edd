// Small things that people meet every day: said, unsaid, and reminded of in time.
import { sql } from 'kysely'
import { isWithinGrace } from '../../src/features/promises/domain/commitment.ts'
import { ruleOf } from '../../src/features/promises/domain/series.ts'
import { sendVerdict } from '../../src/nudges/delivery/send-policy.ts'
import type { Person } from '../../src/people/person.ts'
import { nextOccurrence } from '../../src/time/due-date/index.ts'
import { workspace } from '../support/workspace.ts'

const typed = '/promise @alice ship the deck by Friday 3pm'

describe('the end of the working day', () => {
  test('due at the end of the day, it is reminded of then; the promisor speaks first, the promisee hears at 11:00', async () => {
    const { bob, alice, clock } = await workspace({ now: 'Thu 09:00' })
    await bob.types('/promise @alice polish the teaser by Monday')
    await clock.to('Mon 17:00')
    expect(bob.lastDm()).toMatch('It is time: polish the teaser, for alice')
    await clock.to('Tue 09:00')
    expect(bob.lastDm()).toMatch('This was due: polish the teaser, for alice')
    expect(alice.dms().join()).not.toMatch('slipped')
    await clock.to('Tue 11:00')
    expect(alice.lastDm()).toMatch("bob's promise slipped: polish the teaser")
  })

  test('what a version before planned for the due time still follows up', async () => {
    const { bob, alice, clock, db } = await workspace({ now: 'Mon 09:00' })
    await bob.types('/promise @alice ship the deck by Wednesday 3pm')
    const { id, due_at } = await db.selectFrom('promises').select(['id', 'due_at']).executeTakeFirstOrThrow()
    const timer = await db
      .updateTable('nudges')
      .set({ kind: 'promises.past_due', dedupe_key: `${id}:past_due:${bob.id}:v1`, due_at })
      .where('kind', '=', 'promises.next_rung')
      .returning('id')
      .executeTakeFirstOrThrow()
    await db.updateTable('nudge_queue').set({ not_before: due_at }).where('nudge_id', '=', timer.id).execute()
    await clock.to('Thu 09:00')
    expect(bob.lastDm()).toMatch('This was due: ship the deck')
    await clock.to('Thu 11:00')
    expect(alice.lastDm()).toMatch("bob's promise slipped: ship the deck")
  })

  test('of what is due at one time the older promise stands first', async () => {
    const { bob, clock } = await workspace({ now: 'Mon 09:00' })
    for (const [index, what] of ['ship the deck', 'water the plants', 'call the bank'].entries()) {
      await clock.to(`Mon 09:0${index + 1}`)
      await bob.types(`/promise @alice ${what} by Wednesday 3pm`)
    }
    await clock.to('Wed 15:00')
    expect(bob.lastDm()).toMatch(/ship the deck[\s\S]*water the plants[\s\S]*call the bank/)
  })

  test('what is put off past the next reminders takes their place, though they were not planned yet', async () => {
    const { bob, clock } = await workspace({ now: 'Mon 09:00' })
    await bob.types('/promise @alice ship the deck by Thursday 3pm')
    await clock.to('Wed 09:00')
    await bob.picks('Remind me in…', 'Pick a time')
    await bob.submits({ date: '2026-03-12', time: '16:00' })
    await bob.closesModal()
    const heard = bob.dms().length
    await bob.types('/promise why')
    expect(bob.lastSeen()).not.toMatch('in the morning of the due day: planned')
    await clock.to('Thu 15:30')
    expect(bob.dms()).toHaveLength(heard)
    await clock.to('Thu 16:00')
    expect(bob.lastDm()).toMatch('You asked to be reminded: ship the deck')
    await clock.to('Fri 09:00')
    expect(bob.lastDm()).toMatch('This was due: ship the deck')
  })

  test('a promise that ends before its reminders leaves none; one that is kept at its time leaves what was said', async () => {
    const { bob, alice, clock, db } = await workspace({ now: 'Mon 09:00' })
    const leftOfNewest = async () => {
      const { id } = await db
        .selectFrom('promises')
        .select('id')
        .orderBy('made_at', 'desc')
        .executeTakeFirstOrThrow()
      const left = await db
        .selectFrom('nudges')
        .select(['kind', 'state'])
        .where('subject_id', '=', id)
        .execute()
      return left.map(({ kind, state }) => `${kind.replace('promises.', '')} ${state}`).toSorted()
    }
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await bob.opensHome()
    await bob.presses('Done', { in: 'home' })
    await alice.presses('Kept, thank you')
    expect(await leftOfNewest()).toEqual(['news sent', 'news sent', 'news sent'])
    await clock.to('Mon 09:05')
    await bob.types('/promise @alice water the plants by Friday 3pm')
    await clock.to('Fri 15:00')
    await bob.presses('Done')
    await alice.presses('Kept, thank you')
    expect(await leftOfNewest()).toEqual([
      'day_before sent',
      'due sent',
      'due_day sent',
      'news sent',
      'news sent',
      'news sent',
    ])
  })

  test('it may still go out within the hour after, and not later', () => {
    const hours = { zone: 'UTC', dayStart: '09:00', dayEnd: '17:00', workdays: [1, 2, 3, 4, 5], daysOff: [] }
    const bob = { hours, isDeactivated: false, dailyBudget: 5, muted: [] } as unknown as Person
    const dueAt = new Date('2026-03-09T17:00:00Z')
    const at = (now: string) =>
      sendVerdict({ class: 'nudge', kind: 'promises.due', dueAt }, bob, 0, new Date(now))
    expect(at('2026-03-09T17:00:20Z')).toEqual({ now: true })
    expect(at('2026-03-09T18:00:01Z')).toMatchObject({ now: false, held: 'working hours' })
  })

  test('the promisee who offers more time meanwhile hears nothing more of the slip', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types(typed)
    await clock.to('2026-03-16T09:30')
    await alice.opensHome()
    await alice.presses('Give more time', { in: 'home' })
    await alice.submits({ date: '2026-03-20', time: '12:00' })
    await clock.to('2026-03-16T12:00')
    expect(alice.dms().join()).not.toMatch('slipped')
  })
})

describe('done', () => {
  test('said within an hour of the due time it is kept on time, and the card shows when it was said', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types(typed)
    await clock.to('Fri 15:01')
    await bob.presses('Done')
    await clock.to('Fri 16:30')
    await alice.presses('Kept, thank you')
    expect(bob.lastDm()).toMatch('Kept, Fri 13 Mar 15:01.')
    const due = { at: new Date('2026-03-13T14:00:00Z'), zone: 'UTC', words: '' }
    expect(isWithinGrace({ due } as never, new Date('2026-03-13T15:00:01Z'))).toBe(false)
    const reminded = new Date('2026-03-13T14:30:00Z')
    expect(isWithinGrace({ due } as never, new Date('2026-03-13T15:30:00Z'), reminded)).toBe(true)
  })

  test('is taken back until it is answered, and told only to whom it was told', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types(typed)
    await clock.to('Fri 15:00')
    await bob.presses('Done')
    await bob.presses('Not done after all')
    expect(alice.lastDm()).toMatch('bob says it is not done after all: ship the deck')
    expect(alice.dmMessages().flatMap((dm) => alice.buttons(dm))).not.toContain('Kept, thank you')
    await bob.opensHome()
    await bob.presses('Done', { in: 'home' })
    await alice.presses('Kept, thank you')
    expect(bob.lastDm()).toMatch('kept, thank you')
  })

  test('taken back before it was told, it is never told', async () => {
    const { bob, alice, clock } = await workspace()
    await bob.types(typed)
    await alice.types('/forthright settings')
    await alice.submits({ away: '2026-03-16' })
    await clock.to('Fri 15:00')
    await bob.presses('Done')
    await bob.presses('Not done after all')
    await clock.to('2026-03-16T12:00')
    expect(alice.dms().join('\n')).not.toMatch('is done')
    expect(alice.dms().join('\n')).not.toMatch('after all')
  })
})

describe('a receipt', () => {
  test('is replaced by what came of it, and names what was undone', async () => {
    const { bob } = await workspace()
    await bob.types(typed)
    await bob.presses('Undo')
    expect(bob.seenMessages()).toHaveLength(1)
    expect(bob.lastSeen()).toMatch('Taken back: ship the deck, for alice\nalice is told.')
    expect(bob.buttons(bob.seenMessages().at(-1))).toEqual([])
  })

  test('after a change shows the promise as it is now, and from when it moved', async () => {
    const { bob } = await workspace()
    await bob.types(typed)
    await bob.presses('Change')
    await bob.submits({ date: '2026-03-12', time: '12:00' })
    expect(bob.seenMessages()).toHaveLength(1)
    expect(bob.lastSeen()).toMatch('Due Thu 12 Mar 12:00.')
    expect(bob.lastSeen()).toMatch('Moved from Fri 13 Mar 15:00.')
  })

  test('names a witness who is there, and keeps its bold with a star in the words', async () => {
    const { bob, carol } = await workspace()
    await bob.types('/circle @carol because you see how I work')
    await carol.presses("Yes, I'm in")
    await bob.types('/promise')
    await bob.submits({ to: ['alice'], what: 'ship the *star* deck.', date: '2026-03-13', witness: 'carol' })
    expect(bob.reads(bob.modal())).toMatch('Asked to be the witness: carol')
    expect(JSON.stringify(bob.modal())).toMatch('*You promised alice: ship the ∗star∗ deck.*')
  })
})

describe('a refusal', () => {
  test.each([
    ['send numbers', 'send numbers'],
    ['ship the deck by Feb 30', 'ship the deck'],
    ['ship the deck Feb 30', 'ship the deck'],
    ['ship the deck asap', 'ship the deck'],
    ['call the bank Friday the 14th', 'call the bank'],
    ['water plants on the 31st of April', 'water plants'],
  ])('of "%s" has an example that works as it stands, in one\'s own words', async (words, kept) => {
    const { bob, alice } = await workspace()
    await bob.types(`/promise @alice ${words}`)
    const example = /For example: `?(\/promise [^`]*)`?$/m.exec(bob.lastSeen())?.[1]
    expect(example).toBe(`/promise @alice ${kept} by Friday 3pm`)
    await bob.types(example!)
    expect(alice.lastDm()).toMatch(`bob promised you: ${kept}\n`)
  })
})

test('more time is offered at a sensible time, so that the form works untouched', async () => {
  const { bob, alice, clock } = await workspace()
  await bob.types(typed)
  await clock.to('Fri 15:00')
  await bob.presses('Need more time')
  expect(bob.modal()?.title?.text).toBe('Need more time')
  await bob.submits({})
  expect(alice.lastDm()).toMatch('From Fri 13 Mar 15:00 to Mon 16 Mar 15:00.')
  expect(alice.buttons(alice.dmMessages().at(-1))).not.toContain('Keep the old time')
})

test('the card of a counter-offer says after Fine what was agreed, and asks nothing', async () => {
  const { bob, alice } = await workspace()
  await alice.types('/promise ask @bob review the draft by Wednesday noon')
  await bob.presses('Another day')
  await bob.submits({ date: '2026-03-13', time: '12:00' })
  await alice.presses('Fine')
  expect(alice.lastDm()).toMatch('bob offered Fri 13 Mar 12:00: review the draft')
  expect(alice.lastDm()).toMatch('\nYou agreed, Mon 9 Mar 09:00')
  expect(alice.dms().join()).not.toMatch('asks to move')
})

test('an offer that waits for an answer is said once on the card that it answers', async () => {
  const { bob, alice } = await workspace()
  await alice.types('/promise ask @bob review the draft by Wednesday noon')
  await bob.presses('Another day')
  await bob.submits({ date: '2026-03-13', time: '12:00' })
  expect(bob.lastDm().match(/Fri 13 Mar 12:00/g)).toHaveLength(1)
})

test('a request that was declined was due at no time', async () => {
  const { bob, alice } = await workspace()
  await alice.types('/promise ask @bob review the draft by Wednesday noon')
  await bob.presses('No')
  await bob.submits({})
  expect(alice.lastDm()).toMatch("bob can't promise: review the draft\nIt was asked for by Wed 11 Mar 12:00.")
})

test('thanks and notes say until when they wait for the other side', async () => {
  const { bob, alice, clock } = await workspace()
  await bob.types(typed)
  await clock.to('Mon 19:30')
  await alice.presses('Thanks')
  expect(alice.lastSeen()).toMatch('It is 19:30 for bob, who hears of this Tue 10 Mar 09:00.')
  await bob.opensHome()
  await bob.presses('Done', { in: 'home' })
  await alice.opensHome()
  await alice.presses('Kept, and say why…', { in: 'home' })
  await alice.submits({ 'In your words': 'it was early' })
  expect(alice.reads(alice.modal())).toMatch('who hears of this Tue 10 Mar 09:00.')
})

test('the shortcut fills in what the message says, and by when', async () => {
  const { bob, alice } = await workspace()
  await alice.types('look at the numbers by Thursday noon', { in: '#general' })
  await bob.usesShortcut('Make it a promise', bob.messagesIn('#general').at(-1))
  await bob.submits({})
  expect(alice.lastDm()).toMatch('bob promised you: look at the numbers')
  expect(alice.lastDm()).toMatch('Due Thu 12 Mar 12:00')
})

describe('a series', () => {
  test('"every day" is on working days, and says its end', async () => {
    const { bob, clock, db } = await workspace({ now: 'Fri 08:00' })
    await bob.types('/promise @alice feed the cat every day at 9 until 25 December')
    expect(bob.lastSeen()).toMatch('every day at 9:00 until 25 December')
    await clock.to('Mon 08:59')
    const rows = await db.selectFrom('promises').select('due_at').orderBy('due_at').execute()
    expect(rows.map(({ due_at }) => due_at.toISOString().slice(0, 10))).toEqual(['2026-03-13', '2026-03-16'])
  })

  test('whose last three slipped asks both whether it goes on, and goes on when one says so', async () => {
    const { bob, alice, clock, db } = await workspace()
    await bob.types('/promise @alice feed the cat every weekday at 3pm')
    await clock.to('2026-03-12T11:00')
    for (const one of [bob, alice]) {
      expect(one.lastDm()).toMatch('The last 3 of these slipped: feed the cat')
      expect(one.dms().filter((words) => words.includes('slipped: feed the cat'))).toHaveLength(
        one === bob ? 1 : 3,
      )
    }
    expect(await db.selectFrom('promises').select('id').execute()).toHaveLength(3)
    await alice.presses('Go on')
    expect(alice.lastSeen()).toMatch('It goes on: feed the cat')
    expect(await db.selectFrom('promises').select('id').execute()).toHaveLength(4)
  })

  test('of which nobody speaks is asked about once, and told once to have lapsed', async () => {
    const { bob, alice, clock, db } = await workspace()
    await bob.types('/promise @alice feed the cat every weekday at 3pm')
    await clock.to('2026-03-23T09:30')
    for (const one of [bob, alice])
      expect(one.lastDm()).toMatch(
        'Those after it, due Tue 10 Mar 15:00 and Wed 11 Mar 15:00, are open too; this question is for all of them.',
      )
    await clock.to('2026-03-23T09:35')
    expect(bob.dms().join('\n')).toMatch(
      '• feed the cat, for alice, was due Mon 9 Mar 15:00, Tue 10 Mar 15:00 and Wed 11 Mar 15:00',
    )
    const before = [bob.dms().length, alice.dms().length]
    await clock.to('2026-03-27T12:00')
    expect([bob.dms().length, alice.dms().length]).toEqual(before)
    await clock.to('2026-03-30T12:00')
    await bob.opensHome()
    expect(bob.reads(bob.home())).toMatch('Repeats no more: one of these lapsed, as nobody spoke of it')
    await clock.to('2026-04-10T12:00')
    for (const one of [bob, alice])
      expect(one.dms().filter((words) => words.includes('This has lapsed'))).toHaveLength(1)
    const { rows } = await sql`select from promises where state = 'lapsed'`.execute(db)
    expect(rows).toHaveLength(3)
  })

  test('of every month keeps its day where the month has it', () => {
    const start = new Date('2026-01-29T10:00:00Z')
    const rule = ruleOf('month', start, 'UTC')!
    const dues = [start]
    for (let n = 0; n < 3; n++) dues.push(nextOccurrence(rule, dues.at(-1)!, 'UTC', start)!)
    expect(dues.map((at) => at.toISOString().slice(5, 10))).toEqual(['01-29', '02-28', '03-29', '04-29'])
    const april = new Date('2026-04-30T10:00:00Z')
    const next = nextOccurrence(ruleOf('month', april, 'UTC')!, april, 'UTC', april)
    expect(next?.toISOString().slice(5, 10)).toBe('05-30')
  })
})
