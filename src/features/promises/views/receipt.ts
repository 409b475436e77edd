import { nameOf } from '../../../people/display-name.ts'
import { awayUntil, type Person } from '../../../people/person.ts'
import { actions, button, context, section, type Message } from '../../../slack/blocks.ts'
import { escape, formatTime } from '../../../slack/mrkdwn.ts'
import { isWorkday, localTime } from '../../../time/working-hours.ts'
import { isFresh, type Commitment } from '../domain/commitment.ts'
import { dueFor, otherOf, plainly, quoted, terms, type PromiseView } from './card.ts'

export interface ReceiptOptions {
  isRequest: boolean
  /** Short sentences on how the words were read. */
  notes?: readonly string[]
  /** The other reading of the due words, one press away. */
  other?: { label: string; value: string }
}

export function receiptMessage(seens: readonly PromiseView[], options: ReceiptOptions): Message {
  const ids = seens.map(({ promise }) => promise.id).join(',')
  const [first] = seens
  const { notes = [], other } = options
  const said = notes.length ? `\n${notes.map(escape).join(' ')}` : ''
  const text = seens.map((seen) => receipt(seen, options.isRequest)).join('\n') + said
  const canUndo = first !== undefined && isFresh(first.promise, first.now)
  const undo = [
    ...(other ? [button(other.label, 'promises.other', other.value)] : []),
    ...(seens.length === 1 ? [button('Change', 'promises.change', ids)] : []),
    button('Undo', 'promises.undo', ids),
  ]
  const both = seens.length === 1 ? 'You can undo it' : 'Undo takes all of them back,'
  return {
    text: plainly(text),
    blocks: [
      section(text),
      ...(canUndo ? [actions(...undo)] : []),
      context(`Only you see this. ${canUndo ? `${both} for ten minutes.` : ''}`),
    ],
  }
}

function receipt(seen: PromiseView, isRequest: boolean): string {
  const { promise, viewer, people, now } = seen
  const other = people.get(otherOf(seen))
  const name = nameOf(people, otherOf(seen))
  const head = isRequest
    ? `You asked ${name} to promise: ${quoted(promise)}`
    : `You promised ${name}: ${quoted(promise)}`
  const recurs = promise.series
    ? '\nIt repeats; the next one opens when this one closes, or a day before it is due.'
    : ''
  const away = other && awayUntil(other, now)
  const held = away ? `\n${name} is away; held until ${formatTime(away, viewer.hours.zone, now)}.` : ''
  const foreign = other?.isExternal
    ? `\n${name} is from outside this workspace, where I may not be able to write to them; tell them yourself too.`
    : ''
  const hours = other ? outside(promise, other) : ''
  return `${head}\nDue ${dueFor(seen)}${hours}.${recurs}${terms(seen)}${held}${foreign}`
}

/** Whether the other side is at work when it is due. */
function outside(promise: Commitment, other: Person): string {
  const { hours } = other
  const local = localTime(promise.due.at, hours.zone)
  const name = `${escape(other.displayName)}'s`
  if (!isWorkday(local.toPlainDate(), hours)) return `, outside ${name} working days`
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  if (time < hours.dayStart) return `, before ${name} hours`
  return time > hours.dayEnd ? `, after ${name} hours` : ''
}
