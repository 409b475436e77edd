// Every button and form of the promises, pressed by everybody who may not, on every id that is not theirs: nothing
// changes, and the presser is told why. A button or form without its row here fails.
import { sql } from 'kysely'
import { promises } from '../../src/features/promises/index.ts'
import { installThroughBrowser } from '../../playground/browser.ts'
import { deliver } from '../../playground/pretend-slack/deliver.ts'
import type { Ack } from '../../playground/pretend-slack/delivery.ts'
import { createResponseUrl } from '../../playground/pretend-slack/response-urls.ts'
import { createTrigger } from '../../playground/pretend-slack/triggers.ts'
import { cast } from '../../playground/pretend-slack/seed.ts'
import { report } from '../support/attack-figures.ts'
import { promisesSaying } from '../support/promises.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

type Presser = 'promisor' | 'promisee' | 'witness'

interface Row {
  /** Who may; to all others, and on all other ids, it is refused. */
  may: readonly Presser[]
  /** What the promise is when it is pressed. */
  given?: Partial<Record<string, string | number | boolean | Date | null>>
  /** The button's value, or what is picked, for a promise of this id; else the id itself. */
  value?: (id: string) => string
  picked?: (id: string) => string
  values?: object
  /** It only shows something, however often. */
  shows?: true
}

const offer = (by: string) => ({
  proposal: JSON.stringify({
    by,
    saidAt: '2026-03-09T08:00:00Z',
    dueAt: '2026-03-20T14:00:00Z',
    zone: 'Europe/Paris',
    words: 'as offered',
  }),
})
const claimed = { state: 'claimed', claimed_at: new Date('2026-03-09T08:00:00Z') }
const requested = { state: 'requested' }
const broken = { state: 'broken', closed_at: new Date('2026-03-09T08:00:00Z') }
const slipped = { due_at: new Date('2026-03-09T07:30:00Z') }
const field = (id: string, value: object) => ({ [id]: { [id]: { type: 'any', ...value } } })
const moved = {
  ...field('date', { selected_date: '2026-03-18' }),
  ...field('time', { selected_time: '12:00' }),
}

const series = {
  series_id: '00000000-0000-4000-8000-000000000000',
  recurs: 'FREQ=WEEKLY;BYDAY=FR;BYHOUR=15;BYMINUTE=0',
  series_start: new Date('2026-03-13T14:00:00Z'),
  series_due: new Date('2026-03-13T14:00:00Z'),
}

const anotherReading = (id: string) =>
  JSON.stringify({ ids: id, at: '2026-03-19T14:00:00.000Z', words: 'the other Thursday' })

// `bob` promised, `alice` received, `carol` was asked to be the witness.
const actions: Record<string, Row | 'anybody'> = {
  'promises.form': 'anybody',
  'promises.list': 'anybody',
  'promises.allow_requests': 'anybody',
  'promises.change': { may: ['promisor'], shows: true },
  'promises.propose': { may: ['promisor', 'promisee'], shows: true },
  'promises.help': { may: ['promisee'], given: slipped, shows: true },
  'promises.reword': { may: ['promisor'], shows: true },
  'promises.instead': { may: ['promisee'], shows: true },
  'promises.witness_say': { may: ['witness'], given: { ...slipped, witness_state: 'yes' }, shows: true },
  'promises.miss_note': { may: ['promisor'], given: broken, shows: true },
  'promises.miss_tell': { may: ['promisor'], given: broken, shows: true },
  'promises.miss_nothing': { may: ['promisor'], given: broken },
  'promises.thanks': { may: ['promisee'], given: claimed, shows: true },
  'promises.break': { may: ['promisor'], shows: true },
  'promises.not_yet': { may: ['promisee'], given: claimed, shows: true },
  'promises.let_go': { may: ['promisee'], shows: true },
  'promises.decline': { may: ['promisor'], given: requested, shows: true },
  'promises.history': { may: ['promisor', 'promisee'], shows: true },
  'promises.more': { may: ['promisor'], value: () => '', picked: (id) => `break:${id}`, shows: true },
  'promises.accept': { may: ['promisor'], given: requested },
  'promises.agree': { may: ['promisee'], given: offer('bob') },
  'promises.keep': { may: ['promisor'], given: offer('alice') },
  'promises.claim': { may: ['promisor'] },
  'promises.confirm': { may: ['promisee'], given: claimed },
  'promises.thank': { may: ['promisee'] },
  'promises.bump': { may: ['promisee'], given: slipped },
  'promises.stop_series': { may: ['promisor', 'promisee'], given: series },
  'promises.witness_yes': { may: ['witness'] },
  'promises.witness_no': { may: ['witness'] },
  'promises.stop_requests': { may: ['promisor'], given: requested, shows: true },
  'promises.unclaim': { may: ['promisor'], given: claimed },
  'promises.go_on': { may: ['promisor', 'promisee'], given: series },
  'promises.rejoin': { may: ['promisor'], value: (id) => `${id}.last`, shows: true },
  // They show how words are read, and know of no promise.
  'promises.when': 'anybody',
  'promises.when_changed': 'anybody',
  // They name a draft, which is looked up by its writer: test/features/promises-ask-first.test.ts.
  'promises.promise_it': 'anybody',
  'promises.promise_other': 'anybody',
  'promises.another_time': 'anybody',
  'promises.the_same': 'anybody',
  // Changes no promise; that nobody hurries another's is tested in two-people.test.ts.
  'promises.tell_now': 'anybody',
  'promises.undo': { may: ['promisor'] },
  'promises.other': { may: ['promisor'], value: anotherReading },
  'promises.snooze': { may: ['promisor'], value: () => '', picked: (id) => `${id}:1h` },
}

const forms: Record<string, Row | 'anybody'> = {
  // Makes a promise of one's own: whom it names is checked where recipients are.
  'promises.make': 'anybody',
  'promises.propose': { may: ['promisor', 'promisee'], values: moved },
  'promises.amend': {
    may: ['promisor'],
    values: { ...moved, ...field('what', { value: 'ship all of it' }) },
  },
  'promises.snooze': { may: ['promisor'], values: moved },
  'promises.accept': {
    may: ['promisee'],
    given: { ...requested, offered: true, due_words: '' },
    values: moved,
  },
  'promises.help': { may: ['promisee'], given: slipped, values: field('what', { value: 'a hand' }) },
  'promises.reword': { may: ['promisor'], values: field('what', { value: 'ship half of it' }) },
  'promises.instead': { may: ['promisee'], values: field('what', { value: 'a call' }) },
  'promises.witness_say': {
    may: ['witness'],
    given: { ...slipped, witness_state: 'yes' },
    values: field('note', { value: 'a line' }),
  },
  'promises.miss_note': { may: ['promisor'], given: broken, values: field('note', { value: 'sooner' }) },
  'promises.miss_tell': { may: ['promisor'], given: broken, values: field('note', { value: 'sooner' }) },
  'promises.thanks': { may: ['promisee'], given: claimed },
  'promises.break': { may: ['promisor'] },
  'promises.not_yet': { may: ['promisee'], given: claimed },
  'promises.let_go': { may: ['promisee'] },
  'promises.decline': { may: ['promisor'], given: requested },
  'promises.stop_requests': { may: ['promisor'], given: requested },
}

test('every button and every form has its row', () => {
  expect(Object.keys(actions).toSorted()).toEqual(Object.keys(promises.actions ?? {}).toSorted())
  expect(Object.keys(forms).toSorted()).toEqual(Object.keys(promises.forms ?? {}).toSorted())
})

let all: Workspace
let acme: string
let globex: string
let foreignId: string

beforeAll(async () => {
  const tz = 'Europe/Paris'
  const people = [
    ...cast.map((person) => Object.assign({ tz }, person)),
    { name: 'gina', tz, isRestricted: true },
    { name: 'dora', tz, deleted: true },
  ]
  all = await workspace({
    teams: [
      { name: 'Acme', people, installed: false },
      {
        installed: false,
        name: 'Globex',
        people: [
          { name: 'greg', tz },
          { name: 'grace', tz },
        ],
      },
    ],
    shared: true,
  })
  const { slack, person, db, app } = all
  for (const team of slack.world.teams.values())
    await installThroughBrowser(`http://127.0.0.1:${app.port}/slack/install`, { team: team.id })
  acme = slack.world.people.get(person('bob').id)!.teamId
  globex = slack.world.people.get(person('greg').id)!.teamId
  await person('greg').types('/promise @grace mind the shop by Friday')
  foreignId = (await db.selectFrom('promises').select('id').executeTakeFirstOrThrow()).id
  // Somebody at Globex who bears Bob's very id, as ids are one's own only within a workspace.
  for (const name of ['bob', 'alice'])
    await sql`insert into people (team_id, user_id, name, real_name, fetched_at)
      values (${globex}, ${person(name).id}, 'twin', 'Twin', ${all.clock.read()})`.execute(db)
})

let made = 0

/** A promise from Bob to Alice, in the state that the row asks for. */
async function given(row: Row): Promise<string> {
  const { bob, alice, carol, db } = all
  made += 1
  await bob.types(`/promise @alice ship the deck, take ${made}, by Friday 3pm`)
  const [id] = await promisesSaying(all, `ship the deck, take ${made}`)
  const named = JSON.stringify(row.given ?? {})
    .replaceAll('\\"bob\\"', `\\"${bob.id}\\"`)
    .replaceAll('\\"alice\\"', `\\"${alice.id}\\"`)
  const change = { witness: carol.id, witness_state: 'asked', ...JSON.parse(named) }
  await db.updateTable('promises').set(change).where('id', '=', id!).execute()
  return id!
}

/** A digest of everything that a press could change. */
async function stored(): Promise<string> {
  const { rows: found } = await sql<{ digest: string }>`
    select md5(string_agg(row, ' ' order by row)) as digest from (
      select 'promise ' || to_jsonb(t)::text as row from promises t
      union all select 'event ' || to_jsonb(t)::text from promise_events t
      union all select 'stop ' || to_jsonb(t)::text from request_stops t
      union all select concat_ws(' ', 'nudge', id, user_id, kind, due_at) from nudges where state <> 'cancelled'
    ) every`.execute(all.db)
  return found[0]!.digest
}

interface By {
  userId: string
  teamId: string
}

interface Press {
  kind: 'press' | 'form'
  name: string
  row: Row
  id: string
  by: By
}

/** What the presser was told in return, or '' where they were told nothing. */
async function presses({ kind, name, row, id, by }: Press): Promise<string> {
  const { slack, app } = all
  const { userId, teamId } = by
  const channelId = [...slack.world.channels.values()].find((channel) => channel.teamId === teamId)!.id
  const heard = () => (slack.world.ephemerals.get(userId) ?? []).length
  const before = heard()
  slack.world.modals.delete(userId)
  const common = {
    team: { id: teamId, domain: 'x' },
    user: { id: userId, team_id: teamId },
    trigger_id: createTrigger(slack, userId, teamId),
  }
  const stamp = `${Math.random()}`
  const payload =
    kind === 'press'
      ? {
          type: 'block_actions',
          ...common,
          response_url: createResponseUrl(slack, { userId, teamId, channelId }),
          container: { type: 'message', message_ts: stamp, channel_id: channelId },
          actions: [
            {
              type: row.picked ? 'overflow' : 'button',
              action_id: name,
              action_ts: stamp,
              value: row.value ? row.value(id) : id,
              ...(row.picked && { selected_option: { value: row.picked(id) } }),
            },
          ],
        }
      : {
          type: 'view_submission',
          ...common,
          view: {
            id: `V${stamp}`,
            type: 'modal',
            callback_id: name,
            private_metadata: id,
            state: { values: row.values ?? {} },
          },
        }
  const ack = await deliver(slack, { title: `${kind} ${name}`, kind: 'interactive', payload })
  await slack.settled()
  await app.idle()
  const modal = slack.world.modals.get(userId)?.at(-1)
  const said = (slack.world.ephemerals.get(userId) ?? []).slice(before)
  return [...said.map(({ text }) => text), modal ? JSON.stringify(modal.blocks) : '', updateOf(ack)].join('')
}

function updateOf(ack: Ack): string {
  const body = ack.outcome === 'ok' ? (ack.body as { view?: { blocks?: unknown } } | '') : ''
  return body && body.view ? JSON.stringify(body.view.blocks) : ''
}

const refusal = /Nothing changed|nothing changed|nothing was stored|not yours|nothing left|already past/

const rows = [
  ...Object.entries(actions).map(([name, row]) => ['press', name, row] as const),
  ...Object.entries(forms).map(([name, row]) => ['form', name, row] as const),
].filter((entry): entry is readonly ['press' | 'form', string, Row] => entry[2] !== 'anybody')

test.each(rows)('%s %s', async (kind, name, row) => {
  const { bob, alice, carol, mallory, person, slack, db } = all
  const id = await given(row)
  const at = (userId: string, teamId = acme) => ({ userId, teamId })
  const idOf: Record<Presser, string> = { promisor: bob.id, promisee: alice.id, witness: carol.id }
  const dora = [...slack.world.people.values()].find((one) => one.name === 'dora')!.id
  const rightful = row.may.map((presser) => idOf[presser])

  const everybody: [string, By][] = [
    ['the promisor', at(bob.id)],
    ['the promisee', at(alice.id)],
    ['the witness', at(carol.id)],
    ['a stranger', at(mallory.id)],
    ['a guest', at(person('gina').id)],
    ['somebody deactivated', at(dora)],
    ["somebody elsewhere with the promisor's id", at(bob.id, globex)],
    ["somebody elsewhere with the promisee's id", at(alice.id, globex)],
  ]
  const wrongPeople = everybody.filter(([, by]) => by.teamId !== acme || !rightful.includes(by.userId))
  const wrongIds = {
    missing: '',
    unknown: '11111111-2222-4333-8444-555555555555',
    foreign: foreignId,
    odd: "';--",
  }

  const before = await stored()
  for (const [who, by] of wrongPeople) {
    const told = await presses({ kind, name, row, id, by })
    expect([who, told]).toEqual([who, expect.stringMatching(refusal)])
    expect([who, (await stored()) === before]).toEqual([who, true])
  }
  for (const [which, wrong] of Object.entries(wrongIds)) {
    const told = await presses({ kind, name, row, id: wrong, by: at(rightful[0]!) })
    expect([which, told]).toEqual([which, expect.stringMatching(refusal)])
    expect([which, (await stored()) === before]).toEqual([which, true])
  }

  const told = await presses({ kind, name, row, id, by: at(rightful[0]!) })
  if (row.shows) {
    expect(told).toMatch('ship the deck')
    expect((await stored()) === before).toBe(true)
  } else expect((await stored()) === before).toBe(false)
  report({
    attack: 'T3 buttons and forms of promises, pressed by others or with other ids',
    tried: wrongPeople.length + Object.keys(wrongIds).length,
    through: 0,
    control: 'the one who may changes the promise, by each',
  })

  // After the end, it is too late for everybody.
  await db
    .updateTable('promises')
    .set({ state: 'broken', closed_at: all.clock.read() })
    .where('id', '=', id)
    .execute()
  // The history stays, and after a miss something is asked.
  if (name === 'promises.history' || name.startsWith('promises.miss_')) return
  const ended = await stored()
  for (const userId of rightful) {
    expect(await presses({ kind, name, row, id, by: at(userId) })).toMatch(refusal)
    expect((await stored()) === ended).toBe(true)
  }
})

/** What may be done again: to look, to be reminded later still, to offer or write something else. */
const repeatable = new Set([
  'promises.snooze',
  'promises.propose',
  'promises.amend',
  'promises.other',
  'promises.help',
])

test.each(rows.filter(([, name, row]) => !row.shows && !repeatable.has(name)))(
  '%s %s, twice',
  async (kind, name, row) => {
    const { bob, alice, carol } = all
    const idOf: Record<Presser, string> = { promisor: bob.id, promisee: alice.id, witness: carol.id }
    const by = { userId: idOf[row.may[0]!], teamId: acme }
    const id = await given(row)
    await presses({ kind, name, row, id, by })
    const once = await stored()
    expect(await presses({ kind, name, row, id, by })).toMatch(/[Nn]othing changed/)
    expect((await stored()) === once).toBe(true)
  },
)
