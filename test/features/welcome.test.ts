import { installThroughBrowser } from '../../playground/browser.ts'
import { cast } from '../../playground/pretend-slack/seed.ts'
import { workspace } from '../support/workspace.ts'

const first = 'You are the first here to use Forthright'

test('the first command of a workspace is greeted once, at any hour, with what to do next', async () => {
  const place = await workspace({ isNew: true, now: 'Mon 22:30' })
  const { alice, bob, carol } = place
  await bob.opensHome()
  await bob.types('/promise')
  await bob.closesModal()
  await place.app.tick()
  await place.clock.to('Mon 22:31')
  expect(bob.dms().join()).toMatch(first)
  expect(bob.buttons(bob.dmMessages().at(-1))).toEqual([
    'No more of these: what to do next',
    'Settings',
    'Ask for a promise',
    'Ask colleagues what I am missing',
    'Set my hours',
  ])

  await bob.presses('Ask for a promise')
  expect(bob.modal()).toBeDefined()
  await bob.closesModal()
  await bob.presses('Set my hours')
  expect(bob.modal()).toBeDefined()
  await bob.closesModal()
  await bob.presses('Ask colleagues what I am missing')
  expect(bob.modal()).toBeDefined()
  await bob.closesModal()

  await bob.types('/promise @alice ship the deck by Friday')
  await carol.types('/promise list')
  await place.restart()
  await alice.types('/promise list')
  await place.clock.to('Tue 12:00')
  const everything = [alice, bob, carol].flatMap((person) => person.dms()).join()
  expect(everything.match(new RegExp(first, 'g'))).toHaveLength(1)
})

test('whoever installs the app is told once what to tell colleagues, and nobody else is', async () => {
  const place = await workspace({
    teams: [{ name: 'Acme', people: cast, installed: false }],
    now: 'Mon 21:00',
  })
  const [team] = place.slack.world.teams.values()
  const install = () =>
    installThroughBrowser(`http://127.0.0.1:${place.app.port}/slack/install`, {
      team: team!.id,
      user: place.alice.id,
    })
  await install()
  await place.clock.to('Mon 21:01')
  const { alice, bob } = place
  expect(alice.dms()).toHaveLength(1)
  expect(alice.lastDm()).toMatch('Forthright is ready here')
  expect(alice.lastDm()).toMatch('/promise @colleague ship the deck by Friday')
  await alice.presses('Make a promise')
  expect(alice.modal()).toBeDefined()
  await alice.closesModal()

  place.slack.uninstall([...place.slack.world.installs.values()].at(-1)!)
  await place.slack.settled()
  await place.clock.to('Mon 21:10')
  await install()
  await place.clock.to('Tue 12:00')
  expect(alice.dms()).toHaveLength(1)
  expect(bob.dms()).toEqual([])
})
