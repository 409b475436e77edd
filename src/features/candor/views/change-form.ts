/** The form that changes one proposed round, and the function that reads it. Pure. */
import type { ModalView } from '@slack/types'
import type { People } from '../../../people/person.ts'
import { context, option } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { maxQuestion } from '../domain/question.ts'
import { anonymityThreshold, type Round } from '../domain/round.ts'
import { textOf } from './answer-fields.ts'
import { ownLineInput, readOwnLine } from './ask-forms.ts'
import { input, modal } from '../../../slack/modal.ts'

/** Another question, or other people, for this one round. */
export function changeForm(
  round: Round,
  allies: readonly string[],
  chosen: readonly string[],
  people: People,
): ModalView {
  const options = allies
    .map((ally) => option(people.get(ally)?.displayName ?? ally, ally))
    .toSorted((a, b) => a.text.text.localeCompare(b.text.text))
  return modal({
    id: 'candor.change',
    title: 'Change',
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
      ownLineInput('Those you ask'),
      context(
        `Asked of ${anonymityThreshold.asked} or more, it may be answered without a name, as long as your choice of people tells none of them from the others.`,
      ),
    ],
  })
}

interface Changed {
  question: string
  allies: string[]
  ownLine: string | undefined
}

export function readChange(values: FormValues): Changed {
  const picked = values.allies?.allies?.selected_options ?? []
  return {
    question: textOf(values, 'question'),
    allies: picked.flatMap(({ value }) => value ?? []),
    ownLine: readOwnLine(values),
  }
}
