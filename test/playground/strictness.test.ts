import { setTimeout as rest } from 'node:timers/promises'
import { hand } from '../../src/playground/hand.ts'
import { createPretendSlack, type PretendSlack } from '../../src/playground/pretend-slack/index.ts'
import { handClock } from '../../src/time/clock.ts'
import { formOf, type Listener, listenForSlack, payloadOf } from './listener.ts'

const start = new Date('2026-03-09T08:00:00Z')
const clock = handClock(start)
let slack: PretendSlack
let app: Listener

beforeEach(async () => {
  clock.set(start)
  app = await listenForSlack()
  slack = await createPretendSlack({ clock, ackSeconds: 0.3, triggerSeconds: 0.3 })
  slack.connect(app.url)
})
afterEach(async () => {
  await slack.stop()
  await app.stop()
})

const plain = (text: string) => ({ type: 'plain_text', text })
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const button = (label: string, id: string) => ({ type: 'button', text: plain(label), action_id: id })
const modal = (blocks: object[] = [section('Hello')], more: object = {}) => ({
  type: 'modal',
  title: plain('Form'),
  blocks,
  ...more,
})

type Answer = { ok: boolean; error?: string; response_metadata?: { messages?: string[] } } & Record<
  string,
  any
>

async function call(method: string, args: Record<string, unknown> = {}, token = tokenOf()): Promise<Answer> {
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(args),
  })
  const answer: Answer = JSON.parse(await response.text())
  return answer
}

const tokenOf = () => [...slack.world.installs.keys()][0]!
const person = (name: string) => {
  const found = [...slack.world.people.values()].find((one) => one.name === name)!
  return hand(slack, found.id, () => slack.settled())
}
const channelNamed = (name: string) =>
  [...slack.world.channels.values()].find((channel) => channel.name === name)!

async function respond(url: string, body: object): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
  return response.status
}

describe('Tokens and scopes', () => {
  test('No token, a wrong one, a dead one and an unknown method are told apart', async () => {
    expect(await call('auth.test', {}, '')).toEqual({ ok: false, error: 'not_authed' })
    expect(await call('auth.test', {}, 'xoxb-wrong')).toEqual({ ok: false, error: 'invalid_auth' })
    expect(await call('chat.shout')).toMatchObject({ ok: false, error: 'unknown_method' })
    expect(await call('auth.revoke')).toMatchObject({ ok: true, revoked: true })
    expect(await call('auth.test')).toEqual({ ok: false, error: 'token_revoked' })
  })

  test('A method whose scope the manifest does not ask for is refused, naming the scope', async () => {
    const answer = await call('conversations.members', { channel: channelNamed('general').id })
    expect(answer).toMatchObject({
      ok: false,
      error: 'missing_scope',
      needed: expect.stringContaining('channels:read'),
    })
    expect(answer.provided).toContain('chat:write')
  })

  test('A form and JSON are read alike, and the scopes come in headers', async () => {
    const response = await fetch(`${slack.apiUrl}users.info`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenOf()}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: `user=${person('bob').id}&include_locale=true`,
    })
    expect(response.headers.get('x-accepted-oauth-scopes')).toBe('users:read')
    expect(response.headers.get('x-oauth-scopes')).toContain('users:read')
    expect(await response.json()).toMatchObject({
      ok: true,
      user: { name: 'bob', tz: 'Europe/Paris', tz_offset: 3600, is_bot: false, locale: 'en-US' },
    })
  })
})

describe('Messages', () => {
  test('The app posts where it is a member, and in direct messages', async () => {
    expect(
      await call('chat.postMessage', { channel: channelNamed('general').id, text: 'Hello' }),
    ).toMatchObject({
      error: 'not_in_channel',
    })
    expect(await call('chat.postMessage', { channel: 'C0000000000', text: 'Hello' })).toMatchObject({
      error: 'channel_not_found',
    })
    const posted = await call('chat.postMessage', { channel: person('bob').id, text: 'Hello' })
    expect(posted).toMatchObject({ ok: true, channel: expect.stringMatching(/^D/) })
    expect(await call('conversations.open', { users: person('bob').id })).toMatchObject({
      channel: { id: posted.channel },
    })
    expect(
      await call('chat.postEphemeral', { channel: posted.channel, user: person('carol').id, text: 'psst' }),
    ).toMatchObject({
      error: 'user_not_in_channel',
    })
  })

  test('People who are gone, strange or unknown cannot be written to', async () => {
    slack.change(person('bob').id, { deleted: true })
    slack.world.people.get(person('carol').id)!.isStranger = true
    const bob = [...slack.world.people.values()].find((one) => one.name === 'bob')!
    expect(await call('conversations.open', { users: bob.id })).toMatchObject({ error: 'user_disabled' })
    expect(await call('conversations.open', { users: person('carol').id })).toMatchObject({
      error: 'user_not_visible',
    })
    expect(await call('conversations.open', { users: 'U0' })).toMatchObject({ error: 'user_not_found' })
    expect(
      await call('conversations.open', { users: [...slack.world.installs.values()][0]!.botUserId }),
    ).toMatchObject({
      error: 'invalid_user_combination',
    })
  })

  test('Stamps rise even when the clock stands still', async () => {
    const channel = person('bob').id
    const stamps: string[] = []
    for (const text of ['one', 'two', 'three'])
      stamps.push((await call('chat.postMessage', { channel, text })).ts)
    expect(stamps).toEqual([...new Set(stamps)].toSorted())
    expect(stamps[0]).toBe(`${start.getTime() / 1000}.000000`)
  })

  test('History gives metadata whole only when asked, an update keeps it, and block ids come back', async () => {
    const metadata = { event_type: 'nudge', event_payload: { id: 'n1' } }
    const blocks = [{ ...section('Due'), block_id: 'n1' }]
    const { channel, ts } = await call('chat.postMessage', {
      channel: person('bob').id,
      text: 'Due',
      blocks,
      metadata,
    })
    await call('chat.update', { channel, ts, text: 'Closed', blocks })
    const bare = await call('conversations.history', { channel })
    expect(bare.messages).toEqual([
      expect.objectContaining({
        text: 'Closed',
        metadata: { event_type: 'nudge' },
        app_id: slack.world.app.id,
      }),
    ])
    const whole = await call('conversations.history', { channel, include_all_metadata: true })
    expect(whole.messages[0]).toMatchObject({ metadata, blocks: [{ block_id: 'n1' }] })
    await call('chat.update', { channel, ts, text: 'Closed', metadata: {} })
    expect(
      (await call('conversations.history', { channel, include_all_metadata: true })).messages[0].metadata,
    ).toBeUndefined()
  })

  test('History is cut by time and given page by page, newest first', async () => {
    const channel = (await call('conversations.open', { users: person('bob').id })).channel.id
    for (const text of ['one', 'two', 'three']) {
      await call('chat.postMessage', { channel, text })
      clock.set(new Date(clock.read().getTime() + 60_000))
    }
    const oldest = String(start.getTime() / 1000)
    const first = await call('conversations.history', { channel, oldest, limit: 1 })
    expect(first.messages.map((message: Answer) => message.text)).toEqual(['three'])
    expect(first.has_more).toBe(true)
    const { next_cursor: cursor } = first.response_metadata as { next_cursor: string }
    const second = await call('conversations.history', { channel, oldest, limit: 1, cursor })
    expect(second).toMatchObject({ has_more: false, messages: [{ text: 'two' }] })
  })

  test('Blocks over a limit are refused with the place of the fault', async () => {
    const channel = person('bob').id
    const post = (blocks: object[]) => call('chat.postMessage', { channel, text: 'x', blocks })
    const tooLong = await post([{ type: 'actions', elements: [button('x'.repeat(76), 'a')] }])
    expect(tooLong).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]'],
      },
    })
    const refused = [
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      [section('')],
      [section('x'.repeat(3001))],
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) }],
      [{ type: 'actions', elements: Array.from({ length: 26 }, (_, i) => button('x', `a${i}`)) }],
      [{ type: 'actions', elements: [button('x', 'same'), button('y', 'same')] }],
      [
        { ...section('x'), block_id: 'same' },
        { ...section('y'), block_id: 'same' },
      ],
      [{ type: 'actions', elements: [{ ...button('x', 'a'), value: 'x'.repeat(2001) }] }],
      [
        {
          type: 'actions',
          elements: [
            {
              type: 'overflow',
              action_id: 'o',
              options: Array.from({ length: 6 }, (_, i) => ({ text: plain('x'), value: `${i}` })),
            },
          ],
        },
      ],
      [{ type: 'context', elements: Array.from({ length: 11 }, () => plain('x')) }],
      [{ type: 'banner', text: plain('x') }],
      [{ type: 'actions', elements: [{ ...button('x', 'a'), text: { type: 'mrkdwn', text: 'x' } }] }],
    ]
    for (const blocks of refused)
      expect([blocks[0], (await post(blocks)).error]).toEqual([blocks[0], 'invalid_blocks'])
    const heavy = Array.from({ length: 5 }, () => section('x'.repeat(2900)))
    expect((await post(heavy)).error).toBe('msg_blocks_too_long')
    expect((await call('chat.postMessage', { channel, blocks: '[{' })).error).toBe('invalid_blocks_format')
    expect((await call('chat.postMessage', { channel })).error).toBe('no_text')
    const posted = await call('chat.postMessage', { channel, text: 'short' })
    expect(
      (await call('chat.update', { channel: posted.channel, ts: posted.ts, text: 'x'.repeat(4001) })).error,
    ).toBe('msg_too_long')
    expect(person('bob').dms()).toEqual(['short'])
  })
})

describe('Modals and Home', () => {
  async function trigger(): Promise<string> {
    await person('alice').types('/promise')
    return formOf(app.heard.at(-1)!).trigger_id!
  }

  test('A trigger opens one modal, within three seconds, in its own workspace', async () => {
    const trigger_id = await trigger()
    expect(await call('views.open', { trigger_id, view: modal() })).toMatchObject({
      ok: true,
      view: { id: expect.any(String) },
    })
    expect(await call('views.open', { trigger_id, view: modal() })).toMatchObject({
      error: 'exchanged_trigger_id',
    })
    const late = await trigger()
    await rest(350)
    expect(await call('views.open', { trigger_id: late, view: modal() })).toMatchObject({
      error: 'expired_trigger_id',
    })
    expect(await call('views.open', { trigger_id: '1.2.3', view: modal() })).toMatchObject({
      error: 'invalid_trigger_id',
    })
  })

  test('Three modals stack, a fourth does not', async () => {
    await call('views.open', { trigger_id: await trigger(), view: modal() })
    await call('views.push', { trigger_id: await trigger(), view: modal() })
    const third = await call('views.push', { trigger_id: await trigger(), view: modal() })
    expect(third.view.previous_view_id).toMatch(/^V/)
    expect(await call('views.push', { trigger_id: await trigger(), view: modal() })).toMatchObject({
      error: 'push_limit_reached',
    })
  })

  test('A hash that is no longer true loses', async () => {
    const user_id = person('alice').id
    const home = { type: 'home', blocks: [section('Hello')] }
    const first = await call('views.publish', { user_id, view: home })
    await call('views.publish', { user_id, view: home, hash: first.view.hash })
    expect(await call('views.publish', { user_id, view: home, hash: first.view.hash })).toMatchObject({
      error: 'hash_conflict',
    })
    const open = await call('views.open', { trigger_id: await trigger(), view: modal() })
    const { id: view_id, hash } = open.view
    await call('views.update', { view_id, hash, view: modal() })
    expect(await call('views.update', { view_id, hash, view: modal() })).toMatchObject({
      error: 'hash_conflict',
    })
    expect(await call('views.update', { view_id: 'V0', view: modal() })).toMatchObject({ error: 'not_found' })
  })

  test('A view over a limit is refused', async () => {
    const trigger_id = await trigger()
    const refused = [
      modal([section('x')], { title: plain('x'.repeat(25)) }),
      modal([section('x')], { private_metadata: 'x'.repeat(3001) }),
      modal(Array.from({ length: 101 }, () => ({ type: 'divider' }))),
      modal([{ type: 'input', label: plain('x'), element: { type: 'plain_text_input' } }]),
      { type: 'modal', blocks: [] },
      { ...modal(), type: 'home' },
    ]
    for (const view of refused)
      expect((await call('views.open', { trigger_id, view })).error).toBe('invalid_arguments')
    const heavy = modal(Array.from({ length: 100 }, () => section('x'.repeat(2900))))
    expect((await call('views.open', { trigger_id, view: heavy })).error).toBe('view_too_large')
    expect((await call('views.open', { trigger_id, view: modal() })).ok).toBe(true)
  })

  test('What was typed survives an update where block and action keep their names', async () => {
    const alice = person('alice')
    const input = {
      type: 'input',
      block_id: 'what',
      label: plain('What?'),
      element: { type: 'plain_text_input', action_id: 'text' },
    }
    const form = modal([input], { submit: plain('Go') })
    const { view } = await call('views.open', { trigger_id: await trigger(), view: form })
    await alice.fills({ 'What?': 'ship' })
    await call('views.update', {
      view_id: view.id,
      view: modal([section('More'), input], { submit: plain('Go') }),
    })
    await alice.submits()
    const heard = payloadOf(app.heard.at(-1)!)
    expect(heard.view.state.values).toEqual({ what: { text: { type: 'plain_text_input', value: 'ship' } } })
    expect(heard.type).toBe('view_submission')
    expect(alice.modal()).toBeUndefined()
  })

  test.each([
    ['errors for a block that is no input', { response_action: 'errors', errors: { nowhere: 'No' } }],
    ['an update that is no view', { response_action: 'update', view: { type: 'modal' } }],
    ['an unknown action', { response_action: 'shout' }],
  ])('An answer Slack cannot use leaves the modal open and says so: %s', async (_, answer) => {
    const alice = person('alice')
    await call('views.open', {
      trigger_id: await trigger(),
      view: modal([section('x')], { submit: plain('Go') }),
    })
    app.answer = (response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    await alice.submits()
    expect(alice.modal()).toBeDefined()
    expect(alice.notices()).toHaveLength(1)
  })
})

describe('Answers to commands and clicks', () => {
  test('A response URL serves five times within thirty minutes', async () => {
    const bob = person('bob')
    await bob.types('/promise', { in: '#general' })
    const { response_url: url } = formOf(app.heard[0]!)
    const statuses: number[] = []
    for (const text of ['1', '2', '3', '4', '5', '6']) statuses.push(await respond(url!, { text }))
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404])
    expect(bob.seen()).toEqual(['1', '2', '3', '4', '5'])
    await bob.types('/promise', { in: '#general' })
    const { response_url: late } = formOf(app.heard[1]!)
    clock.set(new Date(start.getTime() + 30 * 60_000 + 1))
    expect(await respond(late!, { text: 'late' })).toBe(404)
  })

  test('What is said in the channel is seen by everyone, though the app is no member', async () => {
    await person('bob').types('/promise', { in: '#general' })
    await respond(formOf(app.heard[0]!).response_url!, { text: 'Hello all', response_type: 'in_channel' })
    expect(
      person('carol')
        .messagesIn('#general')
        .map((message) => message.text),
    ).toEqual(['Hello all'])
  })

  test('A click can replace or delete the ephemeral message it came from', async () => {
    const bob = person('bob')
    const card = (text: string) => ({
      text,
      blocks: [section(text), { type: 'actions', elements: [button('Undo', 'undo')] }],
    })
    app.answer = (response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(card('Made')))
    await bob.types('/promise', { in: '#general' })
    app.answer = (response) => void response.end()
    await bob.presses('Undo')
    const heard = payloadOf(app.heard.at(-1)!)
    expect(heard).toMatchObject({
      type: 'block_actions',
      container: { is_ephemeral: true },
      user: { id: bob.id },
      actions: [{ action_id: 'undo', type: 'button', action_ts: expect.any(String) }],
    })
    expect(heard.message).toBeUndefined()
    await respond(heard.response_url, { ...card('Undone'), replace_original: true })
    expect(bob.seen()).toEqual(['Undone'])
    await respond(heard.response_url, { delete_original: true })
    expect(bob.seen()).toEqual([])
  })

  test('A command without an answer in time is told to the typist, and so is a refused one', async () => {
    const bob = person('bob')
    app.answer = () => undefined
    await bob.types('/promise later')
    expect(bob.notices()).toEqual(['/promise failed with the error "operation_timeout".'])
    app.answer = (response) => response.writeHead(500).end()
    await bob.types('/promise broken')
    expect(bob.notices()[1]).toMatch('dispatch_failed')
    app.answer = (response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ blocks: [{ type: 'banner' }] }))
    await bob.types('/promise odd')
    expect(bob.notices()[2]).toMatch('invalid_blocks')
  })

  test('Requests carry the exact content type and a signature over the exact body', async () => {
    await person('bob').types('/promise @alice ship')
    const { headers, body } = app.heard[0]!
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
    const { createHmac } = await import('node:crypto')
    const stamp = String(headers['x-slack-request-timestamp'])
    const expected = createHmac('sha256', slack.world.app.signingSecret)
      .update(`v0:${stamp}:${body}`)
      .digest('hex')
    expect(headers['x-slack-signature']).toBe(`v0=${expected}`)
  })
})

describe('Events', () => {
  test('A failed event is tried again at once, after one minute and after five, and says why', async () => {
    app.answer = (response) => response.writeHead(500).end()
    slack.change(person('bob').id, { tz: 'Asia/Tokyo' })
    await slack.settled()
    expect(app.heard).toHaveLength(2)
    for (const minutes of [1, 6]) {
      clock.set(new Date(start.getTime() + minutes * 60_000 - 1))
      slack.retryEvents()
      await slack.settled()
      const before = app.heard.length
      expect(slack.nextDue()).toEqual(new Date(start.getTime() + minutes * 60_000))
      clock.set(slack.nextDue()!)
      slack.retryEvents()
      await slack.settled()
      expect(app.heard).toHaveLength(before + 1)
    }
    expect(slack.nextDue()).toBeUndefined()
    expect(app.heard.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3'])
    expect(app.heard[1]!.headers['x-slack-retry-reason']).toBe('http_error')
    expect(new Set(app.heard.map((heard) => payloadOf(heard).event_id)).size).toBe(1)
    expect(payloadOf(app.heard[0]!)).toMatchObject({
      type: 'event_callback',
      event: { type: 'user_change', user: { tz: 'Asia/Tokyo', tz_offset: 9 * 3600 } },
      authorizations: [{ is_bot: true }],
    })
  })

  test('An app that asks for no retry gets none', async () => {
    app.answer = (response) => response.writeHead(500, { 'x-slack-no-retry': '1' }).end()
    slack.change(person('bob').id, { tz: 'Asia/Tokyo' })
    await slack.settled()
    expect(app.heard).toHaveLength(1)
    expect(slack.nextDue()).toBeUndefined()
  })

  test('An uninstalled app hears of it when its token is dead already', async () => {
    const states: (string | undefined)[] = []
    app.answer = (response) =>
      void call('auth.test').then((answer) => {
        states.push(answer.error)
        response.end()
      })
    await call('apps.uninstall', {
      client_id: slack.world.app.clientId,
      client_secret: slack.world.app.clientSecret,
    })
    await slack.settled()
    expect(new Set(app.heard.map((heard) => payloadOf(heard).event.type))).toEqual(
      new Set(['app_uninstalled', 'tokens_revoked']),
    )
    expect(states).toEqual(['token_revoked', 'token_revoked'])
  })
})

describe('Faults', () => {
  const post = () =>
    call('chat.postMessage', { channel: person('bob').id, text: 'Hello' }).catch((): Answer => ({
      ok: false,
      error: 'broken',
    }))

  test.each([
    ['429', 0],
    ['500-before', 0],
    ['500-after', 1],
    ['drop-before', 0],
    ['drop-after', 1],
    ['cut-body', 1],
    ['fatal_error', 1],
  ] as const)('%s leaves %i messages behind', async (kind, left) => {
    slack.faults.plan('chat.postMessage', kind)
    const answer = await post()
    expect(answer).not.toMatchObject({ ok: true })
    expect(person('bob').dms()).toHaveLength(left)
    expect(await post()).toMatchObject({ ok: true })
  })

  test('A hanging call gets no answer, and a late commit comes after the line was cut', async () => {
    slack.faults.plan('chat.postMessage', 'hang-after')
    const signal = AbortSignal.timeout(200)
    const args = {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenOf()}` },
      body: `channel=${person('bob').id}&text=x`,
      signal,
    }
    await expect(fetch(`${slack.apiUrl}chat.postMessage`, args)).rejects.toThrow()
    expect(person('bob').dms()).toHaveLength(1)
    slack.faults.plan('chat.postMessage', 'late-commit')
    expect(await post()).toEqual({ ok: false, error: 'broken' })
    expect(person('bob').dms()).toHaveLength(1)
    await rest(1100)
    expect(person('bob').dms()).toHaveLength(2)
  })
})
