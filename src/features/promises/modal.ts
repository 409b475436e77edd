/** The forms, each beside the function that reads it back. Pure. */
import type { ModalView } from '@slack/types'
import { z } from 'zod'
import type { FormValues } from '../../feature.ts'
import type { Person } from '../../people/person.ts'
import { input, limits, modal, option, section } from '../../slack/blocks.ts'
import { plain } from '../../slack/text.ts'
import { instantOf, localTime } from '../../time/working-hours.ts'
import { Temporal } from 'temporal-polyfill'
import { currencies, type Commitment, type Currency, type DueTime } from './commitment.ts'
import { quoted } from './messages.ts'

export interface FormStart {
  isRequest: boolean
  to?: readonly string[]
  what?: string
  link?: string
  quote?: string
  next?: Next
}

/** The button, by its action_id, of whoever wants to know that the promise was made. */
export const nextShape = z.object({ action: z.string().max(100), value: z.string().max(500) })
export type Next = z.infer<typeof nextShape>

const origin = z.object({
  isRequest: z.boolean(),
  link: z.string().optional(),
  quote: z.string().optional(),
  next: nextShape.optional(),
})

/** The form behind a bare /promise, a shortcut, and "Pick a time". */
export function makeForm(
  { isRequest, to = [], what, link, quote, next }: FormStart,
  me: Person,
  now: Date,
): ModalView {
  return modal({
    id: 'promises.make',
    title: isRequest ? 'Ask for a promise' : 'Make a promise',
    submit: isRequest ? 'Ask' : 'Promise',
    close: 'Cancel',
    metadata: JSON.stringify({ isRequest, link, quote: quote?.slice(0, 1000), next }),
    blocks: [
      section(
        isRequest
          ? 'They can say yes, offer another day, or say no. Both of you read it; nobody else does.'
          : 'They hear of it at once and agree, or say that it is not what they need. Both of you read it; nobody else does.',
      ),
      ...(quote ? [section(`> ${quote.slice(0, 600).replace(/\n/g, '\n> ')}`)] : []),
      input('to', isRequest ? 'Whom do you ask?' : 'To whom?', {
        type: 'multi_users_select',
        placeholder: { type: 'plain_text', text: 'Pick colleagues' },
        max_selected_items: 10,
        ...(to.length && { initial_users: [...to] }),
      }),
      input('what', 'What?', {
        type: 'plain_text_input',
        multiline: true,
        max_length: limits.inputLength,
        placeholder: { type: 'plain_text', text: 'ship the deck' },
        ...(what && { initial_value: what }),
      }),
      ...dueInputs(me, undefined, now),
    ],
  })
}

export interface FormRead {
  isRequest: boolean
  link?: string
  quote?: string
  next?: Next
  to: string[]
  what: string
  due: DueTime | undefined
}

export function readMakeForm(values: FormValues, metadata: string, me: Person): FormRead {
  const { link, quote, isRequest, next } = readOrigin(metadata)
  return {
    isRequest,
    ...(link && { link }),
    ...(quote && { quote }),
    ...(next && { next }),
    to: values.to?.to?.selected_users ?? [],
    what: textOf(values, 'what'),
    due: readDueInputs(values, me),
  }
}

function readOrigin(metadata: string): z.infer<typeof origin> {
  try {
    return origin.parse(JSON.parse(metadata))
  } catch {
    return { isRequest: false }
  }
}

/** "Need more time", "Another day", "Give more time". */
export function moveForm(promise: Commitment, me: Person, now: Date): ModalView {
  return modal({
    id: 'promises.propose',
    title: 'Another time',
    submit: 'Offer it',
    close: 'Cancel',
    metadata: promise.id,
    blocks: [
      section(`${quoted(promise)}\nThe other side answers; until then the old time stands.`),
      ...dueInputs(me, promise.due.at, now),
      noteInput('Anything to add?'),
    ],
  })
}

/** A change within the first minutes. */
export function changeForm(promise: Commitment, me: Person, now: Date): ModalView {
  return modal({
    id: 'promises.amend',
    title: 'Change it',
    submit: 'Change',
    close: 'Cancel',
    metadata: promise.id,
    blocks: [
      input('what', 'What?', {
        type: 'plain_text_input',
        multiline: true,
        max_length: limits.inputLength,
        initial_value: promise.what,
      }),
      ...dueInputs(me, promise.due.at, now),
    ],
  })
}

const noteForms = {
  'promises.break': { title: "Can't keep it", submit: 'Tell them', ask: 'What should they know?' },
  'promises.not_yet': { title: 'Not yet', submit: 'Tell them', ask: 'What is missing?' },
  'promises.let_go': { title: 'Let it go', submit: 'Let it go', ask: 'What do you need instead?' },
  'promises.decline': { title: 'Say no', submit: 'Say no', ask: 'A reason, if you like' },
} as const
export type NoteForm = keyof typeof noteForms

/** One optional note, then the deed. */
export function noteForm(id: NoteForm, promise: Commitment): ModalView {
  const { title, submit, ask } = noteForms[id]
  return modal({
    id,
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

/** A date and a time of the person's own zone; the end of their day where no time is picked. */
export function readDueInputs(values: FormValues, me: Person): DueTime | undefined {
  const date = values.date?.date?.selected_date
  if (!date || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  const time = values.time?.time?.selected_time ?? me.hours.dayEnd
  if (!/^\d{2}:\d{2}$/.test(time)) return undefined
  try {
    const at = instantOf(Temporal.PlainDate.from(date), time, me.hours.zone)
    return { at, zone: me.hours.zone, words: `${date} ${time}` }
  } catch {
    return undefined
  }
}

function dueInputs(me: Person, current: Date | undefined, now: Date) {
  const start = localTime(current && current > now ? current : now, me.hours.zone)
  const day = current ? start.toPlainDate() : start.toPlainDate().add({ days: 1 })
  const time = current ? start.toPlainTime().toString({ smallestUnit: 'minute' }) : me.hours.dayEnd
  return [
    input('date', 'Which day?', { type: 'datepicker', initial_date: day.toString() }),
    input('time', 'At what time?', { type: 'timepicker', initial_time: time }),
  ]
}

function noteInput(label: string) {
  return input(
    'note',
    label,
    { type: 'plain_text_input', multiline: true, max_length: limits.inputLength },
    { optional: true },
  )
}

function textOf(values: FormValues, id: string): string {
  return plain(values[id]?.[id]?.value ?? '').trim()
}
