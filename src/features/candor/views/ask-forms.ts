/** The forms with which a question is put: with a line of one's own, or to one person, and what reads them. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { section } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { truncate } from '../../../slack/mrkdwn.ts'
import { maxOwnLine, maxQuestion } from '../domain/question.ts'
import type { Round } from '../domain/round.ts'
import { textOf } from './answer-fields.ts'
import { quoted } from './quoted.ts'
import { input, modal } from '../../../slack/modal.ts'

/** What the asker already suspects, hopes or fears; `readers` are those who are asked. */
export function ownLineInput(readers: string, isOptional = true): KnownBlock {
  return input(
    'own',
    'What I already suspect, hope or fear',
    { type: 'plain_text_input', multiline: true, max_length: maxOwnLine },
    { optional: isOptional, hint: `${readers} will read it where they answer, and nobody else.` },
  )
}

export function sayMineFirstForm(round: Round, allies: readonly string[], people: People): ModalView {
  const plain = allies.map((ally) => people.get(ally)?.displayName ?? ally)
  return modal({
    id: 'candor.own',
    title: 'Say mine first',
    submit: 'Ask them',
    close: 'Cancel',
    metadata: round.id,
    blocks: [
      section(`To ${namesOf(people, allies)}:\n${quoted(round.question)}`),
      ownLineInput(listOf(plain), false),
    ],
  })
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** A hint is plain text, where names are not escaped. */
function listOf(names: readonly string[]): string {
  return list.format(names.toSorted())
}

export function askOneForm(ally: string, question: string, people: People): ModalView {
  const plain = people.get(ally)?.displayName ?? ally
  return modal({
    id: 'candor.ask_one',
    title: 'One question',
    submit: 'Ask',
    close: 'Cancel',
    metadata: ally,
    blocks: [
      section(
        `${nameOf(people, ally)} may answer here, or tell you in person. What is written, only you read.`,
      ),
      input('question', 'What would you like to know?', {
        type: 'plain_text_input',
        multiline: true,
        max_length: maxQuestion,
        initial_value: truncate(question, maxQuestion),
      }),
      ownLineInput(plain),
    ],
  })
}

export function readQuestion(values: FormValues): string {
  return textOf(values, 'question')
}

export function readOwnLine(values: FormValues): string | undefined {
  return textOf(values, 'own') || undefined
}
