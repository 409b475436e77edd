/** A promise as one line of a digest. */
import { nameOf } from '../../../people/display-name.ts'
import { formatTimeOfDay } from '../../../slack/mrkdwn.ts'
import { localDay } from '../../../time/working-hours.ts'
import type { DigestGroup, DigestLine, MenuOption } from '../../../nudges/views/digest-line.ts'
import { availableActions } from '../domain/available-actions.ts'
import { isClosed } from '../domain/commitment.ts'
import { askedSide, roleOf } from '../domain/roles.ts'
import { labelOf } from './labels.ts'
import { brief, dueFor, otherOf, quoted, type PromiseView } from './promise-view.ts'
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
  if (promise.due.at < at) return 'slipped'
  const day = localDay(promise.due.at, viewer.hours.zone).toString()
  const today = localDay(at, viewer.hours.zone)
  if (day === today.toString()) return 'today'
  return day === today.add({ days: 1 }).toString() ? 'tomorrow' : 'later'
}

function noteOf(view: PromiseView): string {
  const { promise, viewer, now } = view
  if (promise.state !== 'open' || promise.proposal) return stateLine(view).replace(/\s+/g, ' ')
  const zone = viewer.hours.zone
  const isToday = localDay(promise.due.at, zone).toString() === localDay(now, zone).toString()
  const due = isToday ? formatTimeOfDay(promise.due.at, zone) : dueFor(view)
  if (promise.due.at >= now) return `due ${due}`
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
