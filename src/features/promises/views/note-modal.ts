/** The forms of one note, and of thanks, each beside the function that reads it back. */
import type { ModalView } from '@slack/types'
import { limits, option, section } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { nameOf } from '../../../people/display-name.ts'
import { shorten, stripControlChars } from '../../../slack/mrkdwn.ts'
import { currencies, type Currency } from '../../../people/currency.ts'
import { labelOf, nameOnButton, plainOther } from './labels.ts'
import { otherName, quoted, type PromiseView } from './promise-view.ts'
import { input, modal } from '../../../slack/modal.ts'

const questions = {
  break: (name: string) => `What should ${name} know?`,
  not_yet: () => 'What is missing?',
  let_go: (name: string) => `What should ${name} know?`,
  decline: () => 'A reason, if you like',
} as const
export type NoteVerb = keyof typeof questions

/** One optional note, then the action. */
export function noteForm(verb: NoteVerb, view: PromiseView): ModalView {
  const name = plainOther(view)
  return modal({
    id: `promises.${verb}`,
    title: labelOf(verb, view),
    submit: tellLabel(name),
    close: 'Cancel',
    metadata: view.promise.id,
    blocks: [
      section(`${quoted(view.promise)}\n${otherName(view)} reads what you write here; nobody else does.`),
      noteInput(questions[verb](name)),
    ],
  })
}

/** Slack shows 24 characters on the button of a form. */
export function tellLabel(name: string): string {
  const label = `Tell ${name}`
  return label.length <= limits.modalTitle ? label : 'Send'
}

const currencyLabels: Record<Currency, string> = {
  inspiration: 'Inspiration: it served something larger',
  task: 'Task: it got the work done',
  position: 'Position: it helped my standing',
  relationship: 'Relationship: I felt backed',
  personal: 'Personal: it meant something to me',
}

export function thanksForm(view: PromiseView): ModalView {
  return modal({
    id: 'promises.thanks',
    title: labelOf('thanks', view),
    submit: tellLabel(plainOther(view)),
    close: 'Cancel',
    metadata: view.promise.id,
    blocks: [
      section(`${quoted(view.promise)}\n${otherName(view)} reads what you write here; nobody else does.`),
      noteInput('In your words'),
      input(
        'currency',
        'What was it worth to you?',
        {
          type: 'static_select',
          placeholder: { type: 'plain_text', text: 'Pick one, or leave it' },
          options: currencies.map((currency) => option(currencyLabels[currency], currency)),
        },
        { optional: true, hint: 'Over time each of you sees what the other values.' },
      ),
    ],
  })
}

export function readThanks(values: FormValues): { thanks?: string; currency?: Currency } {
  const thanks = readNote(values)
  const picked = values.currency?.currency?.selected_option?.value
  const currency = currencies.find((known) => known === picked)
  return { ...(thanks && { thanks }), ...(currency && { currency }) }
}

/** One line, at a slip. */
/** The line of a witness. */
export const maxWitnessLine = 200

export function witnessForm(view: PromiseView): ModalView {
  const name = nameOf(view.people, view.promise.promisor)
  return modal({
    id: 'promises.witness_say',
    title: shorten(labelOf('witness_say', view), limits.modalTitle),
    submit: tellLabel(nameOnButton(view, view.promise.promisor)),
    close: 'Cancel',
    metadata: view.promise.id,
    blocks: [
      section(`${quoted(view.promise)}\n${name} reads your line; nobody else does.`),
      input('note', 'One line', { type: 'plain_text_input', max_length: maxWitnessLine }),
    ],
  })
}

export function readNote(values: FormValues): string | undefined {
  return readText(values, 'note') || undefined
}

export function noteInput(label: string) {
  return input(
    'note',
    label,
    { type: 'plain_text_input', multiline: true, max_length: limits.inputLength },
    { optional: true },
  )
}

export function readText(values: FormValues, id: string): string {
  return stripControlChars(values[id]?.[id]?.value ?? '').trim()
}
