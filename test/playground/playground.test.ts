import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Exchange, State } from '../../playground/api.ts'
import { openPlayground, type Playground } from '../../playground/index.ts'
import type { Act, ActResult } from '../../playground/act.ts'
import { openDatabase } from '../../src/db/database.ts'
import { embeddedKey } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'

let folder: string
let playground: Playground
let isStopped = false

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'playground-'))
  playground = await open()
  await playground.ready
}, 240_000)
afterAll(async () => {
  if (!isStopped) await playground.stop()
  rmSync(folder, { recursive: true, force: true })
})

function open(): Promise<Playground> {
  const config = {
    slack: undefined,
    database: { folder },
    encryptionKey: undefined,
    port: 0,
    logLevel: 'error',
    settleSeconds: 60,
    messagesPerMinute: 200,
    retentionMonths: 12,
  } as const
  return openPlayground(config, () => undefined)
}

async function get<T>(where: string): Promise<T> {
  const answer: T = JSON.parse(await (await fetch(playground.url + where)).text())
  return answer
}

async function act(action: Act): Promise<ActResult> {
  const response = await fetch(`${playground.url}/api/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(action),
  })
  const answer: ActResult = JSON.parse(await response.text())
  return answer
}

async function stateOf(name: string): Promise<State> {
  const { people } = await get<State>('/api/state')
  return get<State>(`/api/state?as=${people.find((person) => person.name === name)!.id}`)
}

const textsOf = (state: State) => state.messages.map((message) => message.text).join('\n')

test('A newcomer finds a story under way, and only what their person may see', async () => {
  const alice = await stateOf('alice')
  expect(textsOf(alice)).toMatch('Bob says it is done: check the press list')
  expect(alice.channels.map((channel) => channel.name).toSorted()).toEqual([
    'forthright',
    'general',
    'launch',
  ])
  expect(textsOf(await stateOf('bob'))).toMatch("You are in Alice's circle")
  expect(textsOf(await stateOf('carol'))).toMatch('Alice has a question for you')
  expect(alice.commands.map((one) => one.command)).toContain('/promise')
  expect(alice.shortcuts.map((one) => one.name)).toContain('Make it a promise')
  expect(alice.planned.map((one) => one.to)).toContain('alice')
  // Its row is written within the hour before, and it is shown before that.
  expect(alice.planned.filter(({ kind }) => kind === 'promises.due')).toHaveLength(1)
  expect(new Set(alice.planned.map(({ id }) => id)).size).toBe(alice.planned.length)
  expect(alice.clock.zone).toBe('Europe/Paris')
  expect(textsOf(await stateOf('carol'))).not.toMatch('check the press list')
})

test('One types, presses and reads as a person, and the wire shows the rows it wrote', async () => {
  const bob = await stateOf('bob')
  const general = bob.channels.find((channel) => channel.name === 'general')!
  const text = '/promise @carol water the plants tomorrow'
  expect(await act({ do: 'type', as: bob.viewer.id, channelId: general.id, text })).toEqual({ ok: true })
  expect(textsOf(await stateOf('bob'))).toMatch('You promised Carol: water the plants')
  const exchanges = await get<Exchange[]>('/api/exchanges')
  const exchange = exchanges.find(({ title }) => title.includes('command /promise'))
  expect(exchange).toMatchObject({
    direction: 'in',
    status: 200,
    wrote: expect.arrayContaining(['promises +1']),
  })

  const before = (await stateOf('alice')).channels.find((channel) => channel.name === 'forthright')!
  expect(before.unread).toBeGreaterThan(0)
  const alice = (await stateOf('alice')).viewer.id
  await act({ do: 'read', as: alice, channelId: before.id })
  expect((await stateOf('alice')).channels.find((channel) => channel.id === before.id)!.unread).toBe(0)
})

test('Opening Home tells the app, and what is in hand comes to an end', async () => {
  const { viewer } = await stateOf('bob')
  expect(await act({ do: 'openHome', as: viewer.id })).toEqual({ ok: true })
  await playground.slack.settled()
  const opened = (await get<Exchange[]>('/api/exchanges')).findLast(({ title }) =>
    title.includes('app_home_opened'),
  )
  expect(opened).toMatchObject({ status: 200, wrote: expect.any(Array) })
  expect((await stateOf('bob')).home?.blocks.length).toBeGreaterThan(0)
})

test('What a person cannot do comes back in words', async () => {
  const { viewer, channels } = await stateOf('carol')
  const dm = channels.find((channel) => channel.kind === 'dm')!
  expect(await act({ do: 'type', as: viewer.id, channelId: dm.id, text: 'hello' })).toMatchObject({
    ok: false,
    error: expect.stringContaining('Only the app writes here'),
  })
  expect(await act({ do: 'type', as: 'nobody', channelId: dm.id, text: 'hello' })).toMatchObject({
    ok: false,
  })
  expect(await act({ do: 'submit', as: viewer.id, viewId: 'V0', values: {} })).toMatchObject({ ok: false })
  expect(await act({ do: 'clock', to: 'yesterday-ish' })).toMatchObject({ ok: false })
  expect(await act({ do: 'clock', to: '2001-01-01T00:00' })).toMatchObject({ ok: false })
  expect(await act({ do: 'person', id: viewer.id, tz: 'Mars/Olympus' })).toMatchObject({ ok: false })
})

test('The clock moves to Friday, and what was due on the way has happened', async () => {
  const alice = (await stateOf('alice')).viewer.id
  expect(await act({ do: 'clock', to: 'next-friday-15', as: alice })).toEqual({ ok: true })
  const { clock, messages } = await stateOf('alice')
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: clock.zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  expect(wall.format(new Date(clock.now))).toMatch(/^Fri,? 15:00/)
  expect(messages.map((message) => message.text).join('\n')).toMatch('look over the budget sheet')
  await act({ do: 'clock', to: 'next-morning', as: alice })
  expect(wall.format(new Date((await stateOf('alice')).clock.now))).toMatch(/^Mon,? 09:00/)
})

test('What stood before a restart stands after it, clock included', async () => {
  const before = await stateOf('alice')
  await playground.stop()
  playground = await open()
  await playground.ready
  const after = await stateOf('alice')
  expect(after.messages).toEqual(before.messages)
  expect(after.planned).toEqual(before.planned)
  expect(Date.parse(after.clock.now)).toBeGreaterThanOrEqual(Date.parse(before.clock.now))
  const press = lastButton(after, 'Done')
  expect(await act({ do: 'press', as: after.viewer.id, ...press })).toEqual({ ok: true })
  await playground.slack.settled()
  expect(playground.slack.notices).toEqual([])
})

function lastButton(state: State, label: string) {
  for (const { channelId, ts, blocks } of state.messages.toReversed())
    for (const block of blocks) {
      const elements = block.type === 'actions' ? block.elements : []
      const button = elements.find((element) => element.type === 'button' && element.text.text === label)
      if (!button || !('action_id' in button)) continue
      const where = { kind: 'message' as const, channelId, ts }
      return {
        where,
        blockId: block.block_id ?? '',
        actionId: button.action_id ?? '',
        element: { type: 'button' },
      }
    }
  throw new Error(`No message has a button "${label}"`)
}

test('A page is told of changes as they come', async () => {
  const response = await fetch(`${playground.url}/api/changes`)
  const reader = response.body!.getReader()
  const { viewer } = await stateOf('carol')
  await act({ do: 'person', id: viewer.id, tz: 'Asia/Tokyo' })
  let received = ''
  while (!received.includes('event: changed'))
    received += new TextDecoder().decode((await reader.read()).value)
  expect(received).toMatch('data: {}')
  await reader.cancel()
  expect((await stateOf('carol')).viewer.tz).toBe('Asia/Tokyo')
})

test.each([
  ['another host', { host: 'playground.example' }],
  ['a name pointed at this machine', { host: 'localhost.example:80' }],
  ['a page elsewhere', { origin: 'https://example.com' }],
  ['a page of no origin', { origin: 'null' }],
])('The control API refuses %s', async (_, headers) => {
  const { port, host } = new URL(playground.url)
  const status = await new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path: '/api/state', headers: { host, ...headers } },
      (response) => {
        response.resume()
        resolve(response.statusCode)
      },
    )
    asked.on('error', reject)
    asked.end()
  })
  expect(status).toBe(403)
})

test('An act that is none is refused, and health and metrics pass through', async () => {
  const post = (body: string, type: string) =>
    fetch(`${playground.url}/api/act`, { method: 'POST', headers: { 'content-type': type }, body })
  expect((await post('{"do":"reset"}', 'text/plain')).status).toBe(400)
  expect((await post('null', 'application/json')).status).toBe(400)
  expect((await post('{"do":', 'application/json')).status).toBe(400)
  expect((await fetch(`${playground.url}/healthz`)).status).toBe(200)
  expect(await (await fetch(`${playground.url}/metrics`)).text()).toMatch('# TYPE')
})

test('Starting afresh tells the story anew on an empty database', async () => {
  const old = await stateOf('alice')
  expect(await act({ do: 'reset' })).toEqual({ ok: true })
  const fresh = await stateOf('alice')
  expect(fresh.viewer.id).not.toBe(old.viewer.id)
  expect(textsOf(fresh)).toMatch('Bob says it is done: check the press list')
  expect(Date.parse(fresh.clock.now)).toBeLessThan(Date.parse(old.clock.now))
})

// Here, because making and migrating an embedded database takes 12 s of processor time, and the playground has made one.
test('Its embedded database keeps its rows between runs, and only one may have it open', async () => {
  await playground.stop()
  isStopped = true
  const first = await openDatabase({ folder })
  expect((await first.db.selectFrom('promises').select('id').execute()).length).toBeGreaterThan(0)
  await first.db
    .insertInto('workspaces')
    .values({ team_id: 'T1', name: 'Acme', installed_at: new Date('2026-03-09T08:00:00Z') })
    .execute()
  await expect(openDatabase({ folder })).rejects.toThrow(`in use by process ${process.pid}`)
  await first.close()

  // A process that was killed leaves its lock behind; its number belongs to nobody.
  writeFileSync(path.join(folder, 'lock'), '999999999')
  const again = await openDatabase({ folder })
  expect(await migrate(again.db)).toEqual([])
  const readAcme = () =>
    again.db.selectFrom('workspaces').select(['name', 'installed_at']).where('team_id', '=', 'T1').execute()
  expect(await readAcme()).toEqual([{ name: 'Acme', installed_at: new Date('2026-03-09T08:00:00Z') }])
  await expect(
    again.db.transaction().execute(async (tx) => {
      await tx.updateTable('workspaces').set({ name: 'Globex' }).where('team_id', '=', 'T1').execute()
      throw new Error('changed its mind')
    }),
  ).rejects.toThrow('changed its mind')
  expect(await readAcme()).toMatchObject([{ name: 'Acme' }])
  await again.close()
  expect(existsSync(path.join(folder, 'lock'))).toBe(false)
})

test('Its key is made once, and only its owner can read it', () => {
  const key = embeddedKey(folder)
  expect(key).toHaveLength(32)
  expect(embeddedKey(folder)).toEqual(key)
  expect(statSync(path.join(folder, 'encryption.key')).mode & 0o077).toBe(0)
})
