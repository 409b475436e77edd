import { workspace } from '../support/workspace.ts'

test.each(['429', '500-before'] as const)(
  'a %s of users.info is not an unknown colleague, and nothing is stored until Slack answers',
  async (fault) => {
    const { alice, bob, slack, db } = await workspace()
    await alice.types('/promise list')
    slack.faults.plan('users.info', fault)
    await alice.types('/promise @bob ship the deck by Friday 3pm')
    expect(alice.lastSeen()).toBe(
      "Slack didn't tell me just now who everybody in this is, so nothing was stored. Please try again in a minute.",
    )
    expect(await db.selectFrom('promises').select('id').execute()).toEqual([])
    await alice.types('/promise @bob ship the deck by Friday 3pm')
    expect(bob.lastDm()).toMatch('ship the deck')
  },
)

test('a form that names somebody whom Slack does not look up just now stays open with what was typed', async () => {
  const { alice, bob, slack } = await workspace()
  await alice.types('/promise')
  slack.faults.plan('users.info', '500-before')
  await alice.submits({ to: ['bob'], what: 'ship the deck' })
  expect(Object.values(alice.errors())).toEqual([expect.stringMatching("Slack didn't tell me just now")])
  await alice.submits()
  expect(bob.lastDm()).toMatch('ship the deck')
})
