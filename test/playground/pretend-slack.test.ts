import bolt from '@slack/bolt'
import { createTestUser } from '../../playground/test-user.ts'
import { portOf } from '../../playground/pretend-slack/port-of.ts'
import { createPretendSlack, type PretendSlack } from '../../playground/pretend-slack/index.ts'
import { manualClock } from '../../src/time/clock.ts'

let slack: PretendSlack
let app: InstanceType<typeof bolt.App>

const { App, HTTPReceiver } = bolt
const clock = manualClock(new Date('2026-03-09T08:00:00Z'))

beforeEach(async () => {
  slack = await createPretendSlack({ clock })
  const { token } = [...slack.world.installs.values()][0]!
  const receiver = new HTTPReceiver({
    signingSecret: slack.world.app.signingSecret,
    logLevel: bolt.LogLevel.ERROR,
  })
  app = new App({ receiver, token, clientOptions: { slackApiUrl: slack.apiUrl }, deferInitialization: true })
  await app.init()
  const server = await app.start({ port: 0, host: '127.0.0.1' })
  slack.connect(`http://127.0.0.1:${portOf(server)}/slack/events`)
})
afterEach(async () => {
  await app.stop()
  await slack.stop()
})

function person(name: string) {
  const found = [...slack.world.people.values()].find((one) => one.name === name)!
  return createTestUser(slack, found.id, () => slack.settled())
}

test('A slash command reaches Bolt with the mention escaped, and its answer only the typist', async () => {
  app.command('/promise', async ({ command, ack }) => ack(`heard: ${command.text}`))
  const alice = person('alice')
  await alice.types('/promise @bob ship <this> & that')
  expect(alice.seen()).toEqual(['heard: @bob ship <this> & that'])
  expect(slack.journal.exchanges().at(-1)?.request).toMatchObject({
    text: `<@${person('bob').id}|bob> ship &lt;this&gt; &amp; that`,
  })
  expect(person('bob').seen()).toEqual([])
})

test('A button in a DM is pressed by its label and the message becomes a final card', async () => {
  const bob = person('bob')
  const button = {
    type: 'button' as const,
    text: { type: 'plain_text' as const, text: 'Done' },
    action_id: 'promise.done',
    value: '7',
  }
  const pressed: unknown[] = []
  app.action('promise.done', async ({ ack, body, action, client }) => {
    await ack()
    pressed.push(action)
    if (body.type !== 'block_actions') return
    await client.chat.update({ channel: body.channel!.id, ts: body.message!.ts, text: 'Closed', blocks: [] })
  })
  const { channel } = await app.client.conversations.open({ users: bob.id })
  await app.client.apiCall('chat.postMessage', {
    channel: channel!.id!,
    text: 'Due today',
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: `*Due today:* ship the deck for <@${person('alice').id}>` },
      },
      { type: 'actions', elements: [button] },
    ],
  })
  expect(bob.lastDm()).toBe('Due today: ship the deck for @alice')
  expect(bob.buttons(bob.dmMessages()[0])).toEqual(['Done'])
  await bob.presses('Done')
  expect(pressed).toMatchObject([{ type: 'button', value: '7', action_id: 'promise.done' }])
  await until(() => bob.lastDm() === 'Closed')
})

test('A modal opens by its trigger, says what is missing, and hands over what was typed', async () => {
  const alice = person('alice')
  app.command('/promise', async ({ ack, body, client }) => {
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: form })
  })
  const received: unknown[] = []
  app.view('promise.make', async ({ ack, view }) => {
    received.push(view.state.values)
    await ack({ response_action: 'errors', errors: { what: 'Say a little more.' } })
  })
  await alice.types('/promise')
  await until(() => alice.modal() !== undefined)
  await alice.submits()
  expect(received).toEqual([])
  expect(Object.keys(alice.errors())).toEqual(['what', 'whom', 'day'])
  await alice.submits({ 'What?': 'ship', whom: '@bob', 'Pick a day': '2026-03-13' })
  expect(received).toEqual([
    {
      what: { text: { type: 'plain_text_input', value: 'ship' } },
      whom: { person: { type: 'users_select', selected_user: person('bob').id } },
      day: { date: { type: 'datepicker', selected_date: '2026-03-13' } },
    },
  ])
  expect(alice.errors()).toEqual({ what: 'Say a little more.' })
  await alice.closesModal()
  expect(alice.modal()).toBeUndefined()
})

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const form = {
  type: 'modal' as const,
  callback_id: 'promise.make',
  title: plain('A promise'),
  submit: plain('Promise'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'what',
      label: plain('What?'),
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
    {
      type: 'input' as const,
      block_id: 'whom',
      label: plain('To whom?'),
      element: { type: 'users_select' as const, action_id: 'person' },
    },
    {
      type: 'input' as const,
      block_id: 'day',
      label: plain('When?'),
      element: { type: 'datepicker' as const, action_id: 'date', placeholder: plain('Pick a day') },
    },
  ],
}

/** Bolt answers before its listeners end; what they do afterwards is waited for here. */
async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(holds()).toBe(true)
}
