import { installThroughBrowser } from '../../playground/browser.ts'
import { cast, type TeamSeed } from '../../playground/pretend-slack/seed.ts'
import { workspace } from '../support/workspace.ts'

test('Over Socket Mode the conversation is the same', async () => {
  const { alice, bob, clock, slack } = await workspace({ now: 'Mon 09:00', transport: 'socket' })
  expect(slack.sockets).toHaveLength(1)
  await bob.types('/promise @alice ship the deck by Friday')
  expect(alice.lastDm()).toMatch('ship the deck')
  await clock.to('Fri 17:00')
  await bob.presses('Done')
  await alice.presses('Kept, thank you')
  expect(bob.lastDm()).toMatch('kept, thank you')
  expect(bob.notices()).toEqual([])
})

const globex: TeamSeed = {
  name: 'Globex',
  people: [{ name: 'dora', isOwner: true }, { name: 'emil' }],
  installed: false,
}

test('Two workspaces install over OAuth, and each hears only its own', async () => {
  const teams = [{ name: 'Acme', people: cast, installed: false }, globex]
  const { alice, bob, person, slack, app } = await workspace({ teams })
  const installUrl = `http://127.0.0.1:${app.port}/slack/install`
  for (const team of slack.world.teams.values())
    expect((await installThroughBrowser(installUrl, { team: team.id })).status).toBeLessThan(400)
  expect(slack.world.installs.size).toBe(2)

  await bob.types('/promise @alice ship the deck by Friday')
  await person('dora').types('/promise @emil water the plants by Friday')
  expect(alice.lastDm()).toMatch('ship the deck')
  expect(person('emil').lastDm()).toMatch('water the plants')
  const tokens = slack.journal.exchanges().filter(({ title }) => title === 'chat.postMessage')
  expect(tokens.map(({ response }) => response)).not.toContainEqual(expect.objectContaining({ ok: false }))

  const acme = [...slack.world.installs.values()].find(
    (install) => slack.world.teams.get(install.teamId)?.name === 'Acme',
  )!
  slack.uninstall(acme)
  await slack.settled()
  await app.idle()
  const { state } = await app.db
    .selectFrom('workspaces')
    .select('state')
    .where('team_id', '=', acme.teamId)
    .executeTakeFirstOrThrow()
  expect(state).toBe('uninstalled')
  await bob.types('/promise @alice anything by Friday')
  expect(bob.notices()).toEqual(['/promise is not a valid command.'])
})

test('An install that is refused leaves nothing behind', async () => {
  const { slack, app } = await workspace({ teams: [globex] })
  const [team] = slack.world.teams.values()
  const installUrl = `http://127.0.0.1:${app.port}/slack/install`
  expect(
    (await installThroughBrowser(installUrl, { team: team!.id, answer: 'deny' })).status,
  ).toBeGreaterThanOrEqual(400)
  expect(slack.world.installs.size).toBe(0)
})

test('An organisation installs once for its workspaces', async () => {
  const initech: TeamSeed = {
    name: 'Initech',
    people: [{ name: 'erin', isOwner: true }, { name: 'finn' }],
    enterprise: 'Umbrella',
    installed: false,
  }
  const { person, slack, app } = await workspace({ teams: [initech] })
  const [team] = slack.world.teams.values()
  await installThroughBrowser(`http://127.0.0.1:${app.port}/slack/install`, { team: team!.id, org: 'yes' })
  await person('erin').types('/promise @finn order the chairs by Friday')
  expect(person('erin').notices()).toEqual([])
  expect(person('erin').lastSeen()).toMatch('order the chairs')
  expect(person('finn').lastDm()).toMatch('order the chairs')
})
