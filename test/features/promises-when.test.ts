import { workspace } from '../support/workspace.ts'

const form = { 'To whom?': '@alice', 'What?': 'ship the deck' }
const when = 'When, in your own words'

describe('a due time in a form’s own words', () => {
  test('is read on Enter and shown below, and the form keeps what it holds', async () => {
    const { bob } = await workspace({ now: 'Wed 09:00' })
    await bob.types('/promise')
    await bob.fills(form)
    await bob.picks(when, 'friday 3pm')
    expect(bob.reads(bob.modal())).toMatch('I read that as Fri 13 Mar 15:00.')
    await bob.submits({})
    expect(bob.reads(bob.modal())).toMatch('You promised alice: ship the deck\nDue Fri 13 Mar 15:00')
  })

  test('counts instead of the day and the time below', async () => {
    const { bob } = await workspace({ now: 'Wed 09:00' })
    await bob.types('/promise')
    await bob.submits({ ...form, [when]: 'in two hours' })
    expect(bob.reads(bob.modal())).toMatch('Due Wed 11 Mar 11:00')
  })

  test('may be a rule, which is said in words', async () => {
    const { bob, db } = await workspace({ now: 'Wed 09:00' })
    await bob.types('/promise')
    await bob.fills(form)
    await bob.picks(when, 'every Monday at 9')
    expect(bob.reads(bob.modal())).toMatch('then every Monday at 9:00')
    await bob.submits({})
    const { recurs } = await db.selectFrom('promises').select('recurs').executeTakeFirstOrThrow()
    expect(recurs).toBe('FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0')
  })

  test('that is none is refused with words that work, and nothing is stored', async () => {
    const { bob, db } = await workspace()
    await bob.types('/promise')
    await bob.fills(form)
    await bob.picks(when, 'by Friday or Monday')
    expect(bob.reads(bob.modal())).toMatch('Try "')
    await bob.submits({})
    expect(bob.errors().when).toMatch('Try "')
    expect(await db.selectFrom('promises').select('id').execute()).toEqual([])
  })

  test('in the form that changes a promise it moves this one, and a rule is refused', async () => {
    const { bob } = await workspace({ now: 'Wed 09:00' })
    await bob.types('/promise @alice ship the deck by Friday')
    await bob.presses('Change')
    await bob.picks(when, 'every Monday')
    await bob.submits({})
    expect(bob.errors().when).toMatch('Only this one moves here')
    await bob.picks(when, 'tomorrow noon')
    expect(bob.reads(bob.modal())).toMatch('Thu 12 Mar 12:00')
    await bob.submits({})
    expect(bob.lastSeen()).toMatch('Due Thu 12 Mar 12:00')
  })
})

describe('due words that belong to the promise', () => {
  test.each([
    ['/promise @alice book the table for two on Friday', 'book the table for two on Friday'],
    ['/promise @alice on Friday book the table', 'on Friday book the table'],
    ['/promise @alice book the table on Friday for two', 'book the table on Friday for two'],
    ['/promise @alice to book the table on Friday for @carol', 'book the table on Friday for @carol'],
    ['/promise @alice on Friday book the table at 3pm', 'on Friday book the table at 3pm'],
  ])('are put back into the form by the receipt’s menu: %s', async (typed, whole) => {
    const { bob } = await workspace({ now: 'Wed 09:00' })
    await bob.types(typed)
    await bob.picks('promises.more', 'No due time in there: it belongs to the promise')
    await bob.submits({ [when]: 'tomorrow noon' })
    expect(bob.lastSeen()).toMatch(`You promised alice: ${whole}\nDue Thu 12 Mar 12:00`)
  })

  test('a promise made in the form has none', async () => {
    const { bob } = await workspace()
    await bob.types('/promise')
    await bob.submits(form)
    expect(JSON.stringify(bob.modal())).not.toMatch('promises.more')
  })
})
