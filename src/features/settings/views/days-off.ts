/** Days off, the questions of the workspace, and who changed them for everybody. Pure. */
import type { ModalView } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { button, context, limits, section, textMessage, type Message } from '../../../slack/blocks.ts'
import { input, modal } from '../../../slack/modal.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import type { HomeSection } from '../../../slack/home-section.ts'
import { escape, formatDay, shorten } from '../../../slack/mrkdwn.ts'
import type { WorkspaceChange } from '../../../workspaces/changes.ts'
import { mostDaysOff, spansOf, type DaysOffRead } from '../domain/days-off.ts'

const example = 'One day a line, such as "Fri 25 December" or "24 to 31 December".'

export function daysOffForm(ahead: readonly string[]): ModalView {
  const lines = spansOf(ahead).map((span) => span.map((day) => withYear(day)))
  const text = lines.map(([first, last]) => (first === last ? first : `${first} to ${last}`)).join('\n')
  return modal({
    id: 'settings.days_off',
    title: 'Days off',
    submit: 'Save',
    close: 'Cancel',
    blocks: [
      section(
        'On these days I remind nobody in this workspace, and a working day is the next one after them.',
      ),
      input(
        'days',
        'Days off that are ahead',
        {
          type: 'plain_text_input',
          multiline: true,
          max_length: limits.inputLength,
          ...(text && { initial_value: text }),
        },
        { optional: true, hint: example },
      ),
      context('They are for everybody here. Each of you sees in Home who changed them, and can undo it.'),
    ],
  })
}

export function readDaysOffForm(values: FormValues): string {
  return values.days?.days?.value ?? ''
}

export function daysOffRefused({
  refused,
  line,
}: Exclude<DaysOffRead, { days: string[] }>): Record<string, string> {
  return {
    days:
      refused === 'too-many'
        ? `That is more than ${mostDaysOff} days. Nothing was stored.`
        : `I can't read "${shorten(line, 60)}" as days that are ahead. ${example}`,
  }
}

export const daysOffOfColleagues =
  'The days off are kept by the colleagues of this workspace. Nothing was stored.'

export function daysOffSaved(ahead: readonly string[]): Message {
  return textMessage(
    ahead.length ? `Saved. Days off: ${daysInWords(ahead)}.` : 'Saved. No days off are ahead.',
    context('Everybody here sees in Home that you changed them, and can undo it.'),
  )
}

export const daysOffUnchanged = textMessage('These are the days off already. Nothing changed.')

/** The changes of the last two weeks; `undo` holds those that can be undone. */
export function changesSection(
  changes: readonly WorkspaceChange[],
  undo: ReadonlySet<string>,
  people: People,
): HomeSection {
  return {
    id: 'settings.changes',
    title: 'Changed for everybody here',
    lines: changes.map((change) => {
      const text = changeInWords(change, people)
      const way = undo.has(change.id) ? button('Undo', 'settings.undo_change', change.id) : undefined
      return { key: change.id, blocks: [section(text, way)] }
    }),
  }
}

export function changeUndone(change: WorkspaceChange): Message {
  return textMessage(
    change.what === 'days_off'
      ? 'Undone. The days off are as they were before.'
      : 'Undone. The questions are as they were before.',
  )
}

export const nothingToUndo = textMessage(
  'This was undone, or changed again since. Nothing changed. `/forthright days off` and `/candor questions` show how it is.',
)

function changeInWords(change: WorkspaceChange, people: People): string {
  const name = nameOf(people, change.changedBy)
  const undone = change.undoneBy === undefined ? '' : ` ${nameOf(people, change.undoneBy)} undid it.`
  if (change.what === 'questions') return `${name} changed the questions of us all.${undone}`
  const added = change.after.filter((day) => !change.before.includes(day))
  const removed = change.before.filter((day) => !change.after.includes(day))
  if (!removed.length) return `${name} added to the days off: ${daysInWords(added)}.${undone}`
  if (!added.length) return `${name} took from the days off: ${daysInWords(removed)}.${undone}`
  return `${name} changed the days off. Added: ${daysInWords(added)}. Taken away: ${daysInWords(removed)}.${undone}`
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })
/** More would not be read in one line. */
const spansShown = 6

function daysInWords(days: readonly string[]): string {
  const spans = spansOf(days).map(([first, last]) =>
    first === last ? withYear(first) : `${withYear(first)} to ${withYear(last)}`,
  )
  const left = spans.length - spansShown
  const shown = left > 0 ? [...spans.slice(0, spansShown), `${left} more`] : spans
  return escape(list.format(shown))
}

/** "Fri 25 Dec 2026", which can be typed back. */
function withYear(day: string): string {
  return `${formatDay(new Date(`${day}T12:00:00Z`), 'UTC')} ${day.slice(0, 4)}`
}
