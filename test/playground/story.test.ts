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
