/** The forms of one note, and of thanks, each beside the function that reads it back. Pure. */
import type { ModalView } from '@slack/types'
import { input, limits, modal, option, section } from '../../../slack/blocks.ts'
import { stripControlChars } from '../../../slack/mrkdwn.ts'
import { currencies, type Commitment, type Currency } from '../domain/commitment.ts'
import { quoted } from './card.ts'
import type { FormValues } from '../../../slack/form-values.ts'

const noteForms = {
  break: { title: "Can't keep it", submit: 'Tell them', ask: 'What should they know?' },
  not_yet: { title: 'Not yet', submit: 'Tell them', ask: 'What is missing?' },
  let_go: { title: 'Let it go', submit: 'Let it go', ask: 'What do you need instead?' },
  decline: { title: 'Say no', submit: 'Say no', ask: 'A reason, if you like' },
} as const
export type NoteVerb = keyof typeof noteForms

/** One optional note, then the deed. */
export function noteForm(verb: NoteVerb, promise: Commitment): ModalView {
  const { title, submit, ask } = noteForms[verb]
  return modal({
    id: `promises.${verb}`,
    title,
    submit,
    close: 'Cancel',
    metadata: promise.id,
    blocks: [
      section(`${quoted(promise)}\nThe other side reads what you write here; nobody else does.`),
      noteInput(ask),
    ],
  })
}

const currencyLabels: Record<Currency, string> = {
  inspiration: 'Inspiration: it served something larger',
  task: 'Task: it got the work done',
  position: 'Position: it helped my standing',
  relationship: 'Relationship: I felt backed',
  personal: 'Personal: it meant something to me',
}

export function thanksForm(promise: Commitment): ModalView {
  return modal({
    id: 'promises.thanks',
    title: 'Kept, thank you',
    submit: 'Thank them',
    close: 'Cancel',
    metadata: promise.id,
    blocks: [
      section(`${quoted(promise)}\nThe one who kept it reads this; nobody else does.`),
      noteInput('In your words'),
      input(
        'currency',
        'What was it worth to you?',
        {
          type: 'static_select',
          placeholder: { type: 'plain_text', text: 'Pick one, or leave it' },
          options: currencies.map((currency) => option(currencyLabels[currency], currency)),
        },
        { optional: true },
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

export function readNote(values: FormValues): string | undefined {
  return textOf(values, 'note') || undefined
}

export function noteInput(label: string) {
  return input(
    'note',
    label,
    { type: 'plain_text_input', multiline: true, max_length: limits.inputLength },
    { optional: true },
  )
}

export function textOf(values: FormValues, id: string): string {
  return stripControlChars(values[id]?.[id]?.value ?? '').trim()
}
