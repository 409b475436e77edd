/**
 * The promise, as a conversation for action (Winograd and Flores): its states, and every decision about it.
 * One pure function decides: (promise, action, who, now) → the next promise and who hears of it, or a refusal in words.
 */

export type PromiseState =
  | 'requested'
  | 'open'
  | 'claimed'
  | 'kept'
  | 'broken'
  | 'released'
  | 'withdrawn'
  | 'declined'
  | 'lapsed'
export const closedStates = ['kept', 'broken', 'released', 'withdrawn', 'declined', 'lapsed'] as const

/** What a kept promise was worth: the five currencies of Cohen and Bradford, "Influence without Authority". */
export const currencies = ['inspiration', 'task', 'position', 'relationship', 'personal'] as const
export type Currency = (typeof currencies)[number]
export type WitnessState = 'asked' | 'yes' | 'no'

export interface DueTime {
  at: Date
  /** IANA; the zone in which the time was said. */
  zone: string
  /** As written. */
  words: string
}

/** A new due time, or new words, that await the other side. */
export interface Proposal {
  by: string
  saidAt: string
  dueAt: string
  zone: string
  words: string
  what?: string
}

export interface Commitment {
  id: string
  promisor: string
  promisee: string
  what: string
  state: PromiseState
  due: DueTime
  dueVersion: number
  madeAt: Date
  claimedAt?: Date
  closedAt?: Date
  /** Whether the promisee said so, or three working days without a word did. */
  confirmed?: boolean
  /** How often the due time was moved before it came. */
  renegotiated: number
  proposal?: Proposal
  thanks?: string
  currency?: Currency
  goal?: string
  /** RRULE */
  recurs?: string
  seriesId?: string
  witness?: string
  witnessState?: WitnessState
  sourceLink?: string
  sourceQuote?: string
  bumpedAt?: Date
  lastSeq: number
}

export type Action =
  | { do: 'accept' }
  | { do: 'decline'; note?: string }
  | { do: 'propose'; due: DueTime; what?: string; note?: string }
  | { do: 'agree' }
  | { do: 'keep' }
  | { do: 'claim'; note?: string }
  | { do: 'confirm'; thanks?: string; currency?: Currency }
  | { do: 'not_yet'; note?: string }
  | { do: 'break'; note?: string }
  | { do: 'let_go'; note?: string }
  | { do: 'thank' }
  | { do: 'bump' }
  | { do: 'amend'; due: DueTime; what: string }
  | { do: 'undo' }
  | { do: 'presume_kept' }
  | { do: 'lapse' }
  | { do: 'leave' }
export type ActionName = Action['do']

export type Role = 'promisor' | 'promisee' | 'clock' | 'stranger'
export type Side = 'promisor' | 'promisee'

export interface PromiseEvent {
  action: ActionName | 'make' | 'request'
  note?: string
  /** The due time that the event speaks of. */
  dueAt?: Date
}

export type Decision =
  | { next: Commitment; event: PromiseEvent; hears: readonly Side[] }
  /** Why nothing changed, in words for the one who tried. */
  | { refused: string }

/** A slip of the fingers can be taken back this long, in minutes. */
export const undoMinutes = 10
/** In working days: how soon silence confirms a claim, is asked about, and lapses. */
export const patience = { presumeKept: 3, ask: 10, lapse: 15, bump: 2 } as const
/** Characters of a promise. */
export const maxWhat = 3000

export function roleOf(promise: Pick<Commitment, 'promisor' | 'promisee'>, userId: string | undefined): Role {
  if (userId === undefined) return 'clock'
  if (userId === promise.promisor) return 'promisor'
  return userId === promise.promisee ? 'promisee' : 'stranger'
}

export function isClosed(promise: Pick<Commitment, 'state'>): boolean {
  return (closedStates as readonly string[]).includes(promise.state)
}

/** The side that spoke first: of a request the promisee, else the promisor. */
export function isMaker(promise: Commitment, role: Role): boolean {
  return promise.state === 'requested' ? role === 'promisee' : role === 'promisor'
}

export function decide(promise: Commitment, action: Action, who: string | undefined, now: Date): Decision {
  const role = roleOf(promise, who)
  if (role === 'stranger') return { refused: 'This promise is between two other people, so nothing changed.' }
  if (isClosed(promise)) return { refused: `${closedWords[promise.state as ClosedState]} Nothing changed.` }
  switch (action.do) {
    case 'accept':
      return when(
        promise,
        'requested',
        role === 'promisor',
        'Only the one who was asked can promise it.',
        () => told(promise, { state: 'open' }, action, ['promisee'], { dueAt: promise.due.at }),
      )
    case 'decline':
      return when(
        promise,
        'requested',
        role === 'promisor',
        'Only the one who was asked can decline it.',
        () => closed(promise, 'declined', action, now, ['promisee']),
      )
    case 'propose':
      return propose(promise, action, role, who, now)
    case 'agree':
      return agree(promise, action, role, who)
    case 'keep':
      return keep(promise, action, role, who)
    case 'claim':
      return when(promise, 'open', role === 'promisor', 'Only the one who promised can say it is done.', () =>
        told(promise, { state: 'claimed', claimedAt: now }, action, ['promisee']),
      )
    case 'confirm':
      return confirm(promise, action, role, now)
    case 'not_yet':
      return when(
        promise,
        'claimed',
        role === 'promisee',
        'Only the one it was promised to can say that.',
        () => told(without(promise, 'claimedAt'), { state: 'open' }, action, ['promisor']),
      )
    case 'break':
      return when(
        promise,
        'open',
        role === 'promisor',
        "Only the one who promised can say it can't be kept.",
        () => closed(promise, 'broken', action, now, ['promisee']),
      )
    case 'let_go':
      return when(
        promise,
        ['open', 'requested'],
        role === 'promisee',
        'Only the one it was promised to can let it go.',
        () => closed(promise, 'released', action, now, ['promisor']),
      )
    case 'thank':
      return when(
        promise,
        'open',
        role === 'promisee',
        'Only the one it was promised to can say thanks.',
        () => told(promise, {}, action, ['promisor']),
      )
    case 'bump':
      return bump(promise, action, role, now)
    case 'amend':
      return amend(promise, action, role, now)
    case 'undo':
      return undo(promise, action, role, now)
    case 'presume_kept':
      return when(promise, 'claimed', role === 'clock', 'Only time does that.', () =>
        closed(promise, 'kept', action, now, [], { confirmed: false }),
      )
    case 'lapse':
      return when(promise, ['open', 'requested'], role === 'clock', 'Only time does that.', () =>
        closed(promise, 'lapsed', action, now, ['promisor', 'promisee']),
      )
    case 'leave':
      return closed(promise, 'released', action, now, role === 'promisor' ? ['promisee'] : ['promisor'])
    default:
      return action satisfies never
  }
}

type ClosedState = (typeof closedStates)[number]
const closedWords: Record<ClosedState, string> = {
  kept: 'This promise is already kept.',
  broken: 'This promise was already given up.',
  released: 'This promise was already let go.',
  withdrawn: 'This promise was already taken back.',
  declined: 'This request was already declined.',
  lapsed: 'This promise has already lapsed.',
}
const stateWords: Record<PromiseState, string> = {
  ...closedWords,
  requested: 'It is still a request that awaits an answer.',
  open: 'It is still open.',
  claimed: 'It was already said to be done.',
}

function when(
  promise: Commitment,
  states: PromiseState | readonly PromiseState[],
  allowed: boolean,
  notYours: string,
  then: () => Decision,
): Decision {
  if (!allowed) return { refused: `${notYours} Nothing changed.` }
  if (![states].flat().includes(promise.state))
    return { refused: `${stateWords[promise.state]} Nothing changed.` }
  return then()
}

function propose(
  promise: Commitment,
  action: Extract<Action, { do: 'propose' }>,
  role: Role,
  who: string | undefined,
  now: Date,
): Decision {
  const isCounter = promise.state === 'requested'
  const allowed = isCounter ? role === 'promisor' : role !== 'clock'
  return when(
    promise,
    ['open', 'requested'],
    allowed,
    'Only the one who was asked can offer another day.',
    () => {
      if (action.due.at <= now) return { refused: 'That time is already past. Pick a later one.' }
      const { due, what } = action
      const proposal: Proposal = {
        by: who!,
        saidAt: now.toISOString(),
        dueAt: due.at.toISOString(),
        zone: due.zone,
        words: due.words,
        ...(what !== undefined && what !== promise.what && { what }),
      }
      return told(promise, { proposal }, action, [otherSide(role as Side)], { dueAt: due.at })
    },
  )
}

function agree(promise: Commitment, action: Action, role: Role, who: string | undefined): Decision {
  const { proposal } = promise
  if (!proposal) return { refused: 'No new time is waiting for an answer. Nothing changed.' }
  if (proposal.by === who) return { refused: 'The other side answers this one. Nothing changed.' }
  return when(promise, ['open', 'requested'], role !== 'clock', '', () => {
    const due = { at: new Date(proposal.dueAt), zone: proposal.zone, words: proposal.words }
    const wasRequest = promise.state === 'requested'
    // Said before the due time, it is renegotiated; said after, the promise has slipped all the same.
    const inTime = !wasRequest && new Date(proposal.saidAt) <= promise.due.at
    const change = {
      due,
      dueVersion: promise.dueVersion + 1,
      what: proposal.what ?? promise.what,
      renegotiated: promise.renegotiated + (inTime ? 1 : 0),
      state: 'open' as const,
    }
    return told(without(promise, 'proposal'), change, action, [otherSide(role as Side)], { dueAt: due.at })
  })
}

function keep(promise: Commitment, action: Action, role: Role, who: string | undefined): Decision {
  const { proposal } = promise
  if (!proposal) return { refused: 'No new time is waiting for an answer. Nothing changed.' }
  if (proposal.by === who) return { refused: 'The other side answers this one. Nothing changed.' }
  return when(promise, 'open', role !== 'clock', '', () =>
    told(without(promise, 'proposal'), {}, action, [otherSide(role as Side)], { dueAt: promise.due.at }),
  )
}

function confirm(
  promise: Commitment,
  action: Extract<Action, { do: 'confirm' }>,
  role: Role,
  now: Date,
): Decision {
  const { thanks, currency } = action
  return when(
    promise,
    'claimed',
    role === 'promisee',
    'Only the one it was promised to can confirm it.',
    () =>
      closed(promise, 'kept', action, now, ['promisor'], {
        confirmed: true,
        ...(thanks && { thanks }),
        ...(currency && { currency }),
      }),
  )
}

function bump(promise: Commitment, action: Action, role: Role, now: Date): Decision {
  return when(promise, 'open', role === 'promisee', 'Only the one it was promised to can bump it.', () => {
    if (promise.due.at > now)
      return { refused: 'It is not due yet, so there is nothing to bump. Nothing changed.' }
    return told(promise, { bumpedAt: now }, action, ['promisor'])
  })
}

function amend(
  promise: Commitment,
  action: Extract<Action, { do: 'amend' }>,
  role: Role,
  now: Date,
): Decision {
  if (!isMaker(promise, role)) return { refused: 'Only the one who wrote it can change it. Nothing changed.' }
  return when(promise, ['open', 'requested'], true, '', () => {
    if (!isFresh(promise, now))
      return {
        refused: `It was made more than ${undoMinutes} minutes ago, so a change needs the other side's yes.`,
      }
    if (action.due.at <= now) return { refused: 'That time is already past. Pick a later one.' }
    const { due, what } = action
    const change = { due, what, dueVersion: promise.dueVersion + 1 }
    return told(without(promise, 'proposal'), change, action, [otherSide(role as Side)], { dueAt: due.at })
  })
}

function undo(promise: Commitment, action: Action, role: Role, now: Date): Decision {
  if (!isMaker(promise, role))
    return { refused: 'Only the one who wrote it can take it back. Nothing changed.' }
  return when(promise, ['open', 'requested'], true, '', () => {
    if (!isFresh(promise, now))
      return {
        refused: `It was made more than ${undoMinutes} minutes ago, so it can't be undone. You can offer another day, or say that you can't keep it.`,
      }
    return closed(promise, 'withdrawn', action, now, [otherSide(role as Side)])
  })
}

/** Whether a slip of the fingers can still be taken back. */
export function isFresh(promise: Commitment, now: Date): boolean {
  return now.getTime() - promise.madeAt.getTime() <= undoMinutes * 60_000
}

export function otherSide(side: Side): Side {
  return side === 'promisor' ? 'promisee' : 'promisor'
}

function closed(
  promise: Commitment,
  state: ClosedState,
  action: Action,
  now: Date,
  hears: readonly Side[],
  change: Partial<Commitment> = {},
): Decision {
  return told(without(promise, 'proposal'), { ...change, state, closedAt: now }, action, hears)
}

function told(
  promise: Commitment,
  change: Partial<Commitment>,
  action: Action,
  hears: readonly Side[],
  { dueAt }: { dueAt?: Date } = {},
): Decision {
  const note = 'note' in action ? action.note : 'thanks' in action ? action.thanks : undefined
  const event: PromiseEvent = { action: action.do, ...(note && { note }), ...(dueAt && { dueAt }) }
  return { next: { ...promise, ...change, lastSeq: promise.lastSeq + 1 }, event, hears }
}

function without(promise: Commitment, key: 'proposal' | 'claimedAt'): Commitment {
  const { [key]: _, ...rest } = promise
  return rest
}

/** The named outcome, as both sides and the mirror read it. */
export type Outcome =
  | 'kept on time'
  | 'kept late'
  | 'broken'
  | 'let go'
  | 'taken back'
  | 'declined'
  | 'lapsed'

export function outcomeOf(promise: Commitment): Outcome | undefined {
  switch (promise.state) {
    case 'kept':
      return (promise.claimedAt ?? promise.closedAt!) <= promise.due.at ? 'kept on time' : 'kept late'
    case 'broken':
      return 'broken'
    case 'released':
      return 'let go'
    case 'withdrawn':
      return 'taken back'
    case 'declined':
      return 'declined'
    case 'lapsed':
      return 'lapsed'
    case 'requested':
    case 'open':
    case 'claimed':
      return undefined
    default:
      return promise.state satisfies never
  }
}
