import { signatureHeaders } from '../../playground/pretend-slack/deliver.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

let place: Workspace
beforeAll(async () => {
  place = await workspace({ shared: true })
})

async function post(body: string, headers: Record<string, string> = {}, at = Date.now()): Promise<number> {
  const stamp = signatureHeaders(place.slack.world.app.signingSecret, body, at)
  const response = await fetch(`http://127.0.0.1:${place.app.port}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...stamp, ...headers },
    body,
  })
  await response.text()
  return response.status
}

test.each(['null', '[]', '1', '"x"', '{}', '{"type":"block_actions"}', '{"command":1}', '{', ''])(
  'a signed %j is refused with 400 and the process lives',
  async (body) => {
    expect(await post(body)).toBe(400)
    expect((await fetch(`http://127.0.0.1:${place.app.port}/healthz`)).status).toBe(200)
  },
)

test('an unsigned, a wrongly signed, a stale and a future request are refused with 401', async () => {
  expect(await post('{}', { 'x-slack-signature': 'v0=00' })).toBe(401)
  expect(await post('{}', { 'x-slack-signature': '' })).toBe(401)
  expect(await post('{}', {}, Date.now() - 302_000)).toBe(401)
  expect(await post('{}', {}, Date.now() + 302_000)).toBe(401)
  expect(await post('{}', { 'x-slack-request-timestamp': 'soon' })).toBe(401)
})

test('a body over 1 MiB is refused with 413 before it is read whole', async () => {
  expect(await post('x'.repeat(1100 * 1024))).toBe(413)
})

test("Slack's own handshakes are answered", async () => {
  expect(await post('{"type":"url_verification","challenge":"abc"}')).toBe(200)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect(await post('ssl_check=1', form)).toBe(200)
})

test('a command of a workspace that is not served is refused', async () => {
  const body = new URLSearchParams({
    command: '/promise',
    team_id: 'TOTHER',
    user_id: 'U123',
    channel_id: 'C1',
    text: '@x eat by noon',
    trigger_id: '1.2',
  }).toString()
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect(await post(body, form)).toBeGreaterThanOrEqual(400)
  expect(await place.db.selectFrom('promises').selectAll().execute()).toEqual([])
})
