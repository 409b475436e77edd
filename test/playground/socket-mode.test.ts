import bolt from '@slack/bolt'
import { hand } from '../../src/playground/hand.ts'
import { createPretendSlack, type PretendSlack } from '../../src/playground/pretend-slack/index.ts'
import { handClock } from '../../src/time/clock.ts'

const { App, SocketModeReceiver } = bolt
let slack: PretendSlack
let running: InstanceType<typeof App>[]

beforeEach(async () => {
  running = []
  slack = await createPretendSlack({ clock: handClock(new Date('2026-03-09T08:00:00Z')), ackSeconds: 0.5 })
})
afterEach(async () => {
  await Promise.all(running.map((app) => app.stop()))
  await slack.stop()
})

/** A Bolt app on a socket of its own; `name` tells which of several answered. */
async function connect(name: string) {
  const options = () => ({ slackApiUrl: slack.apiUrl })
  const receiver = new SocketModeReceiver({
    appToken: slack.world.app.appToken,
    logLevel: bolt.LogLevel.ERROR,
    installerOptions: { clientOptions: options() },
  })
  const token = [...slack.world.installs.keys()][0]!
  const app = new App({ receiver, token, clientOptions: options(), deferInitialization: true })
  await app.init()
  app.command('/promise', ({ ack, command }) => ack(`${name}: ${command.text}`))
  await app.start()
  running.push(app)
  return app
}

function person(name: string) {
  const found = [...slack.world.people.values()].find((one) => one.name === name)!
  return hand(slack, found.id, () => slack.settled())
}

test('Commands, forms and events travel over the socket as they do over HTTP', async () => {
  const app = await connect('one')
  const heard: string[] = []
  app.event('user_change', async ({ event }) => void heard.push(event.user.tz ?? ''))
  app.view('form', ({ ack }) => ack({ response_action: 'errors', errors: { what: 'More, please.' } }))
  app.shortcut('ask', async ({ ack, body, client }) => {
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: form })
  })
  const alice = person('alice')
  await alice.types('/promise hello')
  expect(alice.seen()).toEqual(['one: hello'])
  await alice.usesShortcut('ask')
  await until(() => alice.modal() !== undefined)
  await alice.submits({ 'What?': 'ship' })
  expect(alice.errors()).toEqual({ what: 'More, please.' })
  slack.change(alice.id, { tz: 'Asia/Tokyo' })
  await slack.settled()
  await until(() => heard.length > 0)
  expect(heard).toEqual(['Asia/Tokyo'])
})

test('Each envelope goes to one of several connections, and a closed one is left out', async () => {
  await connect('one')
  await connect('two')
  expect(slack.sockets).toHaveLength(2)
  const alice = person('alice')
  for (const text of ['a', 'b', 'c', 'd']) await alice.types(`/promise ${text}`)
  const answers = alice.seen().map((line) => line.split(':')[0])
  expect(answers.filter((name) => name === 'one')).toHaveLength(2)
  expect(answers.filter((name) => name === 'two')).toHaveLength(2)
  await running.shift()!.stop()
  await until(() => slack.sockets.length === 1)
  await alice.types('/promise e')
  expect(alice.lastSeen()).toBe('two: e')
})

test('A connection that Slack asks to renew is opened again', async () => {
  await connect('one')
  const before = slack.sockets[0]!
  before.close('refresh_requested')
  await until(() => slack.sockets.length === 1 && slack.sockets[0] !== before)
  const alice = person('alice')
  await alice.types('/promise again')
  expect(alice.lastSeen()).toBe('one: again')
})

test('An envelope that nobody acknowledges times out, and an event is sent again', async () => {
  const app = await connect('one')
  const alice = person('alice')
  app.command('/circle', async () => undefined)
  await alice.types('/circle')
  expect(alice.notices()).toEqual(['/circle failed with the error "operation_timeout".'])
  slack.ackSeconds = 0
  slack.change(alice.id, { tz: 'Asia/Tokyo' })
  await slack.settled()
  const events = slack.journal.exchanges().filter(({ title }) => title.includes('user_change'))
  expect(events.map(({ title }) => title)).toEqual([
    'socket event user_change',
    'socket event user_change (retry 1)',
  ])
})

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const form = {
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Go'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'what',
      label: plain('What?'),
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(holds()).toBe(true)
}
