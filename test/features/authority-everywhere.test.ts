// Every button and form of every feature, as it comes before somebody in the course of a story, is sent by everybody before
// whom it does not stand, and with other ids: nothing of anybody else changes, and no word is shown that was not for
// them. Those of promises are tried state by state in authority.test.ts.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { installThroughBrowser } from '../../playground/browser.ts'
import { cast } from '../../playground/pretend-slack/seed.ts'
import type { TestUser } from '../../playground/test-user.ts'
import { longestText } from '../../src/app/text-sizes.ts'
import { features } from '../../src/features/index.ts'
import { isWhole, report } from '../support/attack-figures.ts'
import {
  changedRows,
  collectControls,
  send,
  storedRows,
  type By,
  type Control,
} from '../support/attack-controls.ts'
import { workspace, type Workspace } from '../support/workspace.ts'

const tz = 'Europe/Paris'
const team = ['alice', 'bob', 'carol', 'dan', 'eve', 'frank'] as const

let place: Workspace
let acme: string
let globex: string

/** What anybody may press or submit, because it reads and changes what is theirs and nothing else; each with what that is. */
const ofOnesOwn: Record<string, string> = {
  'candor.settings': 'the hour of my own question',
  'candor.questions': 'the questions of the workspace, which each member may word',
  'candor.note': 'a note to myself',
  'candor.ask_one': 'a question to somebody of my own circle',
  'circle.invite': 'an invitation into my own circle',
  'privacy.export': 'my own data',
  'promises.make': 'a promise of mine',
  'aims.find': 'looks for somebody for me',
  'aims.save': 'my own aims',
  'relationships.label': 'what I call a colleague',
  'relationships.partners': 'whom I call partners',
  'relationships.thanks': 'thanks of mine',
  'relationships.values': 'what I value',
  'relationships.goal_make': 'a goal of mine',
  'settings.save': 'my own hours',
  'settings.days_off_form': 'the days off of the workspace, which each full member may change',
  'settings.days_off': 'the days off of the workspace, which each full member may change',
  'settings.undo_change': 'what a member changed for everybody, which each full member may undo',
}

/** What does not come about in this story, and where it is tried. */
const elsewhere: Record<string, string> = {
  'privacy.forget': 'erases whoever presses it: privacy.test.ts',
  'circle.allow': 'takes back a block of mine: circle.test.ts',
  'relationships.talk': 'after a quarter, or weeks of silence: relationships.test.ts',
  'relationships.mirror_picture': 'a picture of my own mirror: relationships.test.ts',
  'home.page': 'turns a page of my own Home: home.test.ts',
  'relationships.page': 'turns a page of my own list: relationships.test.ts',
  'relationships.partners_form': 'from nine partners on, of my own: relationships.test.ts',
  'relationships.partners': 'from nine partners on, of my own: relationships.test.ts',
}

const attacked = new Map<string, number>()
const took = new Set<string>()
const failures: string[] = []
let through = 0
const answer = 'answer'
const seen = new Set<string>()

/** Words that only those may read whose first letters they bear. */
let words = 0
const secret = (readers: string) => `zq-${readers}-${(words += 1)}`
const secrets = (text: string) => Array.from(text.matchAll(/zq-([a-f]+)-\d+/g), ([, readers]) => readers!)

/** What stands before one of two who may both press it, the other elsewhere or by a command. */
const alsoFor: Record<string, readonly string[]> = {
  'circle.leave': ['alice'],
  'relationships.end': ['alice', 'bob'],
  'relationships.goal_leave': ['alice', 'bob'],
  'pulse.start': team,
  'pulse.show': team,
  'pulse.promise': team,
  'pulse.picture': team,
}

function personOf({ userId, teamId }: By) {
  const person = place.slack.world.people.get(userId)
  return person?.teamId === teamId ? person : undefined
}

/** Sends one control as somebody who may not, or with another value; what is wrong with what came of it is noted. */
async function attack(control: Control, by: By, value: string, who: string): Promise<void> {
  await place.settle()
  const before = await storedRows(place)
  const dms = () => [...place.slack.world.messages.values()].flat().length
  const told = dms()
  const shown = await send(place, control, by, value)
  const changed = changedRows(before, await storedRows(place))
  attacked.set(control.name, (attacked.get(control.name) ?? 0) + 1)
  const isOwn = control.name in ofOnesOwn
  // Whoever is sent something has it put into their inbox, at the pace of their workspace, whose questions are everybody's.
  const isShared = (row: string) => /^(inboxes|workspaces|candor_questions|workspace_changes)/.test(row)
  const isTheirs = (row: string) =>
    row.includes(`"${by.teamId}"`) && (isShared(row) || row.includes(`"${by.userId}"`))
  const wrong = [
    ...(isOwn ? changed.filter((row) => !isTheirs(row)) : changed),
    ...(isOwn || dms() === told ? [] : ['somebody heard of it']),
    ...secrets(shown).filter((readers) => !readers.includes(personOf(by)?.name[0] ?? '-')),
    ...(/quote reference/.test(shown) ? ['a request failed'] : []),
  ]
  if (wrong.length)
    failures.push(`${control.kind} ${control.name} by ${who}: ${wrong.join(' ').slice(0, 160)}`)
}

/** Everybody before whom it does not stand: colleagues, a guest, somebody who left, and two at another company. */
function othersThan({ holders, name }: Control): [string, By][] {
  const people = [...place.slack.world.people.values()].filter(({ isBot }) => !isBot)
  const [holder = ''] = holders
  const twin: By = { userId: holder, teamId: globex }
  return [
    ...people
      .filter(({ id }) => !holders.has(id))
      .filter((one) => !alsoFor[name]?.includes(one.name))
      // What somebody in the story does for themselves would change how it goes on.
      .filter((one) => !(name in ofOnesOwn) || !team.includes(one.name as 'bob'))
      .map((one): [string, By] => [one.name, { userId: one.id, teamId: one.teamId }]),
    ['somebody elsewhere with the same id', twin],
  ]
}

/** Other ids of the same shape, none, and what no id looks like. */
function otherValues({ value }: Control): string[] {
  if (!value) return []
  const uuid = '11111111-2222-4333-8444-555555555555'
  const unknown = value.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, uuid)
  const stranger = value.replace(/\bU[A-Z0-9]{8,}\b/g, place.person('greg').id)
  return [...new Set([unknown, stranger, '', "';--"])].filter((other) => other !== value)
}

/** What forms say of how much fits into their fields, beside what is checked when they come back. */
const fields = new Map<string, { said: number | undefined; checked: number }>()

function noteFields(): void {
  for (const { callback_id: form = '', blocks } of [...place.slack.world.modals.values()].flat())
    for (const { block_id: field = '', element } of blocks)
      if (element?.type === 'plain_text_input')
        fields.set(`${form} ${field}`, {
          said: element.max_length,
          checked: longestText(features, form, field),
        })
}

/** A name that would call everybody, link elsewhere, turn what follows round, and look like something that was said. */
const hostile = '<!channel> <@U0ALICE00|alice> <http://evil.example|here> \u202E*Kept*\n> `_yes_`'
const live = new Set<string>()

function noteLiveMarks(): void {
  const { messages, ephemerals, modals, homes } = place.slack.world
  const fromApp = [...messages.values(), ...ephemerals.values()].flat().filter((one) => one.fromApp)
  for (const { text } of fromApp) noteIfLive(text)
  for (const { blocks } of [...fromApp, ...[...modals.values()].flat(), ...homes.values()]) noteMrkdwn(blocks)
}

function noteMrkdwn(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  const { type, text } = value as { type?: unknown; text?: unknown }
  if (type === 'mrkdwn' && typeof text === 'string') noteIfLive(text)
  for (const inner of Object.values(value)) noteMrkdwn(inner)
}

function noteIfLive(text: string): void {
  if (/Dan |Eve |Frank |Gil /.test(text)) named += 1
  if (/<!channel|<@U0ALICE00|<http:|\u202E|\*Kept\*|`_|_yes_/.test(text)) live.add(text.slice(0, 200))
}

let named = 0

/** One of them, for each name another: which one does not change with what else stands there. */
function pickFor<T>(name: string, all: readonly T[]): T[] {
  if (isWhole || !all.length) return [...all]
  return [all[createHash('sha1').update(name).digest()[0]! % all.length]!]
}

const keyOf = ({ kind, name }: Control) => `${kind} ${name}`

function newControls(): Control[] {
  return collectControls(place)
    .filter(({ name }) => !name.startsWith('promises.') || name === 'promises.make')
    .filter((control) => !(control.name in elsewhere) && !seen.has(keyOf(control)))
}

/** Everything that has come before anybody since the last time, by name; by all others and with all ids, or one each. */
async function attackWhatIsNew(): Promise<void> {
  noteFields()
  noteLiveMarks()
  if (!newControls().length) return
  // What is due by now is sent first: it would be sent after the first attack, and be taken for its effect.
  await place.app.tick()
  await place.settle()
  for (const control of newControls()) {
    const key = keyOf(control)
    if (seen.has(key)) continue
    seen.add(key)
    const [holder = ''] = control.holders
    const others = othersThan(control)
    const values = otherValues(control)
    for (const [who, by] of pickFor(key, others)) await attack(control, by, control.value, who)
    for (const value of pickFor(key, values))
      await attack(control, { userId: holder, teamId: acme }, value, `its own with ${JSON.stringify(value)}`)
  }
}

/** Before each step everything new is attacked; whatever a step then presses or submits has to take effect. */
function watched(name: string): TestUser {
  const user = place.person(name)
  const step =
    <Given extends unknown[]>(act: (...given: Given) => Promise<void>) =>
    async (...given: Given) => {
      await attackWhatIsNew()
      const before = await storedRows(place)
      const shownBefore = JSON.stringify([user.seen(), user.modal()?.blocks])
      const from = place.slack.journal.exchanges().at(-1)?.id ?? 0
      await act(...given)
      const changed = changedRows(before, await storedRows(place)).length
      const isShown = JSON.stringify([user.seen(), user.modal()?.blocks]) !== shownBefore
      if (!changed && !isShown) return
      for (const { id, direction, request } of place.slack.journal.exchanges())
        if (id > from && direction === 'in') for (const used of namesIn(request)) took.add(used)
    }
  return Object.assign(Object.create(user), {
    presses: step(user.presses),
    submits: step(user.submits),
    picks: step(user.picks),
    types: step(user.types),
    closesModal: step(user.closesModal),
  }) as TestUser
}

function namesIn(request: unknown): string[] {
  const {
    view,
    actions = [],
    type,
  } = request as {
    type?: string
    view?: { callback_id: string }
    actions?: { action_id: string; selected_option?: { value?: string } }[]
  }
  if (type === 'view_submission') return [view!.callback_id]
  return actions.map(({ action_id: id, selected_option: chosen }) =>
    id.startsWith('menu') ? (chosen?.value ?? '').split(':', 1)[0]! : id.split('#', 1)[0]!,
  )
}

beforeAll(async () => {
  const people = [
    ...cast,
    { name: 'dan', displayName: `Dan ${hostile}` },
    { name: 'eve', displayName: `Eve ${hostile}` },
    { name: 'frank', displayName: `Frank ${hostile}` },
    { name: 'gil', displayName: `Gil ${hostile}`, isRestricted: true },
    { name: 'noor', deleted: true },
  ].map((person) => Object.assign({ tz }, person))
  place = await workspace({
    now: 'Wed 09:00',
    shared: true,
    teams: [
      { name: 'Acme', people, installed: false, channels: { team: [...team] } },
      { name: 'Globex', people: ['greg', 'grace'].map((name) => ({ name, tz })), installed: false },
    ],
  })
  const { slack, person, db, app } = place
  for (const one of slack.world.teams.values())
    await installThroughBrowser(`http://127.0.0.1:${app.port}/slack/install`, { team: one.id })
  for (const install of slack.world.installs.values()) install.scopes.push('channels:read', 'groups:read')
  acme = slack.world.people.get(person('bob').id)!.teamId
  globex = slack.world.people.get(person('greg').id)!.teamId
  for (const name of team)
    await sql`insert into people (team_id, user_id, name, real_name, fetched_at)
      values (${globex}, ${person(name).id}, 'twin', 'Twin', ${place.clock.read()})`.execute(db)
  // What an install says is on its way, and is no part of the story.
  await app.tick()
  await app.idle()
}, 60_000)

type Cast = Record<(typeof team)[number], TestUser>

/** The story, by chapters: each brings the buttons and forms of one feature before those for whom they are. */
const chapters: Record<string, (who: Cast) => Promise<void>> = {
  async circle({ alice, bob, carol, dan, eve, frank }) {
    await alice.opensHome()
    await alice.presses('Ask someone in', { in: 'home' })
    await alice.closesModal()
    await alice.types('/circle @bob @carol @dan @eve @frank be frank')
    for (const one of [bob, carol, dan, eve, frank]) await one.presses("Yes, I'm in")
    await bob.types('/circle not @mallory')
    await bob.types('/circle')
    await bob.opensHome()
  },

  async choices({ alice, bob }) {
    await alice.types('/candor settings')
    await alice.submits({})
    await alice.closesModal()
    await alice.types('/candor questions')
    await alice.submits({})
    await alice.closesModal()
    await alice.types('/candor note')
    await alice.submits({ 'What might I be missing?': secret('a') })
    await alice.closesModal()
    await bob.types('/forthright settings')
    await bob.submits({})
    await bob.closesModal()
    await bob.types('/forthright days off')
    await bob.submits({ 'Days off that are ahead': '25 December' })
    await bob.closesModal()
    await bob.opensHome()
    await bob.types('/forthright privacy')
    await bob.types('/forthright forget me')
  },

  async round({ alice, bob, carol, dan, eve, frank }) {
    await place.clock.to('Thu 10:00')
    await alice.presses('Change')
    await alice.closesModal()
    await alice.presses('Say mine first')
    await alice.submits({ 'What I already suspect, hope or fear': secret('abcdef') })
    await alice.closesModal()
    await bob.presses('Answer')
    await bob.submits({ [answer]: secret('ab') })
    await bob.closesModal()
    await bob.presses('Change my answer')
    await bob.submits({ [answer]: secret('ab') })
    await bob.closesModal()
    await carol.presses('Answer')
    await carol.presses("I'd rather say it face to face")
    await carol.closesModal()
    await alice.presses('Good')
    for (const one of [dan, eve, frank]) {
      await one.presses('Answer')
      await one.submits({ [answer]: secret(`a${one.name[0]}`), 'Who says it?': 'Without a name' })
      await one.closesModal()
    }
  },

  async hearing({ alice, bob }) {
    await place.clock.to('Thu 11:30')
    await alice.types('/candor read')
    await alice.presses('Ask one thing back')
    await alice.submits({ 'What would you like to know?': secret('ab') })
    await alice.closesModal()
    await bob.presses('Read and reply')
    await bob.submits({ 'Your reply': secret('ab') })
    await bob.closesModal()
    await alice.types('/candor read')
    await alice.presses('Make it a promise')
    await alice.submits({ 'What?': 'listen first', 'Which day?': '2026-03-27', 'To whom?': ['@bob'] })
    await alice.closesModal()
  },

  async 'one question and an offer'({ alice, bob, carol, dan }) {
    await place.clock.to('Thu 13:00')
    await alice.types('/candor ask @dan How was my demo?')
    await alice.submits({})
    await alice.closesModal()
    await dan.presses('Told you in person')
    await bob.types('/candor @carol')
    await carol.presses('Now')
    await bob.presses('Write it')
    await bob.submits({ [answer]: secret('bc') })
    await bob.closesModal()
    await carol.types('/candor read')
    await carol.presses('Thank')
    await carol.closesModal()
  },

  async group({ alice, bob, carol }) {
    await place.clock.to('Thu 14:30')
    await alice.types('/circle together @bob @carol')
    await bob.presses("Yes, I'm in", { beside: 'group' })
    await carol.presses("Yes, I'm in", { beside: 'group' })
    await bob.presses('Write mine', { on: bob.dmMessages().at(-1)! })
    await bob.submits({ 'One aim': secret('abc'), 'One step towards it, this month': secret('abc') })
    await bob.closesModal()
    await bob.presses('What we wrote')
    await bob.closesModal()
    await carol.presses('Leave the group')
  },

  async aims({ alice, bob }) {
    await place.clock.to('Thu 16:00')
    const look = {
      'Introductions, at most one a month': ['Introduce me to somebody who wants much the same'],
    }
    await bob.types('/people aims')
    await bob.submits({ 'What do you want to build or learn?': `Teach statistics ${secret('b')}`, ...look })
    await bob.closesModal()
    await alice.types('/people aims')
    await alice.submits({ 'What do you want to build or learn?': `Learn statistics ${secret('a')}`, ...look })
    await alice.presses('Find somebody')
    await alice.presses('Ask them')
    await alice.closesModal()
    await bob.presses('Introduce us')
  },

  async people({ alice, bob }) {
    await place.clock.to('Fri 10:00')
    await alice.types('/people @bob friend')
    await alice.types('/people')
    await alice.presses('Label a colleague')
    await alice.closesModal()
    await alice.types('/people')
    await alice.presses('Say thank you', { beside: 'bob' })
    await alice.submits({ 'What for?': secret('ab') })
    await alice.closesModal()
    await alice.types('/people values')
    await alice.submits({ 'In your words': secret('abcdef') })
    await alice.closesModal()
    await alice.types('/people mirror')
    await alice.closesModal()
    await alice.types('/between @bob')
    await bob.presses('Yes, let us')
    await bob.closesModal()
    await alice.presses('Between us')
    await alice.presses('End this')
    await alice.closesModal()
  },

  async goal({ alice, bob, carol }) {
    await place.clock.to('Fri 12:00')
    await alice.types('/promise goals')
    await alice.presses('New goal')
    await alice.submits({
      'What do you want to reach together?': secret('abc'),
      'Why does it matter?': secret('abc'),
      'With whom?': ['@bob', '@carol'],
    })
    await alice.closesModal()
    await bob.presses("I'm in")
    await carol.presses('No, thank you', { beside: 'goal' })
    await bob.types('/promise goals')
    await bob.presses('Show')
    await bob.closesModal()
    await alice.types('/promise goals')
    await alice.presses('Show')
    await alice.presses('Ask someone in')
    await alice.closesModal()
    await alice.types('/promise goals')
    await alice.presses('Show')
    await alice.presses('Close the goal')
    await alice.closesModal()
  },

  async pulse({ alice, bob, carol, dan, eve, frank }) {
    await place.clock.to('Fri 14:00')
    const here = { in: '#team' }
    await alice.types('/invite @forthright', here)
    await alice.types('/pulse', here)
    await alice.presses('Start the pulse')
    await alice.types('/pulse', here)
    const points = Object.fromEntries(
      Array.from({ length: 7 }, (_, n) => [`statement_${n + 1}`, '4 · neither']),
    )
    for (const one of [alice, bob, carol, dan, eve]) {
      await one.presses('Answer', { on: one.dmMessages().at(-1)! })
      await one.submits(points)
      await one.closesModal()
    }
    await frank.presses('Not this time', { on: frank.dmMessages().at(-1)! })
    await place.clock.to('2026-03-30T10:00')
    await bob.types('/pulse', here)
    await bob.presses('Show the pulse', { in: 'ephemeral' })
    await bob.closesModal()
  },

  async later({ alice, bob }) {
    await place.clock.to('2026-04-10T17:00')
    const asking = bob.dmMessages().findLast((message) => bob.reads(message).includes('Has it changed'))!
    await bob.presses('Not yet', { on: asking })
    await alice.presses('Ask again in four weeks')
    await bob.presses('No more from alice')
    await bob.submits({})
    await bob.opensHome()
  },
}

test.each(Object.keys(chapters))(
  '%s',
  async (name) => {
    await chapters[name]!(Object.fromEntries(team.map((one) => [one, watched(one)])) as Cast)
    await attackWhatIsNew()
    const found = failures.splice(0)
    through += found.length
    expect(found).toEqual([])
  },
  300_000,
)

test('every text field says how much fits into it, and that is what is checked', () => {
  expect(fields.size).toBeGreaterThan(25)
  const differing = [...fields].filter(([, { said, checked }]) => said !== checked)
  expect(differing).toEqual([])
})

test('a name that holds marks, mentions and links is shown as no more than a name, wherever it stands', () => {
  expect(named).toBeGreaterThan(100)
  expect([...live]).toEqual([])
  // Control: the name as the profile has it.
  noteIfLive(hostile)
  expect(live.size).toBe(1)
  report({
    attack: 'T6 texts of messages, windows and Homes that hold a name with marks, mentions and links',
    tried: named,
    through: 0,
    control: 'the name as the profile has it is found',
  })
})

let letIn = 0

test('the same gets through from those before whom it stands, so that a missing guard would be seen', async () => {
  const names = new Set<string>()
  for (const control of collectControls(place)) {
    const { name, holders, value } = control
    if (name.startsWith('promises.') || name in ofOnesOwn || name in elsewhere || names.has(name)) continue
    names.add(name)
    const [holder = ''] = holders
    await attack(control, { userId: holder, teamId: acme }, value, 'its own')
    if (failures.splice(0).length) letIn += 1
  }
  expect(letIn).toBeGreaterThan(2)
}, 300_000)

test('commands that name people of another workspace, or ids that nobody has, find nobody', async () => {
  const { db, mallory, person } = place
  const strangers = [person('greg').id, 'U0UNKNOWN00', 'W000000000000']
  const usages = features.flatMap(({ commands = {} }) =>
    Object.values(commands).flatMap(({ help }) => help.map(({ usage }) => usage)),
  )
  let tried = 0
  for (const usage of usages.filter((text) => text.includes('@')))
    for (const id of strangers) {
      tried += 1
      const stranger = `<@${id}|greg>`
      await mallory.types(usage.replace(/@\w+/g, stranger), { raw: true })
      const rows = [...(await storedRows(place))].filter(
        (row) => row.includes(acme) && row.includes(`"${id}"`),
      )
      expect([usage, rows]).toEqual([usage, []])
    }
  const known = await db.selectFrom('people').select('user_id').where('team_id', '=', acme).execute()
  expect(known.filter(({ user_id: id }) => strangers.includes(id))).toEqual([])
  expect(tried).toBeGreaterThan(20)
  report({
    attack: 'T4 commands that name people of another workspace',
    tried,
    through: 0,
    control: 'those that name colleagues are the steps of the story',
  })
})

test('every button and form was attacked, or is tried elsewhere', () => {
  const all = features
    .filter(({ name }) => name !== 'promises')
    .flatMap(({ actions = {}, forms = {} }) => Object.keys({ ...actions, ...forms }))
  const missing = [...new Set(all)].filter((name) => !attacked.has(name) && !(name in elsewhere))
  expect(missing).toEqual([])
  const cells = [...attacked.values()].reduce((sum, count) => sum + count, 0)
  // Control: the same, pressed by those before whom it stands, as the story goes.
  expect(took.size).toBeGreaterThan(40)
  report({
    attack: 'T3 buttons and forms of the other features, sent by others or with other ids',
    tried: cells,
    through,
    control: `from those before whom they stand: ${letIn} of the last, and ${took.size} in the course of the story`,
  })
})
