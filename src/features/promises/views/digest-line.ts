/** A promise as one line of a digest. */
import { nameOf } from '../../../people/display-name.ts'
import { localDay } from '../../../time/working-hours.ts'
import type { DigestGroup, DigestLine, MenuOption } from '../../../nudges/views/digest-line.ts'
import { availableActions } from '../domain/available-actions.ts'
import { isClosed, isWithinGrace, leavesDueOpen } from '../domain/commitment.ts'
import { askedSide, roleOf } from '../domain/roles.ts'
import { labelOf } from './labels.ts'
import { brief, otherOf, quoted, timeFor, type PromiseView } from './promise-view.ts'
import { stateLine } from './state-line.ts'

/** `sentFor`: the time of the nudge; a closed promise stays in the group in which it stood then. */
export function promiseLine(view: PromiseView, sentFor: Date): DigestLine {
  const { promise, viewer, people } = view
  const words = quoted(brief(promise))
  const role = roleOf(promise, viewer.userId)
  const text =
    role === 'promisor'
      ? `${words}, for ${nameOf(people, otherOf(view))}`
      : role === 'promisee'
        ? `${words}, from ${nameOf(people, promise.promisor)}`
        : `${words}, from ${nameOf(people, promise.promisor)} to ${nameOf(people, promise.promisee)}`
  return {
    group: groupOf(view, isClosed(promise) ? sentFor : view.now),
    text,
    note: noteOf(view),
    at: promise.due.at,
    isClosed: isClosed(promise),
    menu: menuOf(view),
  }
}

function groupOf({ promise, viewer }: PromiseView, at: Date): DigestGroup {
  const role = roleOf(promise, viewer.userId)
  const awaitsViewer =
    (promise.state === 'requested' && role === askedSide(promise) && !promise.proposal) ||
    (promise.state === 'claimed' && role === 'promisee') ||
    (promise.proposal !== undefined && promise.proposal.by !== viewer.userId)
  if (awaitsViewer) return 'asked'
  if (role !== 'promisor' || promise.state === 'claimed' || promise.state === 'requested') return 'waiting'
  // At its due time it is one of today's: it has an hour's grace.
  if (promise.due.at < at && !isWithinGrace(promise, at)) return 'slipped'
  const day = localDay(promise.due.at, viewer.hours.zone).toString()
  const today = localDay(at, viewer.hours.zone)
  if (day === today.toString()) return 'today'
  return day === today.add({ days: 1 }).toString() ? 'tomorrow' : 'later'
}

/** In the reader's own zone alone: a line has no room for two, and the history has both. */
function noteOf(view: PromiseView): string {
  const { promise, viewer, now } = view
  const isAsked = promise.state === 'requested' && roleOf(promise, viewer.userId) === askedSide(promise)
  if (isAsked && !promise.proposal && !leavesDueOpen(promise)) return `by ${timeFor(view, promise.due.at)}`
  if (promise.state !== 'open' || promise.proposal) return stateLine(view).replace(/\s+/g, ' ')
  // With its day, also under *Today*: the digest may be read, or brought up to date, on another day.
  const due = timeFor(view, promise.due.at)
  if (isWithinGrace(promise, now)) return `due ${due}`
  return roleOf(promise, viewer.userId) === 'promisor' ? `was due ${due}` : `slipped, was due ${due}`
}

/** What can be done with one press, and the history. */
function menuOf(view: PromiseView): MenuOption[] {
  const { promise, viewer, now } = view
  const { buttons, menu } = availableActions(promise, viewer.userId, now)
  const found = [...buttons, ...menu]
    .filter((verb) => verb !== 'change' && verb !== 'undo')
    .map((verb) => ({ label: labelOf(verb, view), actionId: `promises.${verb}`, value: promise.id }))
  const history = { label: 'History', actionId: 'promises.history', value: promise.id }
  return [...found.slice(0, 4), history]
}
