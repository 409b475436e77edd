// Given a promise, when somebody does something, then … : every state, every action, everybody.
import fc from 'fast-check'
import type { Action, ActionName } from '../../src/features/promises/domain/action.ts'
import {
  closedStates,
  isClosed,
  type Commitment,
  type PromiseState,
  type Role,
} from '../../src/features/promises/domain/commitment.ts'
import { decide } from '../../src/features/promises/domain/decide.ts'
import { isOfWords } from '../../src/features/promises/domain/renegotiation.ts'
import { refusalText } from '../../src/features/promises/views/refusals.ts'

const made = new Date('2026-03-09T08:00:00Z')
const soon = new Date('2026-03-09T08:05:00Z')
const dueAt = new Date('2026-03-13T14:00:00Z')
const late = new Date('2026-03-16T08:00:00Z')
const later = new Date('2026-03-20T14:00:00Z')
const due = (at: Date) => ({ at, zone: 'Europe/Paris', words: 'as said' })

function given(state: PromiseState, change: Partial<Commitment> = {}): Commitment {
  return {
    id: 'p',
    promisor: 'bob',
    promisee: 'alice',
    witness: 'carol',
    witnessState: 'asked',
    what: 'ship the deck',
    state,
    due: due(dueAt),
    dueVersion: 1,
    madeAt: made,
    renegotiated: 0,
    thanked: false,
    lastSeq: 1,
    series: {
      id: 's',
      recurs: 'FREQ=WEEKLY;BYDAY=FR;BYHOUR=15;BYMINUTE=0',
      zone: 'Europe/Paris',
      start: dueAt,
      due: dueAt,
      followed: false,
      stopped: false,
    },
    ...(state === 'claimed' || state === 'kept' ? { claimedAt: soon } : {}),
    ...change,
  }
}

const proposalOf = (by: string) => ({
  by,
  saidAt: soon.toISOString(),
  dueAt: later.toISOString(),
  zone: 'Europe/Paris',
  words: 'as offered',
})

const people: Record<Role, string | undefined> = {
  promisor: 'bob',
  promisee: 'alice',
  witness: 'carol',
  stranger: 'mallory',
  clock: undefined,
}

interface Row {
  action: Action
  /** When it is done, and what besides the state it needs. */
  when: Date
  with?: Partial<Commitment>
  /** Who may, from which state to which; everything else is refused. */
  may: Partial<Record<Role, Partial<Record<PromiseState, PromiseState>>>>
}

const sides = (moves: Partial<Record<PromiseState, PromiseState>>) => ({ promisor: moves, promisee: moves })

// An action without its row does not compile.
const table: Record<ActionName, Row> = {
  accept: { action: { do: 'accept' }, when: soon, may: { promisor: { requested: 'open' } } },
  decline: { action: { do: 'decline' }, when: soon, may: { promisor: { requested: 'declined' } } },
  stop_requests: {
    action: { do: 'stop_requests' },
    when: soon,
    may: { promisor: { requested: 'declined' } },
  },
  propose: {
    action: { do: 'propose', due: due(later) },
    when: soon,
    may: { promisor: { open: 'open', requested: 'requested' }, promisee: { open: 'open' } },
  },
  reword: { action: { do: 'reword', what: 'ship half' }, when: soon, may: { promisor: { open: 'open' } } },
  instead: { action: { do: 'instead', what: 'a call' }, when: soon, may: { promisee: { open: 'open' } } },
  agree: {
    action: { do: 'agree' },
    when: soon,
    with: { proposal: proposalOf('bob') },
    may: { promisee: { open: 'open', requested: 'open' } },
  },
  keep: {
    action: { do: 'keep' },
    when: soon,
    with: { proposal: proposalOf('alice') },
    may: { promisor: { open: 'open' } },
  },
  claim: { action: { do: 'claim' }, when: soon, may: { promisor: { open: 'claimed' } } },
  unclaim: { action: { do: 'unclaim' }, when: soon, may: { promisor: { claimed: 'open' } } },
  confirm: { action: { do: 'confirm' }, when: soon, may: { promisee: { claimed: 'kept' } } },
  not_yet: { action: { do: 'not_yet' }, when: soon, may: { promisee: { claimed: 'open' } } },
  break: { action: { do: 'break' }, when: soon, may: { promisor: { open: 'broken' } } },
  let_go: {
    action: { do: 'let_go' },
    when: soon,
    may: { promisee: { open: 'released', requested: 'released' } },
  },
  thank: { action: { do: 'thank' }, when: soon, may: { promisee: { open: 'open' } } },
  bump: { action: { do: 'bump', again: later }, when: late, may: { promisee: { open: 'open' } } },
  amend: {
    action: { do: 'amend', due: due(later), what: 'ship it all' },
    when: soon,
    may: { promisor: { open: 'open' }, promisee: { requested: 'requested' } },
  },
  undo: {
    action: { do: 'undo' },
    when: soon,
    may: { promisor: { open: 'withdrawn' }, promisee: { requested: 'withdrawn' } },
  },
  stop_series: {
    action: { do: 'stop_series' },
    when: soon,
    may: sides({ requested: 'requested', open: 'open', claimed: 'claimed' }),
  },
  witness_yes: {
    action: { do: 'witness_yes' },
    when: soon,
    may: { witness: { requested: 'requested', open: 'open', claimed: 'claimed' } },
  },
  witness_no: {
    action: { do: 'witness_no' },
    when: soon,
    may: { witness: { requested: 'requested', open: 'open', claimed: 'claimed' } },
  },
  witness_say: {
    action: { do: 'witness_say', note: 'I am here' },
    when: late,
    with: { witnessState: 'yes' },
    may: { witness: { open: 'open' } },
  },
  tell: {
    action: { do: 'tell', note: 'begin sooner' },
    when: late,
    with: { closedAt: soon },
    may: { promisor: { broken: 'broken', lapsed: 'lapsed' } },
  },
  presume_kept: { action: { do: 'presume_kept' }, when: late, may: { clock: { claimed: 'kept' } } },
  expire: { action: { do: 'expire' }, when: late, may: { clock: { requested: 'expired' } } },
  lapse: { action: { do: 'lapse' }, when: late, may: { clock: { open: 'lapsed' } } },
  leave: {
    action: { do: 'leave' },
    when: soon,
    may: sides({ requested: 'released', open: 'released', claimed: 'released' }),
  },
}

const states: PromiseState[] = ['requested', 'open', 'claimed', ...closedStates]
const roles = Object.keys(people) as Role[]

describe.each(Object.entries(table))('%s', (name, row) => {
  for (const role of roles)
    for (const state of states) {
      const to = row.may[role]?.[state]
      test(`by the ${role}, ${state}: ${to ? `becomes ${to}` : 'is refused in words'}`, () => {
        const promise = given(state, row.with)
        const before = structuredClone(promise)
        const decision = decide(promise, row.action, people[role], row.when)
        expect(promise).toEqual(before)
        if (!to) {
          if (!('refused' in decision)) throw new Error('It was not refused')
          expect(refusalText(decision.refused, promise, new Map())).toMatch(/^\w+ .*\w+\. Nothing changed\.$/)
          return
        }
        if (!('next' in decision)) throw new Error(decision.refused)
        expect(decision.next.state).toBe(to)
        expect(decision.next.lastSeq).toBe(2)
        const isCounter = name === 'propose' && state === 'requested'
        expect(decision.event.action).toBe(isCounter ? 'counter' : name)
        expect(isClosed(decision.next)).toBe(decision.next.closedAt !== undefined)
        // Whoever acts knows what they did; it is told to others only.
        expect(decision.hears).not.toContain(role)
      })
    }
})

function decided(promise: Commitment, action: Action, who: string | undefined, now: Date) {
  const decision = decide(promise, action, who, now)
  if (!('next' in decision)) throw new Error(decision.refused)
  return decision
}

function refused(promise: Commitment, action: Action, who: string | undefined, now: Date): string {
  const decision = decide(promise, action, who, now)
  if ('next' in decision) throw new Error('It was not refused')
  return refusalText(decision.refused, promise, new Map())
}

describe('another time', () => {
  test('offered before the due time and accepted, it is renegotiated and its reminders are void', () => {
    const { next } = decided(given('open', { proposal: proposalOf('bob') }), { do: 'agree' }, 'alice', late)
    expect([next.renegotiated, next.dueVersion, next.due.at, next.proposal]).toEqual([1, 2, later, undefined])
  })

  test('offered after the due time, it moves and counts as no renegotiation', () => {
    const proposal = { ...proposalOf('bob'), saidAt: late.toISOString() }
    const { next } = decided(given('open', { proposal }), { do: 'agree' }, 'alice', late)
    expect([next.renegotiated, next.dueVersion]).toEqual([0, 2])
  })

  test('the one who offered it does not answer it, and a second offer replaces the first', () => {
    const promise = given('open', { proposal: proposalOf('bob') })
    expect(refused(promise, { do: 'agree' }, 'bob', soon)).toMatch('You offered this time yourself')
    expect(refused(promise, { do: 'keep' }, 'bob', soon)).toMatch('You offered this time yourself')
    const other = new Date('2026-03-18T14:00:00Z')
    const { next, hears } = decided(promise, { do: 'propose', due: due(other) }, 'alice', soon)
    expect([next.proposal?.by, next.proposal?.dueAt, hears]).toEqual([
      'alice',
      other.toISOString(),
      ['promisor'],
    ])
  })

  test.each([
    ['a past one', made, late],
    ['the very same one', dueAt, soon],
  ])('%s is refused', (_, at, now) => {
    expect(refused(given('open'), { do: 'propose', due: due(at) }, 'bob', now)).toMatch(/time/)
  })

  test('once it has passed unanswered, it cannot be accepted any more', () => {
    const promise = given('open', { proposal: proposalOf('bob') })
    const after = new Date(later.getTime() + 1)
    expect(refused(promise, { do: 'agree' }, 'alice', after)).toMatch('has passed meanwhile')
  })

  test('a counter may change the words too', () => {
    const action: Action = { do: 'propose', due: due(later), what: 'ship half of it' }
    const countered = decided(given('requested'), action, 'bob', soon).next
    const { next } = decided(countered, { do: 'agree' }, 'alice', soon)
    expect([next.state, next.what, next.renegotiated]).toEqual(['open', 'ship half of it', 0])
  })

  test('saying it is done ends the talk about its time', () => {
    const { next } = decided(given('open', { proposal: proposalOf('bob') }), { do: 'claim' }, 'bob', soon)
    expect(next.proposal).toBeUndefined()
  })
})

describe('other words', () => {
  test('offered by the promisor and accepted, they take the place of the old ones, and its reminders stay', () => {
    const offered = decided(given('open'), table.reword.action, 'bob', soon).next
    const { next, event } = decided(offered, { do: 'agree' }, 'alice', late)
    expect([next.what, next.dueVersion, next.due.at, next.renegotiated]).toEqual(['ship half', 1, dueAt, 0])
    expect(event.note).toBe(given('open').what)
  })

  test('what would help instead may be promised, left, or let go of', () => {
    const asked = decided(given('open'), table.instead.action, 'alice', soon).next
    expect(decided(asked, { do: 'agree' }, 'bob', soon).next.what).toBe('a call')
    expect(decided(asked, { do: 'keep' }, 'bob', late).next.what).toBe(given('open').what)
    const { next, hears } = decided(asked, { do: 'let_go' }, 'bob', soon)
    expect([next.state, hears]).toEqual(['released', ['promisee']])
    const moved = decided(given('open'), table.propose.action, 'alice', soon).next
    expect(refused(moved, { do: 'let_go' }, 'bob', soon)).toMatch('Only')
  })

  test('they are offered before it is due, and other than they are', () => {
    expect(refused(given('open'), table.reword.action, 'bob', late)).toMatch('so its words stay')
    expect(refused(given('open'), { do: 'reword', what: given('open').what }, 'bob', soon)).toMatch('already')
  })
})

describe('the small rules', () => {
  test('undo and change end after ten minutes', () => {
    const lastMoment = new Date(made.getTime() + 10 * 60_000)
    const after = new Date(lastMoment.getTime() + 1)
    expect(decided(given('open'), { do: 'undo' }, 'bob', lastMoment).next.state).toBe('withdrawn')
    expect(refused(given('open'), { do: 'undo' }, 'bob', after)).toMatch('more than 10 minutes ago')
    expect(refused(given('open'), table.amend.action, 'bob', after)).toMatch('more than 10 minutes ago')
  })

  test('a bump rests for as long as was said with it, and there is none before the due time', () => {
    const bump: Action = { do: 'bump', again: later }
    expect(refused(given('open'), bump, 'alice', soon)).toMatch('not due yet')
    const { next } = decided(given('open'), bump, 'alice', late)
    expect(refused(next, bump, 'alice', new Date(later.getTime() - 1))).toMatch('once in two working days')
    expect(decided(next, bump, 'alice', later).next.lastSeq).toBe(3)
  })

  test('thanks are said once', () => {
    const { next } = decided(given('open'), { do: 'thank' }, 'alice', soon)
    expect(refused(next, { do: 'thank' }, 'alice', soon)).toMatch('already')
  })

  test('a witness who said no is a stranger again; one who said yes hears of every end', () => {
    const no = decided(given('open'), { do: 'witness_no' }, 'carol', soon).next
    expect(refused(no, { do: 'witness_yes' }, 'carol', soon)).toMatch('between two other people')
    expect(decided(no, { do: 'break' }, 'bob', soon).hears).toEqual(['promisee'])
    const yes = decided(given('open'), { do: 'witness_yes' }, 'carol', soon).next
    expect(decided(yes, { do: 'break' }, 'bob', soon).hears).toEqual(['promisee', 'witness'])
    expect(decided(yes, { do: 'lapse' }, undefined, late).hears).toContain('witness')
    expect(decided(yes, { do: 'claim' }, 'bob', soon).hears).toEqual(['promisee'])
  })

  test('a witness says one line, and what would be done differently is told once', () => {
    const slipped = given('open', { witnessState: 'yes' })
    expect(refused(slipped, table.witness_say.action, 'carol', soon)).toMatch('has not slipped')
    const spoken = decided(slipped, table.witness_say.action, 'carol', late)
    expect(spoken.hears).toEqual(['promisor'])
    expect(refused(spoken.next, table.witness_say.action, 'carol', late)).toMatch('already')
    const told = decided(given('broken', { witnessState: 'yes' }), table.tell.action, 'bob', late)
    expect(told.hears).toEqual(['promisee'])
    expect(refused(told.next, table.tell.action, 'bob', late)).toMatch('answered this already')
  })

  test('repeating ends once, and only what repeats', () => {
    const { next } = decided(given('open'), { do: 'stop_series' }, 'alice', soon)
    expect(refused(next, { do: 'stop_series' }, 'bob', soon)).toMatch('no more already')
    const { series: _, ...once } = given('open')
    expect(refused(once, { do: 'stop_series' }, 'bob', soon)).toMatch('does not repeat')
  })
})

test('whatever anybody does in whatever order, the end is final and every change is written down', () => {
  const step = fc.record({
    action: fc.constantFrom(...Object.values(table).map((row) => row.action)),
    who: fc.constantFrom(...roles),
    minutes: fc.integer({ min: 0, max: 20_000 }),
  })
  fc.assert(
    fc.property(
      fc.constantFrom('requested' as const, 'open' as const),
      fc.array(step, { maxLength: 25 }),
      (start, steps) => {
        let promise = given(start)
        let now = made.getTime()
        for (const { action, who, minutes } of steps) {
          now += minutes * 60_000
          const decision = decide(promise, action, people[who], new Date(now))
          if (!('next' in decision)) continue
          const { next } = decision
          expect(isClosed(promise)).toBe(action.do === 'tell')
          expect(next.lastSeq).toBe(promise.lastSeq + 1)
          expect(next.dueVersion - promise.dueVersion).toBe(
            next.due.at.getTime() === promise.due.at.getTime() &&
              action.do !== 'amend' &&
              (action.do !== 'agree' || isOfWords(promise))
              ? 0
              : 1,
          )
          expect([next.promisor, next.promisee]).toEqual(['bob', 'alice'])
          expect(next.state === 'requested' && promise.state !== 'requested').toBe(false)
          expect(isClosed(next) && next.proposal !== undefined).toBe(false)
          promise = next
        }
      },
    ),
    { numRuns: 2000 },
  )
})
