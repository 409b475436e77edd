import { sql } from 'kysely'
import { workspace } from '../support/workspace.ts'

describe('the history of a promise', () => {
  test('tells both sides everything that happened, in their own time', async () => {
    const { bob, alice, clock } = await workspace({ cast: { alice: { tz: 'Europe/London' } } })
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await clock.to('Thu 09:00')
    await bob.presses('Need more time')
    await bob.submits({ date: '2026-03-16', time: '12:00', note: 'legal is slow' })
    await bob.closesModal()
    await alice.presses('Accept')
    await clock.to('Fri 12:00')
    await bob.opensHome()
    await bob.presses('Done', { in: 'home' })
    await alice.presses('Not yet')
    await alice.submits({ note: 'the last slide' })
    await alice.closesModal()
    await bob.opensHome()
    await bob.presses('Done', { in: 'home' })
    await alice.presses('Kept, and say why…')
    await alice.submits({ note: 'it won the room', currency: 'Position: it helped my standing' })
    await alice.closesModal()

    await bob.types('/promise list closed')
    await bob.presses('History')
    const told = bob.reads(bob.modal())
    expect(told).toMatch(
      [
        'Fri 13 Mar 12:00 · alice said it is kept\n> it won the room',
        'Fri 13 Mar 12:00 · bob said it is done',
        'Fri 13 Mar 12:00 · alice said it is not done yet\n> the last slide',
        'Fri 13 Mar 12:00 · bob said it is done',
        'Thu 12 Mar 09:00 · alice agreed to Mon 16 Mar 12:00',
        'Thu 12 Mar 09:00 · bob offered Mon 16 Mar 12:00\n> legal is slow',
        'Mon 9 Mar 09:00 · bob promised it, due Fri 13 Mar 15:00',
      ].join('\n'),
    )
    expect(told).toMatch('Worth: position.')
    expect(told).toMatch('What alice valued in what you kept: position 1.')

    await alice.types('/promise list kept')
    await alice.presses('History')
    expect(alice.reads(alice.modal())).toMatch('Thu 12 Mar 08:00 · bob offered Mon 16 Mar 11:00')
    expect(alice.reads(alice.modal())).toMatch('What you valued in what bob kept: position 1.')
  })

  test('is turned page by page when it is long', async () => {
    const { bob, alice, db } = await workspace()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    await sql`insert into promise_events (team_id, promise_id, seq, at, who, action)
      select team_id, id, n, made_at, promisee, 'bump' from promises, generate_series(2, 100) as n`.execute(
      db,
    )
    await alice.opensHome()
    await alice.presses('History', { in: 'home' })
    expect(alice.modal()!.blocks.length).toBeLessThanOrEqual(100)
    expect(alice.reads(alice.modal())).not.toMatch('promised it')
    await alice.presses('Earlier')
    await alice.presses('Earlier')
    expect(alice.reads(alice.modal())).toMatch('bob promised it')
    await alice.presses('Later')
    expect(alice.reads(alice.modal())).not.toMatch('promised it')
  })

  test('loses nothing: what was written stays as it was written', async () => {
    const { bob, alice, clock, db } = await workspace()
    const history = () => db.selectFrom('promise_events').selectAll().orderBy('seq').execute()
    await bob.types('/promise @alice ship the deck by Friday 3pm')
    const deeds = [
      () => alice.presses('Thanks'),
      () => clock.to('Fri 15:00'),
      () => bob.presses('Done'),
      () => alice.presses('Not yet').then(() => alice.submits({})),
      () => clock.to('2026-05-01T12:00'),
    ]
    let before = await history()
    for (const deed of deeds) {
      await deed()
      const after = await history()
      expect(after.slice(0, before.length)).toEqual(before)
      before = after
    }
    expect(before.map(({ action }) => action)).toEqual(['make', 'thank', 'claim', 'not_yet', 'lapse'])
  })
})
