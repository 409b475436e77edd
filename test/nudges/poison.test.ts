// Rows that nobody here can speak or act on: they wait, and hold up nobody.
import { randomUUID } from 'node:crypto'
import { workspace, type Workspace } from '../support/workspace.ts'

/** As a newer process would leave behind, of a kind that this one does not know. */
async function strangeRow({ db, slack, clock }: Workspace, awaits: 'post' | 'move') {
  const alice = [...slack.world.people.values()].find((person) => person.name === 'alice')!
  const id = randomUUID()
  const now = clock.read()
  await db
    .insertInto('nudges')
    .values({
      team_id: alice.teamId,
      id,
      user_id: alice.id,
      kind: 'promises.unheard_of',
      dedupe_key: id,
      manner: awaits === 'move' ? 'timer' : 'notice',
      planned_at: now,
      due_at: now,
    })
    .execute()
  await db
    .insertInto('nudge_queue')
    .values({ team_id: alice.teamId, user_id: alice.id, nudge_id: id, awaits, not_before: now })
    .execute()
  return async () => {
    const { state, attempts } = await db
      .selectFrom('nudges')
      .select(['state', 'attempts'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { state, attempts }
  }
}

test.each(['post', 'move'] as const)('a %s of an unknown kind waits and delays nobody', async (awaits) => {
  const place = await workspace()
  const { bob, alice, clock } = place
  await bob.types('/promise @alice call the bank by Friday 3pm')
  const stateOf = await strangeRow(place, awaits)
  await bob.types('/promise @alice ship the deck by Friday 3pm')
  expect(alice.lastDm()).toMatch('ship the deck')
  expect(await stateOf()).toEqual({ state: 'pending', attempts: 1 })
  await clock.to('Mon 09:01')
  expect((await stateOf()).attempts).toBeGreaterThan(2)
})

test('what could not be put into words eight times is left to a person, and Home and why say so', async () => {
  const place = await workspace()
  const { bob, alice, clock } = place
  await bob.types('/promise @alice call the bank by Friday 3pm')
  const stateOf = await strangeRow(place, 'post')
  await clock.to('Mon 09:30')
  expect(await stateOf()).toEqual({ state: 'needs_human', attempts: 7 })
  await alice.opensHome()
  expect(alice.reads(alice.home())).toMatch('may not have reached you')
  await alice.types('/forthright why')
  expect(alice.lastSeen()).toMatch('I could not put it into words')
})
