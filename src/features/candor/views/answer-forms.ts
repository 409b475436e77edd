/** The forms in which answers and notes are written, each beside the function that reads it. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import { context, input, modal, option, section } from '../../../slack/blocks.ts'
import { stripControlChars, formatTime, shorten } from '../../../slack/mrkdwn.ts'
import { limits, type Body } from '../domain/answer.ts'
import { quoted } from './messages.ts'
import {
  anonymityThreshold,
  isLateSigning,
  offersAnonymityTo,
  type Ask,
  type Round,
} from '../domain/round.ts'
import type { FormValues } from '../../../slack/form-values.ts'

/** What somebody wrote, shown literally: no markup, no live mentions. */
export function plainSection(text: string): KnownBlock {
  return {
    type: 'section',
    text: { type: 'plain_text', text: shorten(stripControlChars(text), 3000) || ' ', emoji: true },
  }
}

interface AnswerFormFacts {
  round: Round
  ask: Ask
  people: People
  viewer: Person
  now: Date
}

/** The form in which an ally answers. It says who reads it before anything is typed. */
export function answerForm({ round, ask, people, viewer, now }: AnswerFormFacts): ModalView {
  const name = nameOf(people, round.asker)
  const mayBeAnonymous = round.state === 'open' && offersAnonymityTo(round, ask)
  const closes = isLateSigning(round, now) ? round.lateUntil! : round.closesAt!
  return modal({
    id: 'candor.answer',
    title: 'Your answer',
    submit: 'Send',
    close: 'Cancel',
    metadata: ask.id,
    blocks: [
      section(`${name} asks:\n${quoted(round.question)}`),
      section(
        `Only ${name} reads what you write here, ${mayBeAnonymous ? 'with your name or without, as you choose below' : 'with your name'}. ` +
          `Open until ${formatTime(closes, viewer.hours.zone, now)}.`,
      ),
      ...bodyInputs(),
      ...(mayBeAnonymous ? nameChoice(name) : whySignedOnly(round)),
    ],
  })
}

function nameChoice(name: string): KnownBlock[] {
  const signed = option('With my name', 'signed')
  return [
    input('sign', 'Who says it?', {
      type: 'radio_buttons',
      options: [signed, option('Without a name', 'nameless')],
      initial_option: signed,
    }),
    context(
      `Without a name: ${name} gets such answers together, shuffled, when the question closes, and only if there are ` +
        `${anonymityThreshold.answered} or more of them; otherwise they are erased unread. It is kept apart from who you are, so it can't be ` +
        'changed or taken back. Your way of writing may still tell.',
    ),
  ]
}

/** Why it can't be said without a name here, in words that point to nobody. */
function whySignedOnly(round: Round): KnownBlock[] {
  if (round.state !== 'open') return []
  const why =
    round.anonymity === 'offered'
      ? 'too few others were asked the same questions as you, so your name could be guessed.'
      : `that takes ${anonymityThreshold.asked} or more people who were asked the same questions, or a name could be guessed.`
  return [context(`It can't be said without a name this time: ${why}`)]
}

/** Changing a signed answer that its reader has not opened. */
export function rewriteForm(answerId: string, reader: string, people: People, body: Body): ModalView {
  return modal({
    id: 'candor.rewrite',
    title: 'Change my answer',
    submit: 'Change',
    close: 'Cancel',
    metadata: answerId,
    blocks: [
      section(
        `Only ${nameOf(people, reader)} reads it, with your name. You can change it until they open it.`,
      ),
      ...bodyInputs(body),
    ],
  })
}

/** Feedback that was offered and is wanted. */
export function writeForm(offerId: string, hearer: string, people: People): ModalView {
  return modal({
    id: 'candor.write',
    title: 'Your feedback',
    submit: 'Send',
    close: 'Cancel',
    metadata: offerId,
    blocks: [
      section(`Only ${nameOf(people, hearer)} reads what you write here, with your name.`),
      ...bodyInputs(),
    ],
  })
}

function bodyInputs(body?: Body): KnownBlock[] {
  const area = (length: number, initial?: string) => ({
    type: 'plain_text_input' as const,
    multiline: true,
    max_length: length,
    ...(initial && { initial_value: initial }),
  })
  const optional = { optional: true }
  return [
    input('answer', 'What would you tell them?', area(limits.answer, body?.answer), {
      hint: 'Poke at the work, not the person.',
    }),
    input('situation', 'When does it show?', area(limits.prompt, body?.situation), optional),
    input('effect', 'What does it do?', area(limits.prompt, body?.effect), optional),
    input('instead', 'What would you do instead?', area(limits.prompt, body?.instead), optional),
  ]
}

interface AnswerRead {
  body: Body
  isAnonymous: boolean
}

/** What was written, or what is wrong with it, by block. */
export function readAnswer(values: FormValues): AnswerRead | { errors: Record<string, string> } {
  const answer = textOf(values, 'answer')
  if (!answer) return { errors: { answer: 'Say it in a few words.' } }
  const situation = textOf(values, 'situation')
  const effect = textOf(values, 'effect')
  const instead = textOf(values, 'instead')
  const tooLong = Object.entries({ answer, situation, effect, instead }).find(
    ([id, text]) => Array.from(text).length > (id === 'answer' ? limits.answer : limits.prompt),
  )
  if (tooLong) return { errors: { [tooLong[0]]: 'This is longer than I can keep. Say it in fewer words.' } }
  return {
    body: { answer, ...(situation && { situation }), ...(effect && { effect }), ...(instead && { instead }) },
    isAnonymous: values.sign?.sign?.selected_option?.value === 'nameless',
  }
}

export function textOf(values: FormValues, id: string): string {
  return stripControlChars(values[id]?.[id]?.value ?? '').trim()
}
