import { setTimeout as rest } from 'node:timers/promises'
import {
  type Answer,
  button,
  call,
  channelNamed,
  clock,
  person,
  plain,
  section,
  slack,
  start,
  tokenOf,
  useBareSlack,
} from './bare-slack.ts'

useBareSlack()

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
