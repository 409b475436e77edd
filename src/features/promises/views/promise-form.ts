/** The form that makes a promise, beside the functions that read it back. */
import type { KnownBlock, ModalView } from '@slack/types'
import * as z from 'zod'
import type { Person } from '../../../people/person.ts'
import { context, section } from '../../../slack/blocks.ts'
import { truncate } from '../../../slack/mrkdwn.ts'
import { maxGoal } from '../domain/commitment.ts'
import { parseValue } from '../../../slack/parse-value.ts'
import { blockquote } from './promise-view.ts'
import { readText } from './note-modal.ts'
import { recurrencePresets, type RecurrencePreset } from '../domain/series.ts'
import { dueInputs, localDue, nextWorkdayEnd } from './due-inputs.ts'
import { goalInput, repeatInput, whatInput, whyInput, witnessInput } from './promise-inputs.ts'
import { whenInputs } from './when-input.ts'
import type { OpenModal } from '../../../feature.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { input, modal } from '../../../slack/modal.ts'

export interface FormStart {
  isRequest: boolean
  isOffer?: boolean
  /** The button that opens it, where that has a name of its own. */
  title?: string
  to?: readonly string[]
  what?: string
  why?: string
  goal?: string
  /** One of the goals that the promisor shares with colleagues. */
  goalId?: string
  witness?: string
  due?: Date
  link?: string
  quote?: string
  /** The answer that the promise is made out of. */
  answerRef?: string
  /** What it was before another time was asked for. */
  draftId?: string
  /** Shown above the form, and not stored. */
  above?: readonly KnownBlock[]
  /** How the words in the When field are read. */
  shown?: string | undefined
}

/** The button, by its action_id, of whoever wants to know that the promise was made. */
const origin = z.object({
  isRequest: z.boolean(),
  isOffer: z.boolean().optional(),
  link: z
    .string()
    .regex(/^https:\/\/[^\s<>|]+$/)
    .optional(),
  quote: z.string().optional(),
  answerRef: z.string().max(500).optional(),
  draftId: z.string().max(40).optional(),
  title: z.string().max(24).optional(),
})

const noOrigin: z.infer<typeof origin> = { isRequest: false }

/** Who fills a form in, and when. `allies` may be asked to be the witness. */
export interface FormViewer {
  me: Person
  allies: readonly Person[]
  now: Date
}

/** The form behind a bare /promise, a shortcut, and "Pick a time". */
export function makeForm(start: FormStart, { me, allies, now }: FormViewer): ModalView {
  const { isRequest, to = [], due, link, quote, answerRef, draftId } = start
  const title = start.title ?? (isRequest ? askTitle : makeTitle)
  return modal({
    id: 'promises.make',
    title,
    submit: isRequest ? 'Ask' : start.isOffer ? 'Offer' : 'Promise',
    close: 'Cancel',
    metadata: JSON.stringify({
      isRequest,
      isOffer: start.isOffer,
      link,
      quote: quote && truncate(quote, 1000),
      answerRef,
      draftId,
      title: start.title,
    }),
    blocks: [
      ...aboveBlocks(start.above),
      section(
        isRequest
          ? 'They can say yes, offer another day, or say no. Both of you read it; nobody else does.'
          : 'They hear of it, and agree or say that it is not what they need. Both of you read it; nobody else does.',
      ),
      ...(quote ? [section(blockquote(quote).trim()), context('They read this quote too.')] : []),
      input('to', isRequest ? 'Whom do you ask?' : 'To whom?', {
        type: 'multi_users_select',
        placeholder: { type: 'plain_text', text: 'Pick colleagues' },
        max_selected_items: 10,
        ...(to.length && { initial_users: [...to] }),
      }),
      // Whoever is already chosen needs no second look: the first empty field comes first.
      whatInput(start.what, undefined, to.length > 0 && !start.what),
      ...whenInputs({ actionId: 'promises.when', shown: start.shown }),
      ...dueInputs(due && due > now ? localDue(due, me) : nextWorkdayEnd(me, now)),
      whyInput(start.why, isRequest),
      repeatInput(),
      goalInput(start.goal),
      ...(isRequest || !allies.length ? [] : [witnessInput(allies, start.witness)]),
    ],
  })
}

const makeTitle = 'Make a promise'
const askTitle = 'Ask for a promise'

export interface FormRead {
  isRequest: boolean
  isOffer?: boolean
  link?: string
  quote?: string
  /** The answer that the promise is made out of. */
  answerRef?: string
  draftId?: string
  to: string[]
  what: string
  why?: string
  repeat: RecurrencePreset
  goal?: string
  goalId?: string
  witness?: string
}

export function readMakeForm(values: FormValues, metadata: string): FormRead {
  const { link, quote, isRequest, isOffer, answerRef, draftId } = parseValue(origin, metadata) ?? noOrigin
  const why = readText(values, 'why')
  // A text, or one of the goals that the promisor shares with colleagues, whose name is the option's text.
  const chosen = values.goal?.goal?.selected_option
  const goal = chosen ? truncate(chosen.text?.text ?? '', maxGoal) : readText(values, 'goal')
  const witness = values.witness?.witness?.selected_option?.value
  const picked = values.repeat?.repeat?.selected_option?.value
  return {
    isRequest,
    ...(isOffer && { isOffer }),
    ...(link && { link }),
    ...(quote && { quote }),
    ...(answerRef && { answerRef }),
    ...(draftId && { draftId }),
    to: values.to?.to?.selected_users ?? [],
    what: readText(values, 'what'),
    repeat: recurrencePresets.find((preset) => preset === picked) ?? 'never',
    ...(why && { why }),
    ...(goal && { goal }),
    ...(chosen?.value && { goalId: chosen.value }),
    ...(witness && !isRequest && { witness }),
  }
}

const abovePrefix = 'above.'

/** What stands above the form is stored nowhere: drawn anew, the form has it from its own view. */
function aboveBlocks(above: readonly KnownBlock[] = []): KnownBlock[] {
  return above.map((block, index) => ({ ...block, block_id: `${abovePrefix}${index}` }))
}

/** What the form holds so far, for drawing it anew. */
export function readMakeStart({ values, metadata, blocks }: OpenModal): FormStart {
  const { title } = parseValue(origin, metadata) ?? noOrigin
  const { repeat: _, what, ...read } = readMakeForm(values, metadata)
  const above = blocks.filter(({ block_id: id }) => id?.startsWith(abovePrefix))
  return { ...read, ...(title && { title }), ...(what && { what }), ...(above.length && { above }) }
}
