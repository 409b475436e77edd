import { sql } from 'kysely'
import { colleagues } from '../../playground/pretend-slack/seed.ts'
import { speakForOthers } from '../../playground/speak-for-others.ts'
import { storyStart, tellStory } from '../../playground/story.ts'
import { advanceClock } from '../../playground/advance-clock.ts'
import { workspace } from '../support/workspace.ts'

test('Every scene of the story can be played', async () => {
  const now = storyStart().toISOString()
  const people = ['alice', 'bob', 'carol']
  const { app, slack, clock, alice, carol } = await workspace({ now, channels: { launch: people } })
  const settle = async () => {
    await slack.settled()
    await app.idle()
  }
  const missed: string[] = []
  await tellStory(
    { slack, settle, advance: (to) => advanceClock({ clock, app, slack, settle }, to) },
    (why) => missed.push(why),
  )
  expect(missed).toEqual([])
  expect(slack.notices).toEqual([])
  const waiting = alice.dmMessages().flatMap((message) => alice.buttons(message))
  expect(waiting).toEqual(expect.arrayContaining(['Read it', 'Kept, thank you', 'I promise']))
  expect(carol.buttons(carol.dmMessages().at(-1))).toContain('Answer')
})

test('Colleagues who are called in accept an invitation and answer without their names', async () => {
  const { app, slack, alice, person } = await workspace({ now: 'Mon 16:00' })
  const settle = async () => {
    await slack.settled()
    await app.idle()
  }
  // In the afternoon of Paris it is a working hour in New York too, where Noor is.
  const [team] = slack.world.teams.keys()
  for (const colleague of colleagues) slack.join(team!, colleague)
  expect(person('gil').person().isRestricted).toBe(true)
  await alice.types('/circle @dan @eve @frank @grace @noor I want to hear what I miss')
  expect(await speakForOthers({ slack, settle }, alice.id)).toBe(5)
  await alice.types('/candor ask now')
  await alice.presses('Ask them')
  expect(person('eve').buttons(person('eve').dmMessages().at(-1))).toContain('Answer')
  expect(await speakForOthers({ slack, settle }, alice.id)).toBe(5)
  const { rows } = await sql<{ state: string }>`select state from candor_asks`.execute(app.db)
  expect(rows.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'done'])
  const signed = await sql`select 1 from candor_answers`.execute(app.db)
  expect(signed.rows).toEqual([])
})
