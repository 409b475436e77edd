/** What the speaker reads after a promise was made, changed or taken back. Only they see it. */
import { nameOf } from '../../../people/display-name.ts'
import { heldLines, type Hearing } from '../../../nudges/views/held-line.ts'
import type { Person } from '../../../people/person.ts'
import { actions, button, context, overflow, section, type Message } from '../../../slack/blocks.ts'
import { escape } from '../../../slack/mrkdwn.ts'
import { isWorkday, localTime } from '../../../time/working-hours.ts'
import { isClosed, isFresh, undoMinutes, type Commitment } from '../domain/commitment.ts'
import { writePlaces, type DuePlaces } from '../domain/due-words.ts'
import { bold, dueFor, otherName, otherOf, timeFor, wordsOf, type PromiseView } from './promise-view.ts'
import { unreachableNow } from './reach.ts'
import { offerLine, termsOf } from './state-line.ts'

export interface ReceiptOptions {
  isRequest: boolean
  /** Short sentences on how the words were read. */
  notes?: readonly string[]
  /** The other reading of the due words, one press away. */
  other?: { label: string; value: string }
  /** Where the due words stood in what was typed, for whoever meant them as part of the promise. */
  duePlaces?: DuePlaces
  /** Of those who do not hear of it at once: when they do. */
  heard?: ReadonlyMap<string, Hearing>
  /** When it was due before the change that this receipt is of. */
  fromDueAt?: Date | undefined
}

export function receiptMessage(views: readonly PromiseView[], options: ReceiptOptions): Message {
  const ids = views.map(({ promise }) => promise.id).join(',')
  const [first] = views
  const { notes = [], other, fromDueAt, isRequest, duePlaces, heard } = options
  const moved = first && fromDueAt ? [`Moved from ${timeFor(first, fromDueAt)}.`] : []
  const text = [
    ...views.map((view) => receipt(view, isRequest, heard?.get(otherOf(view)))),
    ...moved,
    ...notes.map(escape),
  ].join('\n')
  const canUndo = first !== undefined && !isClosed(first.promise) && isFresh(first.promise, first.now)
  const buttons = [
    ...(other ? [button(other.label, 'promises.other', other.value)] : []),
    ...(views.length === 1 ? [button('Change', 'promises.change', ids)] : []),
    button('Undo', 'promises.undo', ids),
    ...tellNowButton(views, heard),
    ...(views.length === 1 && duePlaces ? [changeMenu(ids, duePlaces)] : []),
  ]
  // Slack itself says that nobody else sees a receipt.
  const small = `${canUndo ? undoWords(views.length) : ''}${asksForWhy(views, isRequest)}`.trim()
  return {
    text: text.replaceAll('*', ''),
    blocks: [section(text), ...(canUndo ? [actions(...buttons)] : []), ...(small ? [context(small)] : [])],
  }
}

function asksForWhy([first, ...others]: readonly PromiseView[], isRequest: boolean): string {
  if (!first || others.length || !isRequest || first.promise.why || isClosed(first.promise)) return ''
  return ` A why helps ${otherName(first)} choose: *Change* adds one.`
}

/** Only working hours can be passed over: who is away, or has heard a lot already, hears later. */
function tellNowButton(views: readonly PromiseView[], heard: ReceiptOptions['heard']) {
  const held = views.filter((view) => heard?.get(otherOf(view))?.held === 'working hours')
  const [first, another] = held
  if (!first) return []
  const name = another ? 'them' : (first.people.get(otherOf(first))?.displayName ?? 'them')
  const ids = held.map(({ promise }) => promise.id).join(',')
  return [button(`Tell ${name} now`, 'promises.tell_now', ids)]
}

/** The menu beside *Change*; each line of it is a button of its own. */
function changeMenu(id: string, places: DuePlaces) {
  return overflow('promises.more', [
    ['Change the words or the time', `change:${id}`],
    ['No due time in there: it belongs to the promise', `rejoin:${id}.${writePlaces(places)}`],
  ])
}

function undoWords(count: number): string {
  return count === 1
    ? ` You can undo it for ${undoMinutes} minutes.`
    : ` Undo takes all of them back, for ${undoMinutes} minutes.`
}

function receipt(view: PromiseView, isRequest: boolean, hearing: Hearing | undefined): string {
  const { promise, viewer, people, now } = view
  const other = people.get(otherOf(view))
  const name = otherName(view)
  const isOffer = promise.state === 'requested' && promise.isOffer
  const head = isRequest
    ? `You asked ${name} to promise: ${wordsOf(promise)}`
    : `You ${isOffer ? 'offered' : 'promised'} ${name}: ${wordsOf(promise)}`
  const terms = termsOf(view)
  const lines = [
    bold(head),
    isOffer ? offerLine(view) : `Due ${dueFor(view)}${other ? outsideHours(promise, other) : ''}.`,
    terms.length ? `_${terms.join(' · ')}_` : '',
    ...(other && hearing ? heldLines(new Map([[other.userId, hearing]]), [other], viewer, now) : []),
    other?.isUnreachable ? unreachableNow(name) : '',
    other?.isExternal && !other.isUnreachable
      ? `${name} is from outside this workspace, where I may not be able to write to them; tell them yourself too.`
      : '',
  ]
  return lines.filter(Boolean).join('\n')
}

/** Whether the other side is at work when it is due. */
function outsideHours(promise: Commitment, other: Person): string {
  const { hours } = other
  const local = localTime(promise.due.at, hours.zone)
  const name = `${escape(other.displayName)}'s`
  if (!isWorkday(local.toPlainDate(), hours)) return `, outside ${name} working days`
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  if (time < hours.dayStart) return `, before ${name} hours`
  return time > hours.dayEnd ? `, after ${name} hours` : ''
}

export interface Undone {
  view: PromiseView
  /** Whether the other side had been told of it. */
  wasHeard: boolean
}

/** What was taken back, by its name, and whether the other side is told. */
export function undoneMessage(undone: readonly Undone[], refusals: readonly string[]): Message {
  const lines = undone.map(({ view, wasHeard }) => {
    const name = nameOf(view.people, otherOf(view))
    const told = wasHeard ? `${name} is told.` : `${name} had not heard of it, and does not.`
    return `${bold(`Taken back: ${wordsOf(view.promise)}, ${view.promise.promisor === view.viewer.userId ? 'for' : 'by'} ${name}`)}\n${told}`
  })
  const text = [...lines, ...refusals].join('\n')
  return { text: text.replaceAll('*', ''), blocks: [section(text)] }
}
