// Whose turn it is, how often, and what becomes of a round when people go, are late, or say nothing.
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Tx } from '../../src/db/database.ts'
import { createCipher } from '../../src/db/encryption.ts'
import type { TestUser } from '../../playground/test-user.ts'
import { newRound, startRound } from '../../src/features/candor/handlers/start-round.ts'
import { insertRound } from '../../src/features/candor/store/round-store.ts'
import { findPeople } from '../../src/people/store.ts'
import { hasRoom, maxPerWeek, whoseTurn } from '../../src/features/candor/domain/round.ts'
import { dayAfter, firstQuestionDay, usual } from '../../src/features/candor/domain/schedule.ts'
import { questionOf, readQuestions } from '../../src/features/candor/domain/question.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const label = 'answer'

async function invites(made: Workspace, asker: TestUser, ...names: string[]): Promise<void> {
  await asker.types(`/circle ${names.map((name) => `@${name}`).join(' ')} be frank`)
  for (const name of names) {
    const ally = made.person(name)
    await ally.presses("Yes, I'm in", { on: ally.dmMessages().at(-1)! })
  }
}

const at = (text: string) => new Date(text)
const ally = (userId: string, asked: string[], lastByAsker?: string) => ({
  userId,
  zone: 'Europe/Paris',
  asked: asked.map(at),
  lastByAsker: lastByAsker ? at(lastByAsker) : undefined,
})

test('Longest unasked first, and nobody who had two questions within seven days', () => {
  const now = at('2026-03-12T09:00:00Z')
  const turn = whoseTurn(
    [
      ally('lately', ['2026-03-05T09:00:00Z'], '2026-03-05T09:00:00Z'),
      ally('never', []),
      ally('full', ['2026-03-09T09:00:00Z', '2026-03-10T09:00:00Z']),
      ally('long ago', [], '2026-02-01T09:00:00Z'),
    ],
    2,
    now,
  )
  expect(turn).toEqual(['never', 'long ago'])
})

test('A week later at the same hour, give or take a few minutes, is a new week', () => {
  const asked = ally('bob', ['2026-03-05T09:07:00Z', '2026-03-05T10:00:00Z'])
  expect(hasRoom(asked, at('2026-03-12T09:00:00Z'))).toBe(true)
  expect(hasRoom(asked, at('2026-03-11T22:00:00Z'))).toBe(false)
  expect(maxPerWeek).toBe(2)
})

test('The weekly hour is the wall clock’s through a change of summer time; what was missed stays missed', () => {
  const paris = 'Europe/Paris'
  expect(firstQuestionDay(usual, paris, at('2026-03-11T23:30:00Z'))).toBe('2026-03-12')
  expect(firstQuestionDay(usual, paris, at('2026-03-12T09:00:00Z'))).toBe('2026-03-19')
  const schedule = { ...usual, id: 'x', userId: 'u', nextOn: '2026-03-26' }
  expect(dayAfter(schedule, paris, at('2026-03-26T09:00:00Z'))).toBe('2026-04-02')
  expect(dayAfter({ ...schedule, cadence: 'fortnightly' }, paris, at('2026-03-26T09:00:00Z'))).toBe(
    '2026-04-09',
  )
  expect(dayAfter({ ...schedule, cadence: 'monthly' }, paris, at('2026-03-26T09:00:00Z'))).toBe('2026-04-23')
  expect(dayAfter(schedule, paris, at('2026-05-01T09:00:00Z'))).toBe('2026-05-07')
})

test('Questions take turns: the workspace’s, then one’s own', () => {
  const asked = [0, 1, 2, 3].map((begun) => questionOf(begun, ['A?', 'B?'], ['Mine?']))
  expect(asked).toEqual(['A?', 'B?', 'Mine?', 'A?'])
  expect(questionOf(0, [], [])).toBe('What am I missing?')
  expect(readQuestions(' One? \n\nTwo?\nOne?')).toEqual(['One?', 'Two?'])
  expect(readQuestions('x'.repeat(301))).toBeUndefined()
})

test('Nobody gets a third question within a week, however many circles they are in', async () => {
  const made = await workspace({ now: 'Mon 09:00', cast: { dan: {} } })
  const { alice, carol, mallory, bob } = made
  for (const asker of [alice, carol, mallory]) await invites(made, asker, 'bob', 'dan')
  for (const asker of [alice, carol]) {
    await asker.types('/candor ask now')
    await asker.presses('Ask them')
  }
  const asks = () => bob.dms().filter((text) => text.includes('asks you')).length
  expect(asks()).toBe(2)
  await mallory.types('/candor ask now')
  expect(mallory.lastSeen()).toMatch('had two questions this week')
  await made.clock.to('2026-03-16T09:00')
  await mallory.types('/candor ask now')
  await mallory.presses('Ask them', { in: 'ephemeral' })
  expect(asks()).toBeLessThanOrEqual(4)
  expect(bob.dms().join()).toMatch('mallory asks you')
})

test('Two askers who press at once can’t both take somebody’s last place of the week', async () => {
  const made = await workspace({ now: 'Mon 09:00' })
  const { alice, carol, mallory, bob, db } = made
  for (const asker of [alice, carol, mallory]) await invites(made, asker, 'bob')
  await alice.types('/candor ask now')
  await alice.presses('Ask them')
  const carols = await db.startTransaction().execute()
  const opened = await ask(carol, carols)
  let isDone = false
  const mallorys = db
    .transaction()
    .execute((tx) => ask(mallory, tx))
    .finally(() => (isDone = true))
  // Carol's asking is not committed yet: Mallory's has to wait for it.
  while (!isDone && !(await someoneWaits())) await setImmediate()
  await carols.commit().execute()
  expect(opened?.asked).toEqual([bob.id])
  expect(await mallorys).toBeUndefined()

  async function ask(asker: TestUser, tx: Tx) {
    const { teamId } = asker.person()
    const cipher = createCipher(made.config.encryptionKey!)
    const scope = { teamId, db: tx, now: made.clock.read(), cipher }
    const me = (await findPeople(tx, teamId, [asker.id])).get(asker.id)!
    const round = newRound(asker.id, 'What am I missing?')
    await insertRound(scope, round, scope.now)
    return startRound(scope, me, round, [bob.id])
  }
  async function someoneWaits(): Promise<boolean> {
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    return rows[0]!.waiting > 0
  }
})

test('With one asked at a time, the allies take turns', async () => {
  const made = await workspace({ now: 'Mon 09:00' })
  const { alice, bob, carol, clock } = made
  await invites(made, alice, 'bob', 'carol')
  await alice.types('/candor settings')
  await alice.submits({
    'How many are asked at a time?': '1',
    And: ['Ask by itself, without showing me first'],
  })
  await alice.closesModal()
  const asks = (hand: TestUser) => hand.dms().filter((text) => text.includes('asks you')).length
  await clock.to('2026-03-12T11:00')
  expect(asks(bob) + asks(carol)).toBe(1)
  await clock.to('2026-03-19T11:00')
  expect([asks(bob), asks(carol)]).toEqual([1, 1])
  await clock.to('2026-04-02T11:00')
  expect([asks(bob), asks(carol)]).toEqual([2, 2])
})

test('A prompt that lies four weeks is not sent a fifth time, and any press begins again', async () => {
  const made = await workspace({ now: 'Mon 09:00' })
  const { alice, clock } = made
  await invites(made, alice, 'bob')
  const prompts = () => alice.dms().filter((text) => /This week's question|Skipped/.test(text)).length
  await clock.to('2026-04-09T12:00')
  expect(prompts()).toBe(5)
  expect(alice.lastDm()).toMatch('so I stop here')
  await clock.to('2026-05-08T12:00')
  expect(prompts()).toBe(5)
  await alice.types('/candor ask now')
  await alice.presses('Skip this week', { in: 'ephemeral' })
  await clock.to('2026-05-14T12:00')
  expect(prompts()).toBe(6)
})

test('Alone, the weekly prompt helps to choose the first person, and keeps a note that nobody else reads', async () => {
  const { alice, bob, clock } = await workspace({ now: 'Mon 09:00' })
  await alice.types('/candor settings')
  await alice.submits()
  expect(alice.reads(alice.modal())).toMatch('Nobody is in your circle yet')
  await alice.closesModal()
  await clock.to('Thu 10:00')
  expect(alice.lastDm()).toMatch('One person is enough to begin with')
  await alice.presses('Write a note to myself')
  await alice.submits({ 'What might I be missing?': 'I avoid Dan' })
  await alice.closesModal()
  await alice.types('/candor note')
  expect(alice.reads(alice.modal())).toMatch('I avoid Dan')
  await alice.closesModal()
  await bob.types('/candor note')
  expect(bob.reads(bob.modal())).not.toMatch('I avoid Dan')
  await alice.presses('Choose someone')
  await alice.submits({ 'Who would tell you?': ['@bob'] })
  expect(bob.lastDm()).toMatch('alice would like to hear from you')
})

test('Own questions and those of the workspace take turns; everybody sees who changed the latter', async () => {
  const made = await workspace({ now: 'Mon 09:00' })
  const { alice, carol, clock } = made
  await invites(made, alice, 'bob')
  await carol.types('/candor questions')
  await carol.submits({ 'One question a line': 'What should I stop?' })
  await carol.closesModal()
  await alice.types('/candor settings')
  await alice.submits({ 'My own questions, one a line': 'How do I sound?' })
  await alice.closesModal()
  await clock.to('Thu 10:00')
  expect(alice.lastDm()).toMatch('What should I stop?')
  await alice.presses('Skip this week')
  await clock.to('2026-03-19T10:00')
  expect(alice.lastDm()).toMatch('How do I sound?')
  await alice.types('/candor questions')
  expect(alice.reads(alice.modal())).toMatch('Last changed by carol')
})

test('Whoever leaves the circle mid-round keeps their words in the form and is told why they were not taken', async () => {
  const made = await workspace({ now: 'Wed 09:00' })
  const { alice, bob, clock } = made
  await invites(made, alice, 'bob', 'carol')
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  await bob.presses('Answer')
  await alice.types('/circle leave @bob')
  await bob.submits({ [label]: 'Too late' })
  expect(bob.errors().answer).toMatch('no longer open to you')
  expect(bob.modal()).toBeDefined()
  await bob.closesModal()
  await clock.to('2026-03-16T12:00')
  expect(bob.dms().join()).not.toMatch('I do not ask again')
})

test('An answer after closing is not taken, its words stay in the form, and nothing is stored', async () => {
  const made = await workspace({ now: 'Wed 09:00' })
  const { alice, bob, clock, db } = made
  await invites(made, alice, 'bob')
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  await bob.presses('Answer')
  await clock.to('2026-03-19T10:30')
  await bob.submits({ [label]: 'Too late' })
  expect(bob.errors().answer).toMatch('This question has closed')
  expect(await db.selectFrom('candor_answers').selectAll().execute()).toEqual([])
  await bob.closesModal()
  await bob.types('/candor')
  expect(bob.lastSeen()).not.toMatch('asks you')
})

test('Somebody whose account is closed gets nothing more, and what they asked is over', async () => {
  const made = await workspace({ now: 'Wed 09:00' })
  const { alice, bob, carol, clock, slack, db } = made
  await invites(made, alice, 'bob', 'carol')
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  const sentTo = (userId: string) =>
    db.selectFrom('nudges').select('id').where('user_id', '=', userId).where('state', '=', 'sent').execute()
  const told = await sentTo(bob.id)
  slack.change(bob.id, { deleted: true })
  await clock.to('Thu 10:05')
  slack.change(alice.id, { deleted: true })
  await clock.to('Thu 10:10')
  expect(carol.lastDm()).toMatch('This question has closed')
  await clock.to('2026-03-27T10:30')
  expect(await sentTo(bob.id)).toHaveLength(told.length)
})

test('3,000 characters, an emoji, a broadcast and hidden marks are kept as they are, and only marks are lost', async () => {
  const made = await workspace({ now: 'Wed 09:00' })
  const { alice, bob, carol, clock } = made
  await invites(made, alice, 'bob', 'carol')
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  await bob.presses('Answer')
  await bob.submits({ [label]: '\u202e' })
  expect(bob.errors().answer).toMatch('a few words')
  const long = `<!channel> ${'x'.repeat(2989)}`
  await bob.submits({ [label]: long })
  await bob.closesModal()
  await carol.presses('Answer')
  await carol.submits({ [label]: 'Slow 🐢' })
  await carol.closesModal()
  await alice.types('/candor read')
  expect(alice.reads(alice.modal())).toMatch(long)
  expect(alice.reads(alice.modal())).toMatch('🐢')
  expect(JSON.stringify(alice.modal())).not.toMatch(/"mrkdwn","text":"[^"]*<!channel>/)
})
