/** A promise as one person reads it: its words, its due time and the other side. */
import { nameOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import { escape, formatTimeOfDay, formatTime, shorten } from '../../../slack/mrkdwn.ts'
import type { Commitment } from '../domain/commitment.ts'

export interface PromiseView {
  promise: Commitment
  viewer: Person
  people: People
  now: Date
}

/** The one at the other end from the viewer. */
export function otherOf({ promise, viewer }: Pick<PromiseView, 'promise' | 'viewer'>): string {
  return promise.promisor === viewer.userId ? promise.promisee : promise.promisor
}

export function otherName(view: PromiseView): string {
  return nameOf(view.people, otherOf(view))
}

/** Characters of a promise that a message shows; the whole stands in its history. */
const shownWhat = 600

/** Of whoever asked to be forgotten. */
export const erasedWords = 'words that were erased'

/** The promise's words in one line, safe in mrkdwn. */
export function wordsOf({ what }: Pick<Commitment, 'what'>): string {
  return escape(shorten(what || erasedWords, shownWhat)).replace(/\s+/g, ' ')
}

/** In bold, whatever stands in it: an asterisk of its own would end it, and mrkdwn has no way to escape one. */
export function bold(text: string): string {
  return `*${text.trim().replaceAll('*', '∗')}*`
}

export function quoted(promise: Pick<Commitment, 'what'>): string {
  return bold(wordsOf(promise))
}

/** A headline that ends with the promise's words, with these in bold. */
export function withBoldWords(headline: string, { promise }: Pick<PromiseView, 'promise'>): string {
  const words = wordsOf(promise)
  return headline.endsWith(words) ? `${headline.slice(0, -words.length)}${bold(words)}` : headline
}

/** The promise with its words cut short, as many stand in one list: Slack takes about 13,200 characters in a message. */
export function brief(promise: Commitment): Commitment {
  const { what, why, goal, proposal } = promise
  return {
    ...promise,
    what: shorten(what, 120),
    ...(why && { why: shorten(why, 60) }),
    ...(goal && { goal: shorten(goal, 60) }),
    ...(proposal?.what && { proposal: { ...proposal, what: shorten(proposal.what, 60) } }),
  }
}

/** What somebody wrote, set off from what is said about it. */
export function blockquote(text: string, max = 600): string {
  return `\n> ${escape(shorten(text, max)).replace(/\n/g, '\n> ')}`
}

export function timeFor({ viewer, now }: Pick<PromiseView, 'viewer' | 'now'>, at: Date): string {
  return formatTime(at, viewer.hours.zone, now)
}

/** "Fri 13 Mar 15:00" for the viewer, with the other side's clock where it differs. */
export function dueFor(view: PromiseView): string {
  const { promise, viewer, people, now } = view
  const other = people.get(otherOf(view))
  const mine = timeFor(view, promise.due.at)
  if (!other || other.hours.zone === viewer.hours.zone) return mine
  const theirs = formatTime(promise.due.at, other.hours.zone, now)
  if (theirs === mine) return mine
  const isSameDay = theirs.slice(0, -5) === mine.slice(0, -5)
  return `${mine} your time, ${isSameDay ? formatTimeOfDay(promise.due.at, other.hours.zone) : theirs} for ${escape(other.displayName)}`
}
