/** The forms, each beside the function that reads it back. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { z } from 'zod'
import type { FormValues } from '../../feature.ts'
import { nameOf } from '../../people/named.ts'
import type { People, Person } from '../../people/person.ts'
import { context, divider, input, modal, option, section } from '../../slack/blocks.ts'
import { plain, sayDay, sayTime, shorten } from '../../slack/text.ts'
import { limits, type Body } from './answer.ts'
import { quoted } from './messages.ts'
import { firstQuestions, maxQuestion, maxQuestions, readQuestions } from './question.ts'
import { floor, isLate, type Round } from './round.ts'
import { cadences, type Cadence, type Schedule } from './schedule.ts'

/** What somebody wrote, as it is: never markup, never a live mention. */
export function plainSection(text: string): KnownBlock {
  return {
    type: 'section',
    text: { type: 'plain_text', text: shorten(plain(text), 3000) || ' ', emoji: true },
  }
}

/** The form in which an ally answers. It says who reads it before anything is typed. */
export function answerForm(
  round: Round,
  askId: string,
  people: People,
  viewer: Person,
  now: Date,
): ModalView {
  const name = nameOf(people, round.asker)
  const mayBeNameless = round.state === 'open' && round.nameless === 'offered'
  const closes = isLate(round, now) ? round.lateUntil! : round.closesAt!
  return modal({
    id: 'candor.answer',
    title: 'Your answer',
    submit: 'Send',
    close: 'Cancel',
    metadata: askId,
    blocks: [
      section(`${name} asks:\n${quoted(round.question)}`),
      section(
        `Only ${name} reads what you write here, ${mayBeNameless ? 'with your name or without, as you choose below' : 'with your name'}. ` +
          `Open until ${sayTime(closes, viewer.hours.zone, now)}.`,
      ),
      ...bodyInputs(),
      ...(mayBeNameless ? nameChoice(name) : []),
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
        `${floor.answered} or more of them; otherwise they are erased unread. It is kept apart from who you are, so it can't be ` +
        'changed or taken back. Your way of writing may still tell.',
    ),
  ]
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

export interface AnswerRead {
  body: Body
  nameless: boolean
}

/** Undefined = nothing is in it that can be read. */
export function readAnswer(values: FormValues): AnswerRead | undefined {
  const answer = textOf(values, 'answer')
  if (!answer) return undefined
  const situation = textOf(values, 'situation')
  const effect = textOf(values, 'effect')
  const instead = textOf(values, 'instead')
  return {
    body: { answer, ...(situation && { situation }), ...(effect && { effect }), ...(instead && { instead }) },
    nameless: values.sign?.sign?.selected_option?.value === 'nameless',
  }
}

/** One thing back to a signed answer, the reply to it, and one thing back to everybody. */
export function backForm(value: string, to: string | undefined, people: People): ModalView {
  return modal({
    id: 'candor.back',
    title: 'Ask one thing back',
    submit: 'Ask',
    close: 'Cancel',
    metadata: value,
    blocks: [
      section(
        to
          ? `Only ${nameOf(people, to)} reads it. They can reply once.`
          : 'Nobody knows who wrote it, so everybody who was asked reads your question: please do not repeat the answer in it. ' +
              'They answer as before, with a name or without.',
      ),
      textInput('text', 'What would you like to know?', maxQuestion),
    ],
  })
}

export function replyForm(
  answerId: string,
  reader: string,
  askedBack: string,
  own: Body,
  people: People,
): ModalView {
  return modal({
    id: 'candor.reply',
    title: 'One thing back',
    submit: 'Reply',
    close: 'Cancel',
    metadata: answerId,
    blocks: [
      section(`You wrote to ${nameOf(people, reader)}:`),
      plainSection(shorten(own.answer, 1000)),
      section('They ask:'),
      plainSection(askedBack),
      context(`Only ${nameOf(people, reader)} reads your reply.`),
      textInput('text', 'Your reply', limits.answer),
    ],
  })
}

/** A note to oneself, with the ones before it. */
export function noteForm(
  notes: readonly { text: string; writtenAt: Date }[],
  me: Person,
  now: Date,
): ModalView {
  return modal({
    id: 'candor.note',
    title: 'A note to myself',
    submit: 'Keep it',
    close: 'Cancel',
    blocks: [
      section('Only you read this.'),
      textInput('text', 'What might I be missing?', limits.answer),
      ...notes.flatMap((note) => [
        divider,
        context(sayDay(note.writtenAt, me.hours.zone, now)),
        plainSection(note.text),
      ]),
    ],
  })
}

export function readTextField(values: FormValues): string {
  return textOf(values, 'text')
}

/** Another question, or other people, for this one round. */
export function changeForm(
  round: Round,
  allies: readonly string[],
  chosen: readonly string[],
  people: People,
): ModalView {
  const options = allies.map((ally) => option(people.get(ally)?.realName ?? ally, ally))
  return modal({
    id: 'candor.change',
    title: 'Change this question',
    submit: 'Ask them',
    close: 'Cancel',
    metadata: round.id,
    blocks: [
      input('question', 'The question', {
        type: 'plain_text_input',
        multiline: true,
        max_length: maxQuestion,
        initial_value: round.question,
      }),
      input('allies', 'Whom to ask', {
        type: 'checkboxes',
        options,
        ...(chosen.length && { initial_options: options.filter(({ value }) => chosen.includes(value!)) }),
      }),
      context(`Asked of ${floor.asked} or more, it may be answered without a name.`),
    ],
  })
}

export function readChange(values: FormValues): { question: string; allies: string[] } {
  const picked = values.allies?.allies?.selected_options ?? []
  return { question: textOf(values, 'question'), allies: picked.flatMap(({ value }) => value ?? []) }
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const cadenceLabels: Record<Cadence, string> = {
  weekly: 'Every week',
  fortnightly: 'Every two weeks',
  monthly: 'Every four weeks',
}
const onAutopilot = option('Ask by itself, without showing me first', 'autopilot')
const paused = option('Pause it', 'paused')

export function settingsForm(schedule: Omit<Schedule, 'id' | 'userId'>): ModalView {
  const days = weekdays.map((name, index) => option(name, String(index + 1)))
  const paces = cadences.map((cadence) => option(cadenceLabels[cadence], cadence))
  const sizes = [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
    option(n === 8 ? 'Everybody, up to 8' : String(n), String(n)),
  )
  const on = [...(schedule.autopilot ? [onAutopilot] : []), ...(schedule.paused ? [paused] : [])]
  return modal({
    id: 'candor.settings',
    title: 'My weekly question',
    submit: 'Save',
    close: 'Cancel',
    blocks: [
      input('weekday', 'Which day?', {
        type: 'static_select',
        options: days,
        initial_option: days[schedule.weekday - 1]!,
      }),
      input(
        'time',
        'At what time?',
        { type: 'timepicker', initial_time: schedule.at },
        { hint: 'Your own local time.' },
      ),
      input('cadence', 'How often?', {
        type: 'static_select',
        options: paces,
        initial_option: paces[cadences.indexOf(schedule.cadence)]!,
      }),
      input('per_round', 'How many are asked at a time?', {
        type: 'static_select',
        options: sizes,
        initial_option: sizes[schedule.perRound - 1]!,
      }),
      input(
        'more',
        'And',
        { type: 'checkboxes', options: [onAutopilot, paused], ...(on.length && { initial_options: on }) },
        { optional: true },
      ),
      questionsInput('My own questions, one a line', schedule.questions),
    ],
  })
}

export interface SettingsRead {
  weekday: number
  at: string
  cadence: Cadence
  perRound: number
  autopilot: boolean
  paused: boolean
  questions: string[]
}

const settings = z.object({
  weekday: z.coerce.number().int().min(1).max(7),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  cadence: z.enum(cadences),
  perRound: z.coerce.number().int().min(1).max(8),
})

/** What is wrong with it, by block; nothing else is taken from a form than what the form offers. */
export function readSettings(values: FormValues): SettingsRead | { errors: Record<string, string> } {
  const read = settings.safeParse({
    weekday: values.weekday?.weekday?.selected_option?.value,
    at: values.time?.time?.selected_time,
    cadence: values.cadence?.cadence?.selected_option?.value,
    perRound: values.per_round?.per_round?.selected_option?.value,
  })
  if (!read.success) return { errors: { time: 'Pick a day, a time and how often.' } }
  const questions = readQuestions(textOf(values, 'questions'))
  if (!questions) return { errors: { questions: tooMany } }
  const more = new Set((values.more?.more?.selected_options ?? []).map(({ value }) => value))
  return { ...read.data, questions, autopilot: more.has('autopilot'), paused: more.has('paused') }
}

const tooMany = `At most ${maxQuestions} questions, each of at most ${maxQuestion} characters.`

/** The questions of the workspace: anyone may change them, and everyone sees who did. */
export function questionsForm(
  questions: readonly string[] | undefined,
  changedBy: string | undefined,
): ModalView {
  return modal({
    id: 'candor.questions',
    title: 'Questions of us all',
    submit: 'Save',
    close: 'Cancel',
    blocks: [
      section(
        "These take turns in everybody's rounds here. Anybody may change them; an empty list brings back the first four.",
      ),
      ...(changedBy ? [context(`Last changed by ${changedBy}.`)] : []),
      questionsInput('One question a line', questions?.length ? questions : firstQuestions),
    ],
  })
}

export function readQuestionsForm(values: FormValues): string[] | { errors: Record<string, string> } {
  return readQuestions(textOf(values, 'questions')) ?? { errors: { questions: tooMany } }
}

function questionsInput(label: string, questions: readonly string[]): KnownBlock {
  return input(
    'questions',
    label,
    {
      type: 'plain_text_input',
      multiline: true,
      max_length: 3000,
      ...(questions.length && { initial_value: questions.join('\n').slice(0, 3000) }),
    },
    { optional: true },
  )
}

function textInput(id: string, label: string, length: number): KnownBlock {
  return input(id, label, { type: 'plain_text_input', multiline: true, max_length: length })
}

function textOf(values: FormValues, id: string): string {
  return plain(values[id]?.[id]?.value ?? '').trim()
}
