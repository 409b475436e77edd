import bolt from '@slack/bolt'
import { WebSocket } from 'ws'
import { createTestUser } from '../../playground/test-user.ts'
import { createPretendSlack, type PretendSlack } from '../../playground/pretend-slack/index.ts'
import { manualClock } from '../../src/time/clock.ts'

const { App, SocketModeReceiver } = bolt
let slack: PretendSlack
let running: InstanceType<typeof App>[]

beforeEach(async () => {
  running = []
  slack = await createPretendSlack({ clock: manualClock(new Date('2026-03-09T08:00:00Z')), ackSeconds: 0.5 })
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
    logger: silent,
    // Milliseconds; the client waits as long before it opens a connection again.
    clientPingTimeout: 300,
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
  return createTestUser(slack, found.id, () => slack.settled())
}

test('Commands, forms and events travel over the socket as they do over HTTP', async () => {
  const app = await connect('one')
  const received: string[] = []
  app.event('user_change', async ({ event }) => void received.push(event.user.tz ?? ''))
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
  await until(() => received.length > 0)
  expect(received).toEqual(['Asia/Tokyo'])
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

test('An envelope that nobody acknowledges times out, and an event goes to another connection', async () => {
  const silent = await listenOnly()
  const alice = person('alice')
  await alice.types('/promise')
  expect(alice.notices()).toEqual(['/promise failed with the error "operation_timeout".'])
  slack.change(alice.id, { tz: 'Asia/Tokyo' })
  await until(() => silent.received.length === 2)
  const hearing = await listenOnly({ acknowledges: true })
  silent.socket.terminate()
  await slack.settled()
  expect(hearing.received).toMatchObject([
    { type: 'events_api', retry_attempt: 1, retry_reason: 'connection_failed' },
  ])
  expect(hearing.received[0]?.payload.event_id).toBe(silent.received[1]?.payload.event_id)
  hearing.socket.terminate()
})

interface Envelope {
  type: string
  envelope_id: string
  payload: { event_id?: string }
}

/** A bare connection that keeps what it hears. */
async function listenOnly({ acknowledges = false } = {}): Promise<{
  socket: WebSocket
  received: Envelope[]
}> {
  const response = await fetch(`${slack.apiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.world.app.appToken}` },
  })
  const { url }: { url: string } = JSON.parse(await response.text())
  const socket = new WebSocket(url)
  const received: Envelope[] = []
  let greeted = false
  socket.on('message', (data: Buffer) => {
    const envelope: Envelope = JSON.parse(data.toString())
    if (envelope.type === 'hello') greeted = true
    else received.push(envelope)
    if (acknowledges && envelope.envelope_id)
      socket.send(JSON.stringify({ envelope_id: envelope.envelope_id }))
  })
  await until(() => greeted)
  return { socket, received }
}

const silent = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => bolt.LogLevel.ERROR,
  setName: () => {},
}

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
