/** The form in which somebody answers, and the function that reads it. Pure. */
import type { ModalView } from '@slack/types'
import { option, section } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { isAnswer, points, type Answer } from '../domain/tally.ts'
import { itemCount, statementsOf } from '../domain/wording.ts'
import type { Ask, Pulse } from '../domain/pulse.ts'
import { whoSeesWhat } from './messages.ts'
import { input, modal } from '../../../slack/modal.ts'

const words: Readonly<Record<number, string>> = {
  1: '1 · strongly disagree',
  4: '4 · neither',
  [points]: `${points} · strongly agree`,
}

export function pulseForm(pulse: Pulse, ask: Ask, locale: string): ModalView {
  const options = Array.from({ length: points }, (_, index) =>
    option(words[index + 1] ?? String(index + 1), String(index + 1)),
  )
  return modal({
    id: 'pulse.answer',
    title: 'Answer',
    submit: 'Send',
    close: 'Cancel',
    metadata: ask.id,
    blocks: [
      section(`${whoSeesWhat(pulse.channelId)} It can't be changed or taken back.`),
      ...statementsOf(pulse.wording, locale).map((statement, index) =>
        input(idOf(index), `${index + 1}. ${statement}`, {
          type: 'static_select',
          placeholder: { type: 'plain_text', text: '1, strongly disagree, to 7, strongly agree' },
          options,
        }),
      ),
    ],
  })
}

/** What was chosen, or what is missing, by block. */
export function readPulseForm(values: FormValues): { answer: Answer } | { errors: Record<string, string> } {
  const given = Array.from({ length: itemCount }, (_, index) => {
    const picked = values[idOf(index)]?.[idOf(index)]?.selected_option?.value
    return picked === undefined ? undefined : Number(picked)
  })
  if (isAnswer(given)) return { answer: given }
  const missing = given.flatMap((point, index) => (isPoint(point) ? [] : [[idOf(index), 'Pick 1 to 7.']]))
  return { errors: Object.fromEntries(missing) }
}

export const firstField = idOf(0)

function isPoint(point: number | undefined): boolean {
  return point !== undefined && Number.isInteger(point) && point >= 1 && point <= points
}

function idOf(index: number): string {
  return `statement_${index + 1}`
}
