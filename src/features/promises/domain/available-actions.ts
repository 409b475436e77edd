/** What each person may do about a promise now, in the order in which it is shown. Pure. */
import { hasSlipped, isClosed, isFresh, isMaker, roleOf, type Commitment, type Role } from './commitment.ts'
import type { Snooze } from './snooze.ts'

export interface AvailableAction {
  verb: string
  /** `{asker}` stands for the name of the one who asked. */
  label: string
  style?: 'primary'
  confirm?: true
}
export type Control = AvailableAction | 'snooze'

export const snoozeLabels: Record<Snooze, string> = {
  '1h': '1 hour',
  '3h': '3 hours',
  tomorrow: 'Tomorrow 9:00',
  monday: 'Monday 9:00',
}

const main = (verb: string, label: string): AvailableAction => ({ verb, label, style: 'primary' })
const also = (verb: string, label: string): AvailableAction => ({ verb, label })

/** The few that a message and Home show as buttons. */
export function availableActions(promise: Commitment, userId: string, now: Date): Control[] {
  const role = roleOf(promise, userId)
  if (isClosed(promise)) return []
  if (role === 'witness')
    return promise.witnessState === 'asked'
      ? [main('witness_yes', 'Yes'), also('witness_no', 'No thank you')]
      : []
  if (role === 'stranger' || role === 'clock') return []
  const { proposal } = promise
  const awaitsMe = proposal !== undefined && proposal.by !== userId
  switch (promise.state) {
    case 'requested':
      return role === 'promisor' ? askedOf(proposal !== undefined) : asking(awaitsMe)
    case 'claimed':
      return role === 'promisee' ? claimedTo : []
    default:
      if (awaitsMe) return offeredTo(role)
      return role === 'promisor' ? promisorOpen : promiseeOpen(promise, now)
  }
}

function askedOf(hasOffered: boolean): Control[] {
  return [
    ...(hasOffered ? [] : [main('accept', 'I promise')]),
    also('propose', 'Another day'),
    also('decline', 'No'),
    { ...also('stop_requests', 'Stop requests from {asker}'), confirm: true },
  ]
}

function asking(awaitsMe: boolean): Control[] {
  return [...(awaitsMe ? [main('agree', 'Fine')] : []), also('let_go', 'Withdraw')]
}

const claimedTo: Control[] = [
  main('confirm', 'Kept, thank you'),
  also('thanks', 'Kept, and say why…'),
  also('not_yet', 'Not yet'),
]

function offeredTo(role: Role): Control[] {
  return [
    main('agree', 'Accept'),
    also('keep', 'Keep the old time'),
    role === 'promisee' ? also('let_go', 'Let it go') : also('claim', 'Done'),
  ]
}

const promisorOpen: Control[] = [
  main('claim', 'Done'),
  also('propose', 'Need more time'),
  also('break', "Can't keep it"),
  'snooze',
]

function promiseeOpen(promise: Commitment, now: Date): Control[] {
  if (!hasSlipped(promise, now))
    return [...(promise.thanked ? [] : [also('thank', 'Thanks')]), also('let_go', "That's not what I need")]
  const isRested = !promise.bumpAgainAt || promise.bumpAgainAt <= now
  return [
    main('propose', 'Give more time'),
    ...(isRested ? [also('bump', 'Bump')] : []),
    also('let_go', 'Let it go'),
  ]
}

/** What a side may do besides, for the small menu of Home and of the lists. */
export function elsewhere(promise: Commitment, userId: string, now: Date): AvailableAction[] {
  const role = roleOf(promise, userId)
  if (isClosed(promise) || role === 'stranger' || role === 'clock' || role === 'witness') return []
  const isOpen = promise.state === 'open'
  const canRewrite =
    (isOpen || promise.state === 'requested') && isMaker(promise, role) && isFresh(promise, now)
  const all = [
    ...(isOpen ? [also('propose', 'Another time')] : []),
    ...(isOpen && role === 'promisor' ? [also('break', "Can't keep it")] : []),
    ...(canRewrite ? [also('change', 'Change'), also('undo', 'Undo')] : []),
    ...(promise.series && !promise.series.stopped ? [also('stop_series', 'Stop repeating')] : []),
  ]
  const shown = new Set(
    availableActions(promise, userId, now).map((one) => (one === 'snooze' ? one : one.verb)),
  )
  return all.filter(({ verb }) => !shown.has(verb)).slice(0, 4)
}
