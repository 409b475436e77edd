/** The forms of one thing asked back, of the reply to it, and of a note to oneself. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import { context, divider, section } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { formatDay, shorten } from '../../../slack/mrkdwn.ts'
import { answerLimits, type Body } from '../domain/answer.ts'
import { maxQuestion } from '../domain/question.ts'
import { plainSection, textOf } from './answer-fields.ts'
import { input, modal } from '../../../slack/modal.ts'

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
          ? `Only ${nameOf(people, to)} reads it. ${nameOf(people, to)} can reply once.`
          : 'Nobody knows who wrote it, so everybody who was asked reads your question: please do not repeat the answer in it. ' +
              'Each of them answers as before, with a name or without.',
      ),
      textInput('text', 'What would you like to know?', maxQuestion),
    ],
  })
}

export function replyForm(
  { id, reader, body }: { id: string; reader: string; body: Body },
  askedBack: string,
  people: People,
): ModalView {
  return modal({
    id: 'candor.reply',
    title: 'Read and reply',
    submit: 'Reply',
    close: 'Cancel',
    metadata: id,
    blocks: [
      section(`You wrote to ${nameOf(people, reader)}:`),
      plainSection(shorten(body.answer, 1000)),
      section(`${nameOf(people, reader)} asks:`),
      plainSection(askedBack),
      context(`Only ${nameOf(people, reader)} reads your reply.`),
      textInput('text', 'Your reply', answerLimits.answer),
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
      textInput('text', 'What might I be missing?', answerLimits.answer),
      ...notes.flatMap((note) => [
        divider,
        context(formatDay(note.writtenAt, me.hours.zone, now)),
        plainSection(note.text),
      ]),
    ],
  })
}

export function readTextField(values: FormValues): string {
  return textOf(values, 'text')
}

function textInput(id: string, label: string, length: number): KnownBlock {
  return input(id, label, { type: 'plain_text_input', multiline: true, max_length: length })
}
