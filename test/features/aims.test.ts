// Aims are shown to nobody; an introduction comes about only by two yeses, once a month.
import { sql } from 'kysely'
import { matchesOf } from '../../src/features/aims/domain/match.ts'
import type { TestUser } from '../../playground/test-user.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const aims = (userId: string, ...lines: string[]) => ({ userId, lines })

test('Words are matched by their stems, rare ones first, and words that every aim holds say nothing', () => {
  const mine = aims('me', 'I want to learn teaching statistics', 'build a garden')
  const [best, next, ...none] = matchesOf(mine, [
    aims('a', 'Become a better teacher of statistics'),
    aims('b', 'Learn to want to build something new'),
    aims('c', 'Statistics for sales'),
  ])
  expect(best).toEqual({ userId: 'a', shared: ['teaching', 'statistics'] })
  expect(next).toEqual({ userId: 'c', shared: ['statistics'] })
  expect(none).toEqual([])
  expect(matchesOf(aims('me', 'Öffentlich sprechen'), [aims('a', 'besser sprechen lernen')])).toHaveLength(1)
  expect(matchesOf(aims('me', '統計を学ぶ'), [aims('a', '統計モデル')])).toHaveLength(1)
})

test('A word of most people introduces nobody', () => {
  const crowd = Array.from({ length: 10 }, (_, n) => aims(`u${n}`, n < 8 ? 'Grow our platform' : 'Paint'))
  expect(matchesOf(aims('me', 'The platform'), crowd)).toEqual([])
})

async function saves(who: TestUser, line: string, looks = true): Promise<void> {
  await who.types('/people aims')
  await who.submits({
    'What do you want to build or learn?': line,
    ...(looks && {
      'Introductions, at most one a month': ['Introduce me to somebody who wants much the same'],
    }),
  })
}

async function twoWhoLook(): Promise<Workspace> {
  const made = await workspace({ now: 'Mon 09:00' })
  await saves(made.bob, 'Teach statistics to people in sales')
  await made.bob.closesModal()
  await saves(made.carol, 'Learn statistics', false)
  await made.carol.closesModal()
  await saves(made.alice, 'Learn statistics properly')
  return made
}

test('Two who both look and both say yes are introduced; before that no name is told', async () => {
  const { alice, bob, carol, mallory, db, clock } = await twoWhoLook()
  await alice.presses('Find somebody')
  const offer = alice.reads(alice.modal())
  expect(offer).toMatch('your aims share statistics')
  expect(offer).not.toMatch(/bob|carol|sales/)
  expect(bob.dms()).toEqual([])
  await alice.presses('Ask them')
  expect(bob.lastDm()).toMatch('your aims share statistics')
  expect(bob.lastDm()).not.toMatch(/alice|properly/)
  expect(alice.dms()).toEqual([])
  await bob.presses('Introduce us')
  expect(alice.lastDm()).toMatch('bob and you both said yes')
  expect(bob.dms().join()).toMatch('alice and you both said yes')
  for (const one of [carol, mallory]) expect(one.dms()).toEqual([])
  const stored = JSON.stringify([
    await db.selectFrom('aims').select('lines').execute(),
    await db.selectFrom('aim_introductions').select('shared').execute(),
  ])
  expect(stored).not.toMatch(/statistics/i)
  await alice.closesModal()
  await saves(alice, 'Learn statistics properly')
  await alice.presses('Find somebody')
  expect(alice.reads(alice.modal())).toMatch('From Mon 6 Apr on I look again')
  await clock.to('2026-04-06T09:01')
  await alice.closesModal()
  await saves(alice, 'Learn statistics properly')
  await alice.presses('Find somebody')
  expect(alice.reads(alice.modal())).toMatch('Nobody who may be introduced shares your aims')
})

test('A no is told to nobody, on either side', async () => {
  const { alice, bob } = await twoWhoLook()
  await alice.presses('Find somebody')
  await alice.presses('Ask them')
  await bob.presses('No, thank you')
  expect(bob.lastDm()).toMatch('You were not introduced. Nobody is told')
  expect(alice.dms()).toEqual([])
})

test('Whom the first drops is not asked, and can still be found by others', async () => {
  const { alice, bob, carol } = await twoWhoLook()
  await alice.presses('Find somebody')
  await alice.presses('No, thank you')
  expect(bob.dms()).toEqual([])
  await saves(carol, 'Learn statistics')
  await carol.presses('Find somebody')
  await carol.presses('Ask them')
  expect(bob.lastDm()).toMatch('would like to meet you')
})

test('"Don\'t look for me any more" ends it for good, and blocks and guests are left out', async () => {
  const { alice, bob, carol, person } = await workspace({ cast: { gil: { isRestricted: true } } })
  await saves(bob, 'Teach statistics')
  await bob.closesModal()
  await saves(alice, 'Learn statistics')
  await alice.presses('Find somebody')
  await alice.presses('Ask them')
  await bob.presses("Don't look for me any more")
  expect(bob.lastSeen()).toMatch('You are not looked for any more')
  await alice.types('/circle not @carol')
  await saves(carol, 'Learn statistics')
  await carol.presses('Find somebody')
  expect(carol.reads(carol.modal())).toMatch('Nobody who may be introduced')
  await person('gil').types('/people aims')
  expect(person('gil').lastSeen()).toMatch('for the colleagues of this workspace')
})

test('Each Monday somebody is looked for by itself; what is found is said once, and costs the one of the month', async () => {
  const { alice, bob, carol, clock, db } = await workspace({ now: 'Wed 09:00' })
  await saves(alice, 'Learn statistics properly')
  expect(alice.reads(alice.modal())).toMatch('Each Monday I look')
  await alice.presses('Find somebody')
  expect(alice.reads(alice.modal())).toMatch('I look again each Monday')
  await clock.to('2026-03-17T12:00')
  expect(alice.dms()).toEqual([])
  await saves(bob, 'Teach statistics to people in sales')
  await saves(carol, 'Read about statistics')
  await clock.to('2026-03-24T12:00')
  const found = [alice, bob, carol].filter((one) =>
    one.dms().join().includes('Somebody here wants much the same'),
  )
  expect(found.map(({ name }) => name)).toContain('alice')
  expect(alice.dms()).toHaveLength(1)
  expect(alice.lastDm()).not.toMatch(/bob|carol|sales/)
  await alice.presses('Ask them', { in: 'message' })
  expect(alice.lastDm()).toMatch('I ask, without your name')
  const asked = [bob, carol].filter((one) => one.dms().join().includes('as you, and would like to meet you'))
  expect(asked).toHaveLength(1)
  await alice.types('/people aims')
  await alice.submits({ 'What do you want to build or learn?': '' })
  await clock.to('2026-05-20T12:00')
  expect(alice.dms()).toHaveLength(1)
  const { rows } =
    await sql`select 1 from nudge_queue q join nudges d on d.team_id = q.team_id and d.id = q.nudge_id
    where d.kind = 'aims.look' and d.user_id = ${alice.id}`.execute(db)
  expect(rows).toEqual([])
})
