/** The form that makes a promise, and the one that corrects it, beside the functions that read them back. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import * as z from 'zod'
import type { Person } from '../../../people/person.ts'
import { context, input, limits, modal, option, section } from '../../../slack/blocks.ts'
import { maxGoal, type Commitment, type DueTime } from '../domain/commitment.ts'
import { parseValue } from '../../../slack/parse-value.ts'
import { blockquote } from './card.ts'
import { textOf } from './note-modal.ts'
import { recurrencePresets, type RecurrencePreset } from '../domain/series.ts'
import { dueInputs, readDueInputs } from './due-inputs.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { truncate } from '../../../slack/mrkdwn.ts'

export interface FormStart {
  isRequest: boolean
  to?: readonly string[]
  what?: string
  link?: string
  quote?: string
  /** The answer that the promise is made out of. */
  answerRef?: string
  /** Shown above the form, and not stored. */
  above?: readonly KnownBlock[]
}

/** The button, by its action_id, of whoever wants to know that the promise was made. */
const origin = z.object({
  isRequest: z.boolean(),
  link: z
    .string()
    .regex(/^https:\/\/[^\s<>|]+$/)
    .optional(),
  quote: z.string().optional(),
  answerRef: z.string().max(500).optional(),
})

const noOrigin: z.infer<typeof origin> = { isRequest: false }

const beatLabels: Record<RecurrencePreset, string> = {
  never: 'Once',
  workday: 'Every working day, Monday to Friday',
  week: 'Every week on this day',
  fortnight: 'Every two weeks on this day',
  month: 'Every month on this date',
}

/** The form behind a bare /promise, a shortcut, and "Pick a time". `allies` may be asked to be the witness. */
export function makeForm(start: FormStart, me: Person, allies: readonly Person[], now: Date): ModalView {
  const { isRequest, to = [], what, link, quote, answerRef } = start
  return modal({
    id: 'promises.make',
    title: isRequest ? 'Ask for a promise' : 'Make a promise',
    submit: isRequest ? 'Ask' : 'Promise',
    close: 'Cancel',
    metadata: JSON.stringify({ isRequest, link, quote: quote && truncate(quote, 1000), answerRef }),
    blocks: [
      ...(start.above ?? []),
      section(
        isRequest
          ? 'They can say yes, offer another day, or say no. Both of you read it; nobody else does.'
          : 'They hear of it at once and agree, or say that it is not what they need. Both of you read it; nobody else does.',
      ),
      ...(quote ? [section(blockquote(quote).trim()), context('They read this quote too.')] : []),
      input('to', isRequest ? 'Whom do you ask?' : 'To whom?', {
        type: 'multi_users_select',
        placeholder: { type: 'plain_text', text: 'Pick colleagues' },
        max_selected_items: 10,
        ...(to.length && { initial_users: [...to] }),
      }),
      whatInput(what),
      ...dueInputs(me, undefined, now),
      input('beat', 'How often?', {
        type: 'static_select',
        options: recurrencePresets.map((beat) => option(beatLabels[beat], beat)),
        initial_option: option(beatLabels.never, 'never'),
      }),
      input(
        'goal',
        'Which goal does it serve?',
        { type: 'plain_text_input', max_length: maxGoal },
        {
          optional: true,
          hint: 'Both of you see it.',
        },
      ),
      ...(isRequest || !allies.length ? [] : [witnessInput(allies)]),
    ],
  })
}

/** Options that a select may have. */
const mostAllies = 100

function witnessInput(allies: readonly Person[]) {
  return input(
    'witness',
    'A witness?',
    {
      type: 'static_select',
      placeholder: { type: 'plain_text', text: 'One of your circle, or nobody' },
      options: allies.slice(0, mostAllies).map((ally) => option(ally.displayName, ally.userId)),
    },
    {
      optional: true,
      hint: 'They are asked first. They read the promise, how it ends, and that it slipped if it does.',
    },
  )
}

export interface FormRead {
  isRequest: boolean
  link?: string
  quote?: string
  /** The answer that the promise is made out of. */
  answerRef?: string
  to: string[]
  what: string
  due: DueTime | undefined
  beat: RecurrencePreset
  goal?: string
  witness?: string
}

export function readMakeForm(values: FormValues, metadata: string, me: Person): FormRead {
  const { link, quote, isRequest, answerRef } = parseValue(origin, metadata) ?? noOrigin
  const goal = truncate(textOf(values, 'goal'), maxGoal)
  const witness = values.witness?.witness?.selected_option?.value
  const picked = values.beat?.beat?.selected_option?.value
  return {
    isRequest,
    ...(link && { link }),
    ...(quote && { quote }),
    ...(answerRef && { answerRef }),
    to: values.to?.to?.selected_users ?? [],
    what: textOf(values, 'what'),
    due: readDueInputs(values, me),
    beat: recurrencePresets.find((beat) => beat === picked) ?? 'never',
    ...(goal && { goal }),
    ...(witness && !isRequest && { witness }),
  }
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
      ...(promise.series ? [context('Only this one moves; the next ones keep their beat.')] : []),
      whatInput(promise.what),
      ...dueInputs(me, promise.due.at, now),
    ],
  })
}

export function whatInput(what: string | undefined) {
  return input('what', 'What?', {
    type: 'plain_text_input',
    multiline: true,
    max_length: limits.inputLength,
    placeholder: { type: 'plain_text', text: 'ship the deck' },
    ...(what && { initial_value: what }),
  })
}
