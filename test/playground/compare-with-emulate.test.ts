/** The app against somebody else's idea of Slack's Web API, so that ours is not the only judge. */
import { randomUUID } from 'node:crypto'
import { createEmulator, type Emulator } from 'emulate'
import { decrypt } from '../../src/db/encryption.ts'
import { type Service, startService } from '../../src/service.ts'
import { createLogger } from '../../src/ops/log.ts'
import { signatureHeaders } from '../../playground/pretend-slack/deliver.ts'
import { readManifest, scopesOf } from '../../playground/pretend-slack/manifest.ts'
import { manualClock } from '../../src/time/clock.ts'
import { freshDatabase, type LentDatabase } from '../support/database.ts'

const signingSecret = 'the secret of the second opinion'
const [clientId, clientSecret] = ['1234.5678', 'client secret']
const key = Buffer.alloc(32, 7)
const logged: string[] = []
let emulator: Emulator
let database: LentDatabase
let app: Service
let token: string
let team: string
let people: Map<string, string>

beforeAll(async () => {
  const scopes = scopesOf(readManifest())
  const users = ['ada', 'ben'].map((name) => ({ name, real_name: name, email: `${name}@acme.example` }))
  const oauth_apps = [
    { client_id: clientId, client_secret: clientSecret, name: 'Forthright', redirect_uris: [], scopes },
  ]
  emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: { slack: { team: { name: 'Acme', domain: 'acme' }, users, oauth_apps, strict_scopes: true } },
  })
  database = await freshDatabase()
  app = await startService(
    {
      slack: {
        transport: { kind: 'http', signingSecret },
        access: { kind: 'oauth', clientId, clientSecret, stateSecret: 'a state secret' },
        apiUrl: `${emulator.url}/api/`,
      },
      database: { url: database.url },
      encryptionKey: key,
      port: 0,
      host: '127.0.0.1',
      logLevel: 'info',
      settleSeconds: 60,
      messagesPerMinute: 200,
      retentionMonths: 12,
    },
    {
      clock: manualClock(new Date('2026-03-09T09:00:00Z')),
      heartbeat: false,
      log: createLogger('info', { write: (line) => void logged.push(line) }),
    },
  )
  await install()
})
afterAll(async () => {
  await app.stop()
  await database.release()
  await emulator.close()
})

/** From the app's install page over the emulator's own consent page, and back with a code. */
async function install(): Promise<void> {
  const home = `http://127.0.0.1:${app.port}/slack`
  const start = await fetch(`${home}/install`, { redirect: 'manual' })
  const cookie = start.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0]!)
    .join('; ')
  const consent = await (await fetch(start.headers.get('location')!)).text()
  const [form] = /<form[\s\S]*?<\/form>/.exec(consent)!
  const fields = new URLSearchParams(
    [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]): [string, string] => [
      name!,
      value!,
    ]),
  )
  fields.set('redirect_uri', `${home}/oauth_redirect`)
  const agreed = await fetch(`${emulator.url}/oauth/v2/authorize/callback`, {
    method: 'POST',
    body: fields,
    redirect: 'manual',
  })
  const end = await fetch(agreed.headers.get('location')!, { headers: { cookie }, redirect: 'manual' })
  expect([end.status, logged.filter((line) => line.includes('"level":50'))]).toEqual([200, []])

  const { team_id, installation } = await app.db
    .selectFrom('workspaces')
    .selectAll()
    .executeTakeFirstOrThrow()
  const kept: { bot: { token: string } } = JSON.parse(
    decrypt(installation!, key, `workspaces|installation|${team_id}`),
  )
  token = kept.bot.token
  team = team_id
  const { members } = await call('users.list')
  people = new Map(members.map((one: { name: string; id: string }) => [one.name, one.id]))
}

async function call(method: string, args: Record<string, string> = {}): Promise<Record<string, any>> {
  const response = await fetch(`${emulator.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(args).toString(),
  })
  const answer: Record<string, any> = JSON.parse(await response.text())
  return answer
}

/** The emulator never calls the app, so what Slack would send is sent from here, signed as Slack signs it. */
async function send(body: string, type = 'application/x-www-form-urlencoded'): Promise<string> {
  const headers = { 'content-type': type, ...signatureHeaders(signingSecret, body) }
  const response = await fetch(`http://127.0.0.1:${app.port}/slack/events`, { method: 'POST', headers, body })
  expect(response.status).toBe(200)
  const text = await response.text()
  await app.idle()
  return text
}

const idOf = (name: string) => people.get(name)!
const triggerFor = async (name: string) =>
  String((await call('views.generateTriggerId', { user_id: idOf(name) })).trigger_id)

async function types(name: string, text: string, trigger_id?: string): Promise<string> {
  const facts = { team_id: team, user_id: idOf(name), channel_id: 'C000000001', command: '/promise', text }
  return send(
    new URLSearchParams({
      ...facts,
      trigger_id: trigger_id ?? (await triggerFor(name)),
      api_app_id: 'A1',
    }).toString(),
  )
}

async function presses(name: string, where: object, action: object): Promise<void> {
  const facts = {
    type: 'block_actions',
    user: { id: idOf(name) },
    team: { id: team },
    api_app_id: 'A1',
    trigger_id: await triggerFor(name),
  }
  const payload = JSON.stringify({
    ...facts,
    ...where,
    actions: [{ action_ts: String(performance.now()), ...action }],
  })
  await send(new URLSearchParams({ payload }).toString())
}

async function dmOf(name: string): Promise<{ channel: string; messages: Record<string, any>[] }> {
  const { channel } = await call('conversations.open', { users: idOf(name) })
  const { messages } = await call('conversations.history', {
    channel: channel.id,
    include_all_metadata: 'true',
  })
  return { channel: channel.id, messages }
}

function buttonIn(message: Record<string, any>, label: string): { action_id: string } {
  const elements = message.blocks.flatMap((block: Record<string, any>) => block.elements ?? [])
  return elements.find((element: Record<string, any>) => element.text?.text === label)
}

test('A promise is told in a direct message that the emulator kept, marked so that it can be found again', async () => {
  expect(await types('ada', `<@${idOf('ben')}|ben> ship the deck by Friday`)).toMatch('ship the deck')
  const { messages } = await dmOf('ben')
  expect(messages).toHaveLength(1)
  expect(messages[0]).toMatchObject({ text: expect.stringContaining('ship the deck') })
  const mark = messages[0]!.blocks[0].block_id
  const nudge = await app.db.selectFrom('nudges').selectAll().where('id', '=', mark).executeTakeFirstOrThrow()
  expect(nudge).toMatchObject({ state: 'sent', message_ts: messages[0]!.ts, user_id: idOf('ben') })
})

test('A press brings the message up to date, and the other side hears', async () => {
  await types('ada', `<@${idOf('ben')}> water the plants by Friday`)
  const { channel, messages } = await dmOf('ben')
  const message = messages.find(({ text }) => text.includes('water the plants'))!
  const container = { type: 'message', message_ts: message.ts, channel_id: channel }
  const press = { ...buttonIn(message, 'Thanks'), type: 'button', block_id: 'b' }
  await presses('ben', { container, channel: { id: channel }, message }, press)
  const after = (await dmOf('ben')).messages.find(({ ts }) => ts === message.ts)!
  expect(after.edited).toBeDefined()
  expect(buttonIn(after, 'Thanks')).toBeUndefined()
  const [received] = (await dmOf('ada')).messages
  expect(received!.text).toMatch('ben says thanks for your promise: water the plants')
})

test('The form opens by a trigger, and Home is published', async () => {
  const trigger = await triggerFor('ada')
  const view = JSON.stringify({ type: 'modal', title: { type: 'plain_text', text: 'Form' }, blocks: [] })
  expect(await types('ada', '', trigger)).toBe('')
  expect(await call('views.open', { trigger_id: trigger, view })).toMatchObject({
    error: 'exchanged_trigger_id',
  })
  const event = { type: 'app_home_opened', user: idOf('ada'), channel: 'D1', tab: 'home' }
  const authorizations = [
    { team_id: team, user_id: 'U1', is_bot: true, is_enterprise_install: false, enterprise_id: null },
  ]
  const body = {
    type: 'event_callback',
    team_id: team,
    api_app_id: 'A1',
    event_id: randomUUID(),
    event,
    authorizations,
  }
  await send(JSON.stringify(body), 'application/json')
  const home = JSON.stringify({ type: 'home', blocks: [] })
  const other = await call('views.publish', { user_id: idOf('ada'), view: home, hash: 'of no version' })
  expect(other).toMatchObject({ error: 'hash_conflict' })
  expect(logged.filter((line) => line.includes('"level":50'))).toEqual([])
})
