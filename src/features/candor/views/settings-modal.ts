/** The forms for the weekly question and for the questions of the workspace, each beside the function that reads it. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import * as z from 'zod'
import { context, option, section } from '../../../slack/blocks.ts'
import { textOf } from './answer-fields.ts'
import { firstQuestions, maxQuestion, maxQuestions, readQuestions } from '../domain/question.ts'
import { cadences, type Cadence, type Schedule } from '../domain/schedule.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { truncate, weekdayNames } from '../../../slack/mrkdwn.ts'
import { input, modal } from '../../../slack/modal.ts'

const cadenceLabels: Record<Cadence, string> = {
  weekly: 'Every week',
  fortnightly: 'Every two weeks',
  monthly: 'Every four weeks',
}

const onAutopilot = option('Ask by itself, without showing me first', 'autopilot')

const paused = option('Pause it', 'paused')

export function settingsForm(schedule: Omit<Schedule, 'id' | 'userId'>): ModalView {
  const days = weekdayNames.map((name, index) => option(name, String(index + 1)))
  const rhythms = cadences.map((cadence) => option(cadenceLabels[cadence], cadence))
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
        options: rhythms,
        initial_option: rhythms[cadences.indexOf(schedule.cadence)]!,
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
      ...(questions.length && { initial_value: truncate(questions.join('\n'), 3000) }),
    },
    { optional: true },
  )
}
