import { signatureHeaders } from '../../playground/pretend-slack/deliver.ts'
import { isWhole, report } from '../support/attack-figures.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

let place: Workspace
beforeAll(async () => {
  place = await workspace({ shared: true })
})

/** Signed, unless `headers` say otherwise. */
async function post(body: string, headers: Record<string, string> = {}, at = Date.now()): Promise<number> {
  const stamp = signatureHeaders(place.slack.world.app.signingSecret, body, at)
  return send(body, { 'content-type': 'application/json', ...stamp, ...headers })
}

async function send(body: string, headers: Record<string, string>): Promise<number> {
  const url = `http://127.0.0.1:${place.app.port}/slack/events`
  const response = await fetch(url, { method: 'POST', headers, body })
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

/** The same request in the ways in which a forger would send it: each differs from what was signed. */
function forge(number: number, body: string, now: number): { body: string; headers: Record<string, string> } {
  const secret = place.slack.world.app.signingSecret
  const headers = signatureHeaders(secret, body, now)
  const signature = headers['x-slack-signature']!
  const at = 3 + (number % 64)
  const signedAs = (text: string) => ({ body, headers: { ...headers, 'x-slack-signature': text } })
  switch (number % 8) {
    case 0:
      return { body: `${body}&x=1`, headers }
    case 1:
      return { body, headers: signatureHeaders('another secret', body, now) }
    case 2:
      return { body, headers: signatureHeaders(secret, body, now + (number % 16 ? 330_000 : -330_000)) }
    case 3:
      return { body, headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': 'NaN' } }
    case 4:
      return signedAs(signature.replace('v0=', 'v1='))
    case 5:
      return { body: body.replace('ship', 'chip'), headers }
    case 6:
      return { ...signedAs(''), body: `${body}&ssl_check=1` }
    default:
      return signedAs(signature.slice(0, at) + (signature[at] === '0' ? '1' : '0') + signature.slice(at + 1))
  }
}

test('no mutation of a signed request is let in, and the request itself is', async () => {
  const { slack, app, db, alice, bob } = place
  const [team] = slack.world.teams.values()
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const sent = (trigger: string) =>
    new URLSearchParams({
      command: '/promise',
      team_id: team!.id,
      user_id: alice.id,
      text: `<@${bob.id}> ship ${trigger} by Friday`,
      trigger_id: trigger,
    }).toString()
  const count = isWhole ? 10_000 : 160
  let left = count
  const statuses = new Set<number>()
  const client = async () => {
    while (left-- > 0) {
      const { body, headers } = forge(left, sent(`forged.${left}`), Date.now())
      statuses.add(await send(body, { ...type, ...headers }))
    }
  }
  await Promise.all(Array.from({ length: 8 }, client))
  expect([...statuses]).toEqual([401])
  const countPromises = async () => (await db.selectFrom('promises').select('id').execute()).length
  expect(await countPromises()).toBe(0)
  // Control: the same request, signed as it stands.
  expect(await post(sent('as it stands'), type)).toBe(200)
  await app.idle()
  expect(await countPromises()).toBe(1)
  report({ attack: 'T1 forged requests', tried: count, through: 0, control: 'rightly signed: 1 of 1' })
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
  const rows = place.db.selectFrom('promises').select('id').where('team_id', '=', 'TOTHER')
  expect(await rows.execute()).toEqual([])
})
