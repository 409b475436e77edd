/** A promise as its viewer reads it: what it says, what is true of it now, and what can be done. Pure. */
import type { KnownBlock, Overflow, StaticSelect } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import { actions, button, option, overflow, section, type Message } from '../../../slack/blocks.ts'
import { escape, formatClock, formatTime, shorten } from '../../../slack/mrkdwn.ts'
import { outcomeOf, roleOf, sideOf, type Commitment } from '../domain/commitment.ts'
import { availableActions, elsewhere, snoozeLabels, type Control } from '../domain/available-actions.ts'
import { snoozes } from '../domain/snooze.ts'

/** Characters of a promise that a message shows; the whole stands in its history. */
const shownWhat = 600

export function quoted(promise: Pick<Commitment, 'what'>): string {
  return `*${escape(shorten(promise.what, shownWhat)).replace(/\s+/g, ' ')}*`
}

/** The promise with its words cut short, as many stand in one list: Slack takes about 13,200 characters in a message. */
export function brief(promise: Commitment): Commitment {
  const { what, goal, proposal } = promise
  return {
    ...promise,
    what: shorten(what, 120),
    ...(goal && { goal: shorten(goal, 60) }),
    ...(proposal?.what && { proposal: { ...proposal, what: shorten(proposal.what, 60) } }),
  }
}

/** What somebody wrote, set off from what is said about it. */
export function blockquote(text: string, max = 600): string {
  return `\n> ${escape(shorten(text, max)).replace(/\n/g, '\n> ')}`
}

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

/** "Fri 13 Mar 15:00" for the viewer, with the other side's clock where it differs. */
export function dueFor({ promise, viewer, people, now }: PromiseView): string {
  const other = people.get(otherOf({ promise, viewer }))
  const mine = formatTime(promise.due.at, viewer.hours.zone, now)
  if (!other || other.hours.zone === viewer.hours.zone) return mine
  const theirs = formatTime(promise.due.at, other.hours.zone, now)
  if (theirs === mine) return mine
  const isSameDay = theirs.slice(0, -5) === mine.slice(0, -5)
  return `${mine} your time, ${isSameDay ? formatClock(promise.due.at, other.hours.zone) : theirs} for ${escape(other.displayName)}`
}

/** What is true of the promise now, in one line for its viewer. */
export function stateLine(seen: PromiseView): string {
  const { promise, viewer, people, now } = seen
  const name = nameOf(people, otherOf(seen))
  switch (promise.state) {
    case 'requested': {
      const asked = `Asked for by ${dueFor(seen)}`
      const offer = offered(seen, name, 'offered')
      return offer ? `${asked}. ${offer}` : `${asked}; no answer yet.`
    }
    case 'open': {
      const offer = offered(seen, name, 'asked to move it to')
      return `Due ${dueFor(seen)}.${offer ? ` ${offer}` : ''}`
    }
    case 'claimed':
      return roleOf(promise, viewer.userId) === 'promisor'
        ? `Done, you said; ${name} has not answered yet.`
        : `Done, says ${nameOf(people, promise.promisor)}.`
    case 'kept': {
      const late = outcomeOf(promise) === 'kept late' ? ', late' : ''
      const unsaid = promise.confirmed === false ? ' (nobody said otherwise)' : ''
      return `Kept${late}${unsaid}, ${formatTime(promise.closedAt!, viewer.hours.zone, now)}.`
    }
    case 'broken':
      return 'Closed: it could not be kept.'
    case 'released':
      return 'Closed: let go.'
    case 'withdrawn':
      return 'Taken back.'
    case 'declined':
      return 'Declined.'
    case 'expired':
      return 'Passed without an answer.'
    case 'lapsed':
      return 'Closed: lapsed, after nobody spoke of it for a while.'
    default:
      return promise.state satisfies never
  }
}

function offered({ promise, viewer, now }: PromiseView, name: string, verb: string): string {
  const { proposal } = promise
  if (!proposal) return ''
  const by = proposal.by === viewer.userId ? 'You' : name
  const words = proposal.what ? `, in these words: ${quoted({ what: proposal.what })}` : ''
  return `${by} ${verb} ${formatTime(new Date(proposal.dueAt), viewer.hours.zone, now)}${words}.`
}

/** What else both sides agreed on: the goal, the repeating, the witness. */
export function terms({ promise, viewer, people }: PromiseView): string {
  const { goal, series, witness, witnessState } = promise
  const witnessed =
    witness && witnessState !== 'no' && witness !== viewer.userId
      ? `${witnessState === 'asked' ? 'Asked to be the witness' : 'Witness'}: ${nameOf(people, witness)}`
      : ''
  const lines = [
    goal ? `Goal: ${escape(goal)}` : '',
    series ? (series.stopped ? 'Repeats no more' : 'Repeats') : '',
    witnessed,
  ].filter(Boolean)
  return lines.length ? `\n_${lines.join(' · ')}_` : ''
}

/** The buttons of what is most likely done next. */
export function controls(seen: PromiseView): KnownBlock[] {
  const found = availableActions(seen.promise, seen.viewer.userId, seen.now)
  if (!found.length) return []
  return [
    actions(
      ...found.map((control) => (control === 'snooze' ? snoozeMenu(seen.promise.id) : press(control, seen))),
    ),
  ]
}

function press(
  { verb, label, style, confirm }: Exclude<Control, 'snooze'>,
  { promise, people }: PromiseView,
) {
  const asker = nameOf(people, promise.promisee)
  return button(label.replace('{asker}', asker), `promises.${verb}`, promise.id, {
    ...(style && { style }),
    ...(confirm && {
      confirm: {
        title: 'Stop requests?',
        text: 'This one is declined, and they are told that you take no more from them.',
        yes: 'Stop them',
        no: 'Not now',
      },
    }),
  })
}

/** A small menu with everything else that its viewer may do, and the history. */
export function moreMenu({ promise, viewer, now }: PromiseView): Overflow {
  const others = elsewhere(promise, viewer.userId, now)
  return overflow('promises.more', [
    ['History', `history:${promise.id}`],
    ...others.map(({ label, verb }) => [label, `${verb}:${promise.id}`] as const),
  ])
}

function snoozeMenu(id: string): StaticSelect {
  return {
    type: 'static_select',
    action_id: 'promises.snooze',
    placeholder: { type: 'plain_text', text: 'Remind me in…' },
    options: snoozes.map((snooze) => option(snoozeLabels[snooze], `${id}:${snooze}`)),
  }
}

/** A promise with a sentence above it: with its buttons while it is open, a final card once it is closed. */
export function card(seen: PromiseView, headline: string, { withControls = true } = {}): Message {
  const { promise } = seen
  const isBetween = sideOf(promise, seen.viewer.userId) !== undefined
  const quote = isBetween && promise.sourceQuote ? blockquote(promise.sourceQuote, 300) : ''
  const link = isBetween && promise.sourceLink ? `\n<${promise.sourceLink}|The message it came from>` : ''
  const text = `${headline}${quote}${link}${terms(seen)}\n${stateLine(seen)}`
  return {
    text: `${plainly(headline)} ${stateLine(seen)}`,
    blocks: [section(text), ...(withControls ? controls(seen) : [])],
  }
}

/** The words of a headline as a notification shows them. */
export function plainly(text: string): string {
  return text.replace(/\*/g, '')
}
