import { workspace } from '../support/workspace.ts'

test('A promise is typed, told, reminded of and closed, all through the real app', async () => {
  const { alice, bob, clock } = await workspace({ now: 'Mon 09:00', zone: 'Europe/Paris' })
  await bob.types('/promise @alice ship the deck by Friday')
  expect(bob.lastSeen()).toMatch('ship the deck')
  expect(alice.lastDm()).toMatch('ship the deck')
  await clock.to('Fri 17:00')
  expect(bob.lastDm()).toMatch('ship the deck')
  await bob.presses('Done')
  expect(alice.buttons(alice.dmMessages().at(-1))).toContain('Kept, thank you')
  await alice.presses('Kept, thank you')
  expect(bob.lastDm()).toMatch('kept, thank you')
  expect(bob.notices()).toEqual([])
})
