/** That messages do not reach the other side of a promise. */
import type { DigestLine } from '../../../nudges/views/digest-line.ts'
import type { Message } from '../../../slack/blocks.ts'
import { isClosed } from '../domain/commitment.ts'
import { card } from './card.ts'
import { promiseLine } from './digest-line.ts'
import { otherName, otherOf, wordsOf, type PromiseView } from './promise-view.ts'

export function isOtherUnreachable({ promise, viewer, people }: PromiseView): boolean {
  return !isClosed(promise) && people.get(otherOf({ promise, viewer }))?.isUnreachable === true
}

/** In a list, beside what is true of the promise: nothing where messages arrive. */
export function reachLine(view: PromiseView): string[] {
  return isOtherUnreachable(view) ? [`My messages don't reach ${otherName(view)}.`] : []
}

/** In the receipt of a new one. */
export function unreachableNow(name: string): string {
  return `Slack doesn't let my messages through to ${name} for now; tell them yourself too.`
}

/** To the one who can be reached; once messages arrive again it says so. */
export function reachCard(view: PromiseView): Message {
  const what = wordsOf(view.promise)
  const name = otherName(view)
  if (!isOtherUnreachable(view)) {
    const again = isClosed(view.promise) ? '' : `My messages reach ${name} again: `
    return card(view, { headline: `${again}${what}`, withControls: false })
  }
  return card(view, {
    headline: `My messages don't reach ${name}: ${what}`,
    details: [missedBy(view), 'I try again once a day.'],
    withControls: 'in menu',
  })
}

/** What the other side does not hear, and what can be done. */
function missedBy(view: PromiseView): string {
  const { promise, viewer } = view
  const name = otherName(view)
  const isMine = promise.promisor === viewer.userId
  const isAskedOfOther = promise.state === 'requested' && isMine === (promise.isOffer === true)
  if (isAskedOfOther)
    return `Slack doesn't let them through, so ${name} may not know of your ${isMine ? 'offer' : 'request'} unless you say it yourself.`
  if (promise.state === 'requested')
    return `Slack doesn't let them through, so ${name} may not hear your answer unless you say it yourself.`
  return isMine
    ? `Slack doesn't let them through, so ${name} may not know of this unless you say it yourself.`
    : `Slack doesn't let them through, so I can't remind ${name} of this.`
}

export function reachDigestLine(view: PromiseView, sentFor: Date): DigestLine {
  const line = promiseLine(view, sentFor)
  return isOtherUnreachable(view)
    ? { ...line, note: `${line.note}; my messages don't reach ${otherName(view)}` }
    : line
}
