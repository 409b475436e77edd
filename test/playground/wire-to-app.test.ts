import { setTimeout as rest } from 'node:timers/promises'
import {
  app,
  button,
  call,
  clock,
  modal,
  person,
  plain,
  respond,
  section,
  slack,
  start,
  useBareSlack,
} from './bare-slack.ts'
import { formOf, payloadOf } from './bare-app.ts'

useBareSlack()

describe('Modals and Home', () => {
  async function trigger(): Promise<string> {
    await person('alice').types('/promise')
    return formOf(app.received.at(-1)!).trigger_id!
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
    const received = payloadOf(app.received.at(-1)!)
    expect(received.view.state.values).toEqual({
      what: { text: { type: 'plain_text_input', value: 'ship' } },
    })
    expect(received.type).toBe('view_submission')
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
    const { response_url: url } = formOf(app.received[0]!)
    const statuses: number[] = []
    for (const text of ['1', '2', '3', '4', '5', '6']) statuses.push(await respond(url!, { text }))
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404])
    expect(bob.seen()).toEqual(['1', '2', '3', '4', '5'])
    await bob.types('/promise', { in: '#general' })
    const { response_url: late } = formOf(app.received[1]!)
    clock.set(new Date(start.getTime() + 30 * 60_000 + 1))
    expect(await respond(late!, { text: 'late' })).toBe(404)
  })

  test('What is said in the channel is seen by everyone, though the app is no member', async () => {
    await person('bob').types('/promise', { in: '#general' })
    await respond(formOf(app.received[0]!).response_url!, { text: 'Hello all', response_type: 'in_channel' })
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
    const received = payloadOf(app.received.at(-1)!)
    expect(received).toMatchObject({
      type: 'block_actions',
      container: { is_ephemeral: true },
      user: { id: bob.id },
      actions: [{ action_id: 'undo', type: 'button', action_ts: expect.any(String) }],
    })
    expect(received.message).toBeUndefined()
    await respond(received.response_url, { ...card('Undone'), replace_original: true })
    expect(bob.seen()).toEqual(['Undone'])
    await respond(received.response_url, { delete_original: true })
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
    const { headers, body } = app.received[0]!
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
    expect(app.received).toHaveLength(2)
    for (const minutes of [1, 6]) {
      clock.set(new Date(start.getTime() + minutes * 60_000 - 1))
      slack.retryEvents()
      await slack.settled()
      const before = app.received.length
      expect(slack.nextDue()).toEqual(new Date(start.getTime() + minutes * 60_000))
      clock.set(slack.nextDue()!)
      slack.retryEvents()
      await slack.settled()
      expect(app.received).toHaveLength(before + 1)
    }
    expect(slack.nextDue()).toBeUndefined()
    expect(app.received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([
      undefined,
      '1',
      '2',
      '3',
    ])
    expect(app.received[1]!.headers['x-slack-retry-reason']).toBe('http_error')
    expect(new Set(app.received.map((received) => payloadOf(received).event_id)).size).toBe(1)
    expect(payloadOf(app.received[0]!)).toMatchObject({
      type: 'event_callback',
      event: { type: 'user_change', user: { tz: 'Asia/Tokyo', tz_offset: 9 * 3600 } },
      authorizations: [{ is_bot: true }],
    })
  })

  test('An app that asks for no retry gets none', async () => {
    app.answer = (response) => response.writeHead(500, { 'x-slack-no-retry': '1' }).end()
    slack.change(person('bob').id, { tz: 'Asia/Tokyo' })
    await slack.settled()
    expect(app.received).toHaveLength(1)
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
    expect(new Set(app.received.map((received) => payloadOf(received).event.type))).toEqual(
      new Set(['app_uninstalled', 'tokens_revoked']),
    )
    expect(states).toEqual(['token_revoked', 'token_revoked'])
  })
})
