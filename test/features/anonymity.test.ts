// What can be learned of who wrote an answer without a name: by watching, by grouping, and from the database.
import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import {
  addAnonymousAnswer,
  parseAnswers,
  serializeAnswers,
  type AnonymousAnswer,
} from '../../src/features/candor/domain/anonymous-answers.ts'
import {
  anonymityThreshold,
  releaseOf,
  nextAskState,
  type Ask,
  type Round,
} from '../../src/features/candor/domain/round.ts'
import { readAnswer } from '../../src/features/candor/views/answer-fields.ts'
import type { TestUser } from '../../playground/test-user.ts'
import { workspace } from '../support/workspace.ts'
import { report } from '../support/attack-figures.ts'

type Event = { do: 'signed' | 'anonymous' | 'nothing' | 'leaves'; who: number } | { do: 'closes' }

/** What the asker can see of the answers without a name, given how many there are, who is present, and the state. */
type Rule = (texts: readonly string[], present: number, isClosed: boolean) => readonly string[]

const together: Rule = (texts, present, isClosed) =>
  isClosed && releaseOf(texts.length, present) === 'released' ? texts : []
/** The floor alone, without waiting for the close: whoever writes after the third is seen alone. */
const naive: Rule = (texts) => (texts.length >= anonymityThreshold.answered ? texts : [])

const event = fc.oneof(
  {
    weight: 29,
    arbitrary: fc.record({
      do: fc.constantFrom('anonymous', 'anonymous', 'anonymous', 'signed', 'nothing', 'leaves'),
      who: fc.nat(7),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'closes' } as const) },
) as fc.Arbitrary<Event>
const history = fc.record({
  asked: fc.integer({ min: 1, max: 8 }),
  events: fc.array(event, { maxLength: 30 }),
})

/** Plays a history through the decisions that the app takes; answers every change of what the asker sees. */
function watch(asked: number, events: readonly Event[], rule: Rule) {
  const now = new Date('2026-03-12T10:00:00Z')
  const open: Round = {
    id: 'r',
    asker: 'a',
    question: 'What am I missing?',
    state: 'open',
    anonymity: offersAnonymity(asked) ? 'offered' : 'no',
    parent: undefined,
    openedAt: now,
    closesAt: now,
    closedAt: undefined,
    lateUntil: undefined,
    ownLine: undefined,
    isSingle: false,
  }
  const closed: Round = { ...open, state: 'closed' }
  let round = open
  const asks = Array.from({ length: asked }, (_, n): Ask => ({
    id: `k${n}`,
    roundId: 'r',
    ally: `u${n}`,
    state: 'asked',
    mayBeAnonymous: true,
    inPerson: undefined,
  }))
  const box: { text: string; author: string }[] = []
  const signed = new Set<string>()
  const changes: { by: Event; authors: Set<string>; candidates: Set<string> }[] = []
  let seen: readonly string[] = []
  for (const one of [...events, { do: 'closes' } as const]) {
    if (one.do === 'closes') round = closed
    else step(one.do, asks[one.who])
    const present = asks.filter((ask) => ask.state !== 'gone').length
    const visible = rule(
      box.map(({ text }) => text),
      present,
      round.state === 'closed',
    )
    const changed = new Set(
      [...visible, ...seen].filter((text) => visible.includes(text) !== seen.includes(text)),
    )
    const authors = new Set(box.filter(({ text }) => changed.has(text)).map(({ author }) => author))
    const candidates = new Set(asks.map(({ ally }) => ally).filter((ally) => !signed.has(ally)))
    if (changed.size) changes.push({ by: one, authors, candidates })
    seen = visible
  }
  return changes

  function step(deed: 'signed' | 'anonymous' | 'nothing' | 'leaves', ask: Ask | undefined) {
    if (!ask) return
    if (deed === 'leaves') {
      if (round.state === 'open') ask.state = 'gone'
      return
    }
    const decided = nextAskState(round, ask, deed, now)
    if ('refused' in decided) return
    ask.state = decided.next
    if (deed === 'anonymous') box.push({ text: `text ${box.length}`, author: ask.ally })
    if (deed === 'signed') signed.add(ask.ally)
  }
}

function isSafe(asked: number, events: readonly Event[], rule: Rule): boolean {
  return watch(asked, events, rule).every(
    ({ authors, candidates }) =>
      authors.size >= anonymityThreshold.answered && candidates.size >= anonymityThreshold.answered,
  )
}

test('In 10,000 random histories, no change of what the asker sees is the work of fewer than three', () => {
  let released = 0
  fc.assert(
    fc.property(history, ({ asked, events }) => {
      released += watch(asked, events, together).length
      return isSafe(asked, events, together)
    }),
    { numRuns: 10_000 },
  )
  expect(released).toBeGreaterThan(100)
})

test('Each who tells which answer was theirs leaves one less to hide among', () => {
  const three = [0, 1, 2].map((who): Event => ({ do: 'anonymous', who }))
  const [shown] = watch(5, three, together)
  const hiding = (told: readonly string[]) => [...shown!.candidates].filter((who) => !told.includes(who))
  expect([[], ['u0'], ['u0', 'u1']].map((told) => hiding(told).length)).toEqual([5, 4, 3])
})

test('The naive rule, which shows answers as soon as there are three, fails in the same histories', () => {
  const found = fc.check(
    fc.property(history, ({ asked, events }) => isSafe(asked, events, naive)),
    { numRuns: 10_000 },
  )
  expect(found.failed).toBe(true)
})

/** Without earlier rounds that is the whole rule: domain/anonymity-groups.ts. */
function offersAnonymity(asked: number): boolean {
  return asked >= anonymityThreshold.asked
}

/** The asker chose whom to ask in each of several rounds; what each batch shows can be taken from what another shows. */
const grouping = fc.array(
  fc.record({
    asked: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 8 }),
    answered: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 4 },
)
type Grouping = typeof grouping extends fc.Arbitrary<infer T> ? T : never

function batches(rounds: Grouping, isReleased: (given: number, asked: number, all: number) => boolean) {
  const given = rounds.map(({ asked, answered }, round) =>
    offersAnonymity(asked.length) ? asked.filter((who) => answered[who]).map((who) => ({ round, who })) : [],
  )
  const all = given.flat().length
  return given.map((texts, round) =>
    isReleased(texts.length, rounds[round]!.asked.length, all) ? texts : [],
  )
}

function hidesEveryone(shown: ReturnType<typeof batches>): boolean {
  return shown.every((one) =>
    shown.every((other) => {
      const left = one === other ? one : one.filter((text) => !other.includes(text))
      const authors = new Set(left.map(({ who }) => who)).size
      return authors === 0 || authors >= anonymityThreshold.answered
    }),
  )
}

test('In 100,000 random groupings, what is left of one batch without another is nothing, or three or more', () => {
  let released = 0
  fc.assert(
    fc.property(grouping, (rounds) => {
      const shown = batches(rounds, (given, asked) => releaseOf(given, asked) === 'released')
      released += shown.filter((batch) => batch.length).length
      return hidesEveryone(shown)
    }),
    { numRuns: 100_000 },
  )
  expect(released).toBeGreaterThan(1000)
})

test('A floor counted over all of an asker’s rounds, instead of each, fails in the same groupings', () => {
  const found = fc.check(
    fc.property(grouping, (rounds) =>
      hidesEveryone(
        batches(
          rounds,
          (_, asked, all) => asked >= anonymityThreshold.asked && all >= anonymityThreshold.answered,
        ),
      ),
    ),
    { numRuns: 100_000 },
  )
  expect(found.failed).toBe(true)
})

const k = 5

/** How often a text's place in the box is that of its writer in the order of writing, and Kendall's tau of the two. */
function linkability(add: (box: AnonymousAnswer[], text: string) => AnonymousAnswer[], rounds: number) {
  let hits = 0
  let tau = 0
  for (let round = 0; round < rounds; round++) {
    let box: AnonymousAnswer[] = []
    for (let who = 0; who < k; who++) box = add(box, String(who))
    const order = parseAnswers(serializeAnswers(box)).map((item) => Number(item.body.answer))
    hits += order.filter((who, place) => who === place).length
    tau += kendall(order)
  }
  return { hits: hits / (rounds * k), tau: tau / rounds }
}

function kendall(order: readonly number[]): number {
  let sum = 0
  for (const [i, a] of order.entries()) for (const b of order.slice(i + 1)) sum += Math.sign(b - a)
  return sum / ((order.length * (order.length - 1)) / 2)
}

test('The order in a box tells no more than a guess over 1,000 rounds, while one that is only appended to tells all', () => {
  const shuffling = linkability(
    (box, answer) => addAnonymousAnswer(box, { answer }, (below) => randomInt(below)),
    1000,
  )
  expect(shuffling.hits).toBeLessThan(1 / k + 0.05)
  expect(Math.abs(shuffling.tau)).toBeLessThan(0.1)
  const appending = linkability((box, answer) => [...box, { body: { answer } }], 1000)
  expect(appending).toEqual({ hits: 1, tau: 1 })
  report({
    attack: 'T11 linking an answer to its writer by the order in the box',
    tried: 1000,
    through: `${Math.round(shuffling.hits * 100)} % right, a guess ${100 / k} %`,
    control: 'in the order of writing: 100 % right',
  })
})

const ofScript = (text: string) => ({
  answer: text.repeat(3000),
  situation: text.repeat(500),
  effect: text.repeat(500),
  instead: text.repeat(500),
})

test('What is stored is as long with the largest answers of eight in any script as with none', () => {
  const scripts = ['x', '"', '\n', 'ä', '日', '💬', '𠮷', '\ud83d']
  const size = (answers: readonly AnonymousAnswer[]) => Buffer.byteLength(serializeAnswers(answers))
  for (const script of scripts) {
    const full = Array.from({ length: 8 }, () => ({ body: ofScript(script), hasAskedBack: true }))
    expect([script, size(full)]).toEqual([script, size([])])
    if (script !== '\ud83d') expect(parseAnswers(serializeAnswers(full))).toEqual(full)
  }
})

test('An answer longer than the form takes is refused in words, so that none makes the stored text longer', () => {
  const field = (value: string) => ({ type: 'plain_text_input', value })
  const read = (answer: string, instead = '') =>
    readAnswer({ answer: { answer: field(answer) }, instead: { instead: field(instead) } })
  expect(read('💬'.repeat(3001))).toEqual({ errors: { answer: expect.stringMatching('fewer words') } })
  expect(read('Yes', '💬'.repeat(501))).toEqual({ errors: { instead: expect.stringMatching('fewer words') } })
  expect(read('💬'.repeat(3000), '💬'.repeat(500))).toMatchObject({ isAnonymous: false })
})

const label = 'answer'
const names = ['bob', 'carol', 'dan', 'eve', 'finn']

test('In the database no column, time, length, place or transaction leads from an answer to its writer', async () => {
  const { alice, person, clock, db } = await workspace({
    now: 'Wed 09:00',
    cast: { dan: {}, eve: {}, finn: {} },
  })
  await alice.types(`/circle ${names.map((name) => `@${name}`).join(' ')} be frank`)
  for (const name of names) await person(name).presses("Yes, I'm in")
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  const box = async () =>
    (
      await sql<{ xmin: string; length: number; sealed: string }>`
      select xmin::text, length(sealed) as length, sealed from candor_boxes`.execute(db)
    ).rows
  const asks = async () =>
    (await sql<{ xmin: string; ally: string }>`select xmin::text, ally from candor_asks`.execute(db)).rows
  const [empty] = await box()
  const deeds: [string, (who: TestUser) => Promise<void>][] = [
    ['bob', (who) => answer(who, 'Without a name')],
    ['carol', (who) => who.presses('Nothing new this week')],
    ['dan', (who) => answer(who, 'With my name')],
    ['eve', (who) => answer(who, 'Without a name')],
    ['finn', (who) => answer(who, 'Without a name')],
  ]
  for (const [name, deed] of deeds) {
    const before = (await box())[0]!
    await deed(person(name))
    const after = await box()
    // One row, of one size, sealed anew by whoever did anything at all.
    expect(after).toHaveLength(1)
    expect(after[0]!.length).toBe(empty!.length)
    expect(after[0]!.sealed).not.toBe(before.sealed)
    expect(after[0]!.xmin).toBe((await asks()).find(({ ally }) => ally === person(name).id)!.xmin)
  }
  const columns = await sql<{ name: string }>`
    select column_name as name from information_schema.columns where table_name = 'candor_boxes' order by 1`.execute(
    db,
  )
  expect(columns.rows.map(({ name }) => name)).toEqual(['round_id', 'sealed', 'team_id'])
  const asked = await sql<{ type: string }>`
    select data_type as type from information_schema.columns where table_name = 'candor_asks'`.execute(db)
  expect(asked.rows.filter(({ type }) => type.startsWith('timestamp'))).toEqual([])
  const responses = (await asks()).map(({ xmin }) => xmin)
  await clock.to('2026-03-19T10:05')
  // Released and rewritten by the clock: no ally's transaction is left on it, nor on who was asked.
  const [released] = await box()
  expect(responses).not.toContain(released!.xmin)
  expect(new Set((await asks()).map(({ xmin }) => xmin))).toEqual(new Set([released!.xmin]))

  async function answer(who: TestUser, how: string): Promise<void> {
    await who.presses('Answer')
    await who.submits({ [label]: `Of ${who.name}`, 'Who says it?': how })
    await who.closesModal()
  }
})
