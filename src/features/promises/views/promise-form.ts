/** The form that makes a promise, and the one that corrects it, beside the functions that read them back. */
import type { KnownBlock, ModalView } from '@slack/types'
import * as z from 'zod'
import type { Person } from '../../../people/person.ts'
import { context, input, limits, modal, option, section } from '../../../slack/blocks.ts'
import { truncate } from '../../../slack/mrkdwn.ts'
import { maxGoal } from '../domain/commitment.ts'
import { parseValue } from '../../../slack/parse-value.ts'
import { blockquote, type PromiseView } from './promise-view.ts'
import { readText } from './note-modal.ts'
import { recurrencePresets, type RecurrencePreset } from '../domain/series.ts'
import { dueInputs, localDue, nextWorkdayEnd } from './due-inputs.ts'
import { whenInputs } from './when-input.ts'
import type { FormValues } from '../../../slack/form-values.ts'

export interface FormStart {
  isRequest: boolean
  /** The button that opens it, where that has a name of its own. */
  title?: string
  to?: readonly string[]
  what?: string
  due?: Date
  link?: string
  quote?: string
  /** The answer that the promise is made out of. */
  answerRef?: string
  /** Shown above the form, and not stored. */
  above?: readonly KnownBlock[]
  /** How the words in the When field are read. */
  shown?: string | undefined
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
  title: z.string().max(24).optional(),
})

const noOrigin: z.infer<typeof origin> = { isRequest: false }

const presetLabels: Record<RecurrencePreset, string> = {
  never: 'Once',
  workday: 'Every working day, Monday to Friday',
  week: 'Every week on this day',
  fortnight: 'Every two weeks on this day',
  month: 'Every month on this date',
}

/** Who fills a form in, and when. `allies` may be asked to be the witness. */
export interface FormViewer {
  me: Person
  allies: readonly Person[]
  now: Date
}

/** The form behind a bare /promise, a shortcut, and "Pick a time". */
export function makeForm(start: FormStart, { me, allies, now }: FormViewer): ModalView {
  const { isRequest, to = [], what, due, link, quote, answerRef } = start
  const title = start.title ?? (isRequest ? askTitle : makeTitle)
  return modal({
    id: 'promises.make',
    title,
    submit: isRequest ? 'Ask' : 'Promise',
    close: 'Cancel',
    metadata: JSON.stringify({
      isRequest,
      link,
      quote: quote && truncate(quote, 1000),
      answerRef,
      title: start.title,
    }),
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
      // What stands above the form is nowhere to be read again, so that one is not drawn anew.
      ...whenInputs({ ...(start.above ? {} : { actionId: 'promises.when' }), shown: start.shown }),
      ...dueInputs(due && due > now ? localDue(due, me) : nextWorkdayEnd(me, now)),
      repeatInput(),
      goalInput(),
      ...(isRequest || !allies.length ? [] : [witnessInput(allies)]),
    ],
  })
}

const makeTitle = 'Make a promise'
const askTitle = 'Ask for a promise'

function repeatInput() {
  return input('repeat', 'How often?', {
    type: 'static_select',
    options: recurrencePresets.map((preset) => option(presetLabels[preset], preset)),
    initial_option: option(presetLabels.never, 'never'),
  })
}

function goalInput() {
  return input(
    'goal',
    'Which goal does it serve?',
    { type: 'plain_text_input', max_length: maxGoal },
    { optional: true, hint: 'Both of you see it.' },
  )
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
  repeat: RecurrencePreset
  goal?: string
  witness?: string
}

export function readMakeForm(values: FormValues, metadata: string): FormRead {
  const { link, quote, isRequest, answerRef } = parseValue(origin, metadata) ?? noOrigin
  const goal = truncate(readText(values, 'goal'), maxGoal)
  const witness = values.witness?.witness?.selected_option?.value
  const picked = values.repeat?.repeat?.selected_option?.value
  return {
    isRequest,
    ...(link && { link }),
    ...(quote && { quote }),
    ...(answerRef && { answerRef }),
    to: values.to?.to?.selected_users ?? [],
    what: readText(values, 'what'),
    repeat: recurrencePresets.find((preset) => preset === picked) ?? 'never',
    ...(goal && { goal }),
    ...(witness && !isRequest && { witness }),
  }
}

/** What the form holds so far, for drawing it anew. */
export function readMakeStart(values: FormValues, metadata: string): FormStart {
  const { title, link, quote, isRequest } = parseValue(origin, metadata) ?? noOrigin
  const what = readText(values, 'what')
  return {
    isRequest,
    ...(title && { title }),
    ...(link && { link }),
    ...(quote && { quote }),
    to: values.to?.to?.selected_users ?? [],
    ...(what && { what }),
  }
}

export interface ChangeStart {
  /** Other words than those it has. */
  what?: string
  shown?: string | undefined
}

/** A change within the first minutes. */
export function changeForm({ promise, viewer }: PromiseView, { what, shown }: ChangeStart = {}): ModalView {
  return modal({
    id: 'promises.amend',
    title: 'Change',
    submit: 'Change',
    close: 'Cancel',
    metadata: promise.id,
    blocks: [
      ...(promise.series ? [context('Only this one moves; the next ones keep their times.')] : []),
      whatInput(what ?? promise.what),
      ...whenInputs({ actionId: 'promises.when_changed', shown }),
      ...dueInputs(localDue(promise.due.at, viewer)),
    ],
  })
}

function whatInput(what: string | undefined) {
  return input('what', 'What?', {
    type: 'plain_text_input',
    multiline: true,
    max_length: limits.inputLength,
    placeholder: { type: 'plain_text', text: 'ship the deck' },
    ...(what && { initial_value: what }),
  })
}
