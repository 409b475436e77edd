// What an asker can learn of who keeps saying the same thing, by choosing whom to ask in round after round.
import fc from 'fast-check'
import {
  groupingPeriod,
  whoMayBeAnonymous,
  type AnonymityHistory,
} from '../../src/features/candor/domain/anonymity-groups.ts'
import { anonymityThreshold } from '../../src/features/candor/domain/round.ts'
import { report } from '../support/attack-figures.ts'
import type { TestUser } from '../../playground/test-user.ts'
import { workspace } from '../support/workspace.ts'

type Rule = (asked: readonly string[], history: AnonymityHistory) => string[]

/** Five or more were asked: what the product did before. */
const naive: Rule = (asked) => (asked.length >= anonymityThreshold.asked ? [...asked] : [])

type Event =
  | { do: 'asks'; whom: number[]; weeks: number }
  | { do: 'joins' | 'leaves' | 'isRemoved'; who: number }

const everybody = 10
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('asks' as const),
      whom: fc.oneof(
        fc.constant(Array.from({ length: everybody }, (_, who) => who)),
        fc.uniqueArray(fc.nat(everybody - 1), { minLength: 3, maxLength: everybody }),
      ),
      weeks: fc.constantFrom(1, 1, 1, 2, 9),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('joins' as const, 'joins' as const, 'leaves' as const, 'isRemoved' as const),
      who: fc.nat(everybody - 1),
    }),
  },
)
const history = fc.record({
  start: fc.integer({ min: 5, max: everybody }),
  events: fc.array(event, { maxLength: 25 }),
})

interface Offered {
  at: number
  to: Set<string>
}

/**
 * Plays a history by `rule`. After each round that takes answers without a name: how many could be the one who says the
 * same thing whenever they may, for whichever of those who did not leave by themselves that is.
 */
function narrowest(start: number, events: readonly Event[], rule: Rule): { least: number; rounds: number } {
  const standing = new Map(Array.from({ length: start }, (_, who) => [`u${who}`, 'in']))
  let rounds: Offered[] = []
  let now = 0
  let [least, count] = [Infinity, 0]
  for (const one of events) {
    if (one.do !== 'asks') {
      const before = standing.get(`u${one.who}`)
      if (one.do === 'joins') standing.set(`u${one.who}`, 'in')
      else if (before === 'in') standing.set(`u${one.who}`, one.do)
      continue
    }
    now += one.weeks * 7 * 86_400_000
    rounds = rounds.filter(({ at }) => at > now - groupingPeriod)
    const asked = one.whom.map((who) => `u${who}`).filter((who) => standing.get(who) === 'in')
    const counted = new Set([...standing].filter(([, how]) => how !== 'leaves').map(([who]) => who))
    const to = rule(asked, { rounds: rounds.map((round) => round.to), counted })
    if (!to.length) continue
    expect(asked).toEqual(expect.arrayContaining(to))
    rounds.push({ at: now, to: new Set(to) })
    count++
    for (const writer of counted) {
      const appears = rounds.map((round) => round.to.has(writer))
      if (!appears.includes(true)) continue
      const possible = [...counted].filter((who) =>
        rounds.every((round, n) => round.to.has(who) === appears[n]),
      )
      least = Math.min(least, possible.length)
    }
  }
  return { least, rounds: count }
}

test('In 20,000 random histories of choices, joins and leaves, whoever keeps saying the same is one of three or more', () => {
  let rounds = 0
  fc.assert(
    fc.property(history, ({ start, events }) => {
      const played = narrowest(start, events, whoMayBeAnonymous)
      rounds += played.rounds
      return played.least >= anonymityThreshold.answered
    }),
    { numRuns: 20_000 },
  )
  expect(rounds).toBeGreaterThan(20_000)
  report({
    attack: 'T11 narrowing a writer down by choosing whom to ask, in histories of rounds',
    tried: 20_000,
    through: 0,
    control: 'five or more asked as the only rule: narrowed below three',
  })
})

test('The naive rule, five or more were asked, fails in the same histories', () => {
  const found = fc.check(
    fc.property(
      history,
      ({ start, events }) => narrowest(start, events, naive).least >= anonymityThreshold.answered,
    ),
    { numRuns: 20_000 },
  )
  expect(found.failed).toBe(true)
})

test('No larger set of those asked would do', () => {
  const people = Array.from({ length: 8 }, (_, who) => `u${who}`)
  const counted = new Set(people)
  const subsets = (of: readonly string[]) =>
    Array.from({ length: 2 ** of.length }, (_, bits) => of.filter((_who, n) => bits & (2 ** n)))
  const holds = (to: readonly string[], rounds: readonly ReadonlySet<string>[]) => {
    const groups = new Map<string, number>()
    for (const who of people) {
      const signature = [...rounds.map((round) => round.has(who)), to.includes(who)].join()
      if (signature.includes('true')) groups.set(signature, (groups.get(signature) ?? 0) + 1)
    }
    return [...groups.values()].every((size) => size >= anonymityThreshold.answered)
  }
  const rounds = fc.array(fc.uniqueArray(fc.constantFrom(...people), { minLength: 5 }), { maxLength: 2 })
  fc.assert(
    fc.property(rounds, fc.uniqueArray(fc.constantFrom(...people), { minLength: 1 }), (lists, asked) => {
      const before = lists.map((list) => new Set(list))
      const sizes = subsets(asked)
        .filter((to) => to.length >= anonymityThreshold.asked && holds(to, before))
        .map((to) => to.length)
      expect(whoMayBeAnonymous(asked, { rounds: before, counted })).toHaveLength(Math.max(0, ...sizes))
    }),
    { numRuns: 300 },
  )
})

const names = ['bob', 'carol', 'dan', 'eve', 'finn', 'gus', 'hal', 'ida']

test('An asker with eight allies who picks other people each time gets no third round without names', async () => {
  const made = await workspace({
    now: 'Wed 09:00',
    cast: Object.fromEntries(names.slice(2).map((name) => [name, {}])),
  })
  const { alice, person, clock } = made
  await alice.types(`/circle ${names.map((name) => `@${name}`).join(' ')} be frank`)
  for (const name of names) await person(name).presses("Yes, I'm in")
  const isOffered = async (who: TestUser) => {
    await who.presses('Answer')
    const form = who.reads(who.modal())
    await who.closesModal()
    return form.includes('Without a name')
  }
  const asks = async (when: string, whom: readonly string[]) => {
    await clock.to(when)
    await alice.presses('Change')
    await alice.submits({ 'Whom to ask': [...whom] })
    await alice.closesModal()
    const offered = await Promise.all(whom.map((name) => isOffered(person(name))))
    return whom.filter((_, index) => offered[index])
  }
  const first = ['bob', 'carol', 'dan', 'eve', 'finn']
  expect(await asks('Thu 10:00', first)).toEqual(first)
  // Gus, Hal and Ida were never asked; with two who were, each of those would stand out.
  expect(await asks('2026-03-19T10:00', ['dan', 'eve', 'gus', 'hal', 'ida'])).toEqual([])
  await person('gus').presses('Answer')
  expect(person('gus').reads(person('gus').modal())).toMatch("It can't be said without a name this time")
  await person('gus').closesModal()
  // Everybody: the three others now form a group of their own.
  expect(await asks('2026-03-26T10:00', names)).toEqual(names)
})

test('Whoever joined lately may answer with their name; the others as before, and nobody is named', async () => {
  const made = await workspace({
    now: 'Wed 09:00',
    cast: Object.fromEntries(names.slice(2, 6).map((name) => [name, {}])),
  })
  const { alice, person, clock } = made
  const old = names.slice(0, 5)
  await alice.types(`/circle ${old.map((name) => `@${name}`).join(' ')} be frank`)
  for (const name of old) await person(name).presses("Yes, I'm in")
  await clock.to('Thu 10:00')
  await alice.presses('Ask them')
  await alice.types('/circle @gus be frank too')
  await person('gus').presses("Yes, I'm in")
  await clock.to('2026-03-19T10:00')
  await alice.presses('Ask them')
  expect(alice.lastSeen()).toMatch('5 of them may answer without a name')
  await person('bob').presses('Answer')
  expect(person('bob').reads(person('bob').modal())).toMatch('Without a name')
  await person('gus').presses('Answer')
  const form = person('gus').reads(person('gus').modal())
  expect(form).toMatch('too few others were asked the same questions as you')
  expect(form).not.toMatch('Without a name')
  await person('gus').submits({ answer: 'With my name, then' })
  await person('gus').closesModal()
  await alice.types('/candor read')
  expect(alice.reads(alice.modal())).toMatch('With my name, then')
})
