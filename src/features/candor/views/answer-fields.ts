/** The fields in which an answer is written, and the function that reads them. Pure. */
import type { KnownBlock } from '@slack/types'
import { section } from '../../../slack/blocks.ts'
import { escape, shorten, stripControlChars } from '../../../slack/mrkdwn.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { answerLimits, type Body } from '../domain/answer.ts'
import { input } from '../../../slack/modal.ts'

/** What somebody wrote, shown literally: no markup, no live mentions. */
export function plainSection(text: string): KnownBlock {
  return {
    type: 'section',
    text: { type: 'plain_text', text: shorten(stripControlChars(text), 3000) || ' ', emoji: true },
  }
}

export function bodyInputs(reader: string, body?: Body): KnownBlock[] {
  const area = (length: number, initial?: string) => ({
    type: 'plain_text_input' as const,
    multiline: true,
    max_length: length,
    ...(initial && { initial_value: initial }),
  })
  const optional = { optional: true }
  return [
    input('answer', `What would you tell ${reader}?`, area(answerLimits.answer, body?.answer), {
      hint: 'The work, not the person: rather than “You are careless”, “The last two reports had wrong totals”.',
    }),
    input('situation', 'When does it show?', area(answerLimits.prompt, body?.situation), optional),
    input('effect', 'What does it do?', area(answerLimits.prompt, body?.effect), optional),
    input('instead', 'What would you do instead?', area(answerLimits.prompt, body?.instead), optional),
  ]
}

/** Above the fields, once, where a line says who the reader is. It offers; *Send* sends either way. */
export function toneNote(line: string, reader: string): KnownBlock {
  return section(
    `> ${escape(shorten(line, 300)).replace(/\s+/g, ' ')}\nThat says who ${reader} is. What ${reader} did is easier to hear, and to change. ` +
      'Put it otherwise if you like, or send it as it is.',
  )
}

export interface AnswerRead {
  body: Body
  isAnonymous: boolean
}

/** What was written, or what is wrong with it, by block. */
export function readAnswer(values: FormValues): AnswerRead | { errors: Record<string, string> } {
  const answer = textOf(values, 'answer')
  if (!answer) return { errors: { answer: 'Say it in a few words.' } }
  if (isSingleCharacter(answer))
    return { errors: { answer: 'One character leaves much to guess. Say it in a few words.' } }
  const situation = textOf(values, 'situation')
  const effect = textOf(values, 'effect')
  const instead = textOf(values, 'instead')
  const tooLong = Object.entries({ answer, situation, effect, instead }).find(
    ([id, text]) => Array.from(text).length > (id === 'answer' ? answerLimits.answer : answerLimits.prompt),
  )
  if (tooLong) return { errors: { [tooLong[0]]: 'This is longer than I can keep. Say it in fewer words.' } }
  return {
    body: { answer, ...(situation && { situation }), ...(effect && { effect }), ...(instead && { instead }) },
    isAnonymous: values.sign?.sign?.selected_option?.value === 'nameless',
  }
}

/** As a reader counts: an emoji of several code points is one. */
function isSingleCharacter(text: string): boolean {
  return text.length < 40 && Array.from(new Intl.Segmenter().segment(text)).length === 1
}

export function textOf(values: FormValues, id: string): string {
  return stripControlChars(values[id]?.[id]?.value ?? '').trim()
}
