/** Every sentence that is said about promises. Pure. Voice: short, warm, plain. */
import type { KnownBlock, StaticSelect } from '@slack/types'
import type { Message } from '../../feature.ts'
import type { People, Person } from '../../people/person.ts'
import { actions, button, context, option, section } from '../../slack/blocks.ts'
import { escape, sayClock, sayTime, shorten } from '../../slack/text.ts'
import { insideWorkingHours } from '../../time/working-hours.ts'
import { isClosed, isFresh, outcomeOf, roleOf, type Commitment } from './commitment.ts'
import { snoozes, type Snooze } from './ladder.ts'
import type { HistoryEntry } from './store.ts'

/** Characters of a promise that a message shows; the whole stands in its details. */
const shownWhat = 600

export function quoted(promise: Pick<Commitment, 'what'>): string {
  return `*${escape(shorten(promise.what, shownWhat)).replace(/\s+/g, ' ')}*`
}

/** "Bob", or "someone who left" for a person who is no longer known. */
export function nameOf(people: People, userId: string): string {
  const person = people.get(userId)
  return person ? escape(person.realName) : 'someone who left'
}

/** "Fri 13 Mar 15:00" for the viewer, with the other side's clock where it differs. */
export function dueFor(promise: Commitment, viewer: Person, other: Person | undefined, now: Date): string {
  const mine = sayTime(promise.due.at, viewer.hours.zone, now)
  if (!other || sayTime(promise.due.at, other.hours.zone, now) === mine) return mine
  const theirs = sayTime(promise.due.at, other.hours.zone, now)
  const sameDay = theirs.slice(0, -5) === mine.slice(0, -5)
  return `${mine} your time, ${sameDay ? sayClock(promise.due.at, other.hours.zone) : theirs} for ${escape(other.realName)}`
}

export interface Seen {
  promise: Commitment
  viewer: Person
  people: People
  now: Date
}

/** What is true of the promise now, in one line for its viewer. */
export function stateLine({ promise, viewer, people, now }: Seen): string {
  const role = roleOf(promise, viewer.userId)
  const otherId = role === 'promisor' ? promise.promisee : promise.promisor
  const other = people.get(otherId)
  const name = nameOf(people, otherId)
  switch (promise.state) {
    case 'requested':
      return `Asked for by ${dueFor(promise, viewer, other, now)}; no answer yet.`
    case 'open': {
      const due = `Due ${dueFor(promise, viewer, other, now)}.`
      if (!promise.proposal) return due
      const to = sayTime(new Date(promise.proposal.dueAt), viewer.hours.zone, now)
      const by = promise.proposal.by === viewer.userId ? 'You' : name
      return `${due} ${by} asked to move it to ${to}.`
    }
    case 'claimed':
      return role === 'promisor' ? `Done, you said; ${name} has not answered yet.` : `Done, says ${name}.`
    case 'kept': {
      const late = outcomeOf(promise) === 'kept late' ? ', late' : ''
      const unsaid = promise.confirmed === false ? ' (nobody said otherwise)' : ''
      return `Kept${late}${unsaid}, ${sayTime(promise.closedAt!, viewer.hours.zone, now)}.`
    }
    case 'broken':
      return 'Closed: it could not be kept.'
    case 'released':
      return 'Closed: let go.'
    case 'withdrawn':
      return 'Taken back.'
    case 'declined':
      return 'Declined.'
    case 'lapsed':
      return 'Closed: lapsed, after nobody spoke of it for a while.'
    default:
      return promise.state satisfies never
  }
}

/** What the viewer can do about it now. */
export function controls({ promise, viewer, now }: Seen): KnownBlock[] {
  const { id, proposal } = promise
  const role = roleOf(promise, viewer.userId)
  const press = (label: string, verb: string, style?: 'primary' | 'danger') =>
    button(label, `promises.${verb}`, id, style && { style })
  if (isClosed(promise) || role === 'stranger' || role === 'clock') return []
  const awaitsMe = proposal !== undefined && proposal.by !== viewer.userId
  if (promise.state === 'requested') {
    if (role === 'promisor')
      return proposal
        ? []
        : [
            actions(
              press('I promise', 'accept', 'primary'),
              press('Another day', 'propose'),
              press('No', 'decline'),
            ),
          ]
    return awaitsMe
      ? [actions(press('Fine', 'agree', 'primary'), press('Withdraw', 'let_go'))]
      : [actions(press('Withdraw', 'let_go'))]
  }
  if (promise.state === 'claimed')
    return role === 'promisee'
      ? [
          actions(
            press('Kept, thank you', 'confirm', 'primary'),
            press('Kept, and say why…', 'thanks'),
            press('Not yet', 'not_yet'),
          ),
        ]
      : []
  if (awaitsMe)
    return [
      actions(
        press('Accept', 'agree', 'primary'),
        press('Keep the old time', 'keep'),
        ...(role === 'promisee' ? [press('Let it go', 'let_go')] : []),
      ),
    ]
  if (role === 'promisor')
    return [
      actions(
        press('Done', 'claim', 'primary'),
        press('Need more time', 'propose'),
        press("Can't keep it", 'break'),
        snoozeMenu(id),
      ),
    ]
  return promise.due.at <= now
    ? [
        actions(
          press('Give more time', 'propose', 'primary'),
          press('Bump', 'bump'),
          press('Let it go', 'let_go'),
        ),
      ]
    : [actions(press('Thanks', 'thank'), press("That's not what I need", 'let_go'))]
}

const snoozeLabels: Record<Snooze, string> = {
  '1h': '1 hour',
  '3h': '3 hours',
  tomorrow: 'Tomorrow 9:00',
  monday: 'Monday 9:00',
}

function snoozeMenu(id: string): StaticSelect {
  return {
    type: 'static_select',
    action_id: 'promises.snooze',
    placeholder: { type: 'plain_text', text: 'Remind me in…' },
    options: snoozes.map((snooze) => option(snoozeLabels[snooze], `${id}:${snooze}`)),
  }
}

/** A promise with a sentence above it: a reminder while it is open, a final card once it is closed. */
export function card(seen: Seen, headline: string, { withControls = true, extra = '' } = {}): Message {
  const { promise } = seen
  const quote = promise.sourceQuote
    ? `\n> ${escape(shorten(promise.sourceQuote, 300)).replace(/\n/g, '\n> ')}`
    : ''
  const link = promise.sourceLink ? `\n<${promise.sourceLink}|The message it came from>` : ''
  const text = `${headline}${quote}${link}${extra}\n${stateLine(seen)}`
  return {
    text: `${plainly(headline)} ${stateLine(seen)}`,
    blocks: [section(text), ...(withControls ? controls(seen) : [])],
  }
}

/** The words of a headline as a notification shows them. */
function plainly(text: string): string {
  return text.replace(/\*/g, '')
}

/** What happened, told to the side that did not do it. */
export function newsHeadline(entry: HistoryEntry, seen: Seen): string {
  const { promise, viewer, people, now } = seen
  const who = entry.who ? nameOf(people, entry.who) : ''
  const what = quoted(promise)
  const note = entry.note ? `\n> ${escape(shorten(entry.note, 600)).replace(/\n/g, '\n> ')}` : ''
  const due = entry.dueAt ? sayTime(entry.dueAt, viewer.hours.zone, now) : ''
  switch (entry.action) {
    case 'make':
      return `${who} promised you: ${what}`
    case 'request':
      return `${who} asks for your word: ${what}`
    case 'accept':
      return `${who} promises: ${what}`
    case 'decline':
      return `${who} can't promise: ${what}${note}`
    case 'propose':
      return promise.state === 'requested'
        ? `${who} could do it by ${due}: ${what}${note}`
        : `${who} asks to move ${what} to ${due}${note}`
    case 'agree':
      return `${who} agrees: ${what} is now due ${due}`
    case 'keep':
      return `${who} would like to keep the old time for ${what}`
    case 'claim':
      return `${who} says it is done: ${what}${note}`
    case 'confirm':
      return `${who} says: kept, thank you. ${what}${note}${worth(promise)}`
    case 'not_yet':
      return `${who} says it is not done yet: ${what}${note}`
    case 'break':
      return `${who} can't keep this promise: ${what}${note}`
    case 'let_go':
      return roleOf(promise, viewer.userId) === 'promisor' && promise.madeAt > entry.at
        ? `${who} withdrew the request: ${what}${note}`
        : `${who} lets it go: ${what}${note}`
    case 'thank':
      return `${who} says thanks for your promise: ${what}`
    case 'bump':
      return `${who} asks how it stands: ${what}`
    case 'amend':
      return `${who} changed it: ${what}`
    case 'undo':
      return `${who} took it back: ${what}`
    case 'presume_kept':
      return `Counted as kept, as nobody said otherwise: ${what}`
    case 'lapse':
      return `This has lapsed, as nobody spoke of it for a while: ${what}`
    case 'leave':
      return `${who} left the workspace, so this is let go: ${what}`
    default:
      return entry.action satisfies never
  }
}

function worth(promise: Commitment): string {
  return promise.currency ? `\nWorth to them: ${promise.currency}.` : ''
}

/** The headlines of the ladder. */
export const reminderHeadlines = {
  day_before: (p: Commitment, name: string) => `Due tomorrow, for ${name}: ${quoted(p)}`,
  due_day: (p: Commitment, name: string) => `Due today: ${quoted(p)}, for ${name}`,
  due: (p: Commitment, name: string) => `It is time: ${quoted(p)}, for ${name}`,
  snoozed: (p: Commitment, name: string) => `You asked to be reminded: ${quoted(p)}, for ${name}`,
  follow_up: (p: Commitment, name: string) =>
    `This was due: ${quoted(p)}. ${name} hears today that it slipped.`,
  slipped: (p: Commitment, name: string) => `${name}'s promise slipped: ${quoted(p)}`,
  last_call: (p: Commitment) =>
    `Nobody has spoken of this for two weeks: ${quoted(p)}. Close it, move it, or let it go?`,
} as const

/** The receipt: what was understood, only for the speaker. */
export function receipt(seen: Seen, { isRequest = false, notes = [] as readonly string[] } = {}): string {
  const { promise, viewer, people, now } = seen
  const otherId = roleOf(promise, viewer.userId) === 'promisor' ? promise.promisee : promise.promisor
  const other = people.get(otherId)
  const name = nameOf(people, otherId)
  const head = isRequest
    ? `You asked ${name} to promise: ${quoted(promise)}`
    : `You promised ${name}: ${quoted(promise)}`
  const hours =
    other && insideWorkingHours(promise.due.at, other.hours) > promise.due.at
      ? `, outside ${name}'s hours`
      : ''
  const recurs = promise.recurs ? '\nIt repeats; the next one opens when this one closes.' : ''
  const held =
    other?.awayUntil && other.awayUntil > now
      ? `\n${name} is away and hears of it ${sayTime(other.awayUntil, viewer.hours.zone, now)}.`
      : ''
  const said = notes.length ? `\n${notes.map(escape).join(' ')}` : ''
  return `${head}\nDue ${dueFor(promise, viewer, other, now)}${hours}.${recurs}${held}${said}`
}

/** "also for…" */
export function receiptMessage(
  seens: readonly Seen[],
  options: { isRequest?: boolean; notes?: readonly string[]; other?: { label: string; value: string } },
): Message {
  const ids = seens.map(({ promise }) => promise.id).join(',')
  const [first] = seens
  const text = seens.map((seen) => receipt(seen, options)).join('\n')
  const canUndo = first !== undefined && isFresh(first.promise, first.now)
  return {
    text: plainly(text),
    blocks: [
      section(text),
      ...(canUndo
        ? [
            actions(
              ...(options.other ? [button(options.other.label, 'promises.other', options.other.value)] : []),
              ...(seens.length === 1 ? [button('Change', 'promises.change', ids)] : []),
              button('Undo', 'promises.undo', ids),
            ),
          ]
        : []),
      context(
        seens.length === 1
          ? 'Only you see this. You can undo it for ten minutes.'
          : 'Only you see this. Undo takes all of them back, for ten minutes.',
      ),
    ],
  }
}
