/** The form that offers another time: "Need more time", "Another day", "Give more time". */
import type { ModalView } from '@slack/types'
import { limits, section } from '../../../slack/blocks.ts'
import { dueInputs, laterThan } from './due-inputs.ts'
import { labelOf } from './labels.ts'
import { noteInput } from './note-modal.ts'
import { otherName, quoted, timeFor, type PromiseView } from './promise-view.ts'
import { input, modal } from '../../../slack/modal.ts'

/** An answer to a request may change its words too. */
export function moveForm(view: PromiseView): ModalView {
  const { promise, viewer, now } = view
  const name = otherName(view)
  const isRequest = promise.state === 'requested'
  const effect = isRequest
    ? `${name} answers; nothing is promised until then.`
    : promise.due.at > now
      ? `${name} answers; until then ${timeFor(view, promise.due.at)} stands.`
      : `${name} answers.`
  return modal({
    id: 'promises.propose',
    title: labelOf('propose', view),
    submit: 'Offer it',
    close: 'Cancel',
    metadata: promise.id,
    blocks: [
      section(`${quoted(promise)}\n${effect} Only the two of you read this.`),
      ...(isRequest ? [wordsInput(promise.what)] : []),
      ...dueInputs(laterThan(promise.due.at, viewer, now)),
      noteInput('Anything to add?'),
    ],
  })
}

function wordsInput(what: string) {
  return input('what', 'What you could promise', {
    type: 'plain_text_input',
    multiline: true,
    max_length: limits.inputLength,
    initial_value: what,
  })
}
