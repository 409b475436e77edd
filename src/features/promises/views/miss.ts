/** After a miss: the question, asked once of the promisor alone, and its two forms. */
import type { KnownBlock, ModalView } from '@slack/types'
import { actions, button, limits, section, textMessage, type Message } from '../../../slack/blocks.ts'
import type { MenuOption } from '../../../nudges/views/digest-line.ts'
import { plainOther } from './labels.ts'
import { tellLabel } from './note-modal.ts'
import { otherName, quoted, type PromiseView } from './promise-view.ts'
import { input, modal } from '../../../slack/modal.ts'

export const missQuestion = 'What would you do differently?'
export const missNotAsked = 'All right. I will not ask again.'
const noteLabel = 'Note to myself'
const nothingLabel = 'Nothing'

export function missBlocks(view: PromiseView): KnownBlock[] {
  const { id } = view.promise
  return [
    actions(
      button(noteLabel, 'promises.miss_note', id),
      button(tellLabel(plainOther(view)), 'promises.miss_tell', id),
      button(nothingLabel, 'promises.miss_nothing', id),
    ),
  ]
}

/** The same in a digest, where each line has a menu. */
export function missMenu(view: PromiseView): MenuOption[] {
  const { id } = view.promise
  return [
    { label: noteLabel, actionId: 'promises.miss_note', value: id },
    { label: tellLabel(plainOther(view)), actionId: 'promises.miss_tell', value: id },
    { label: nothingLabel, actionId: 'promises.miss_nothing', value: id },
  ]
}

/** After "Can't keep it", in the answer to its form. */
export function missAskedReply(view: PromiseView, hasNote: boolean): Message {
  const read = hasNote
    ? `${otherName(view)} reads what you wrote; nobody else does.`
    : `${otherName(view)} is told.`
  return textMessage(`${quoted(view.promise)}\n${read}\n${missQuestion}`, ...missBlocks(view))
}

export function missNoteForm(view: PromiseView): ModalView {
  return missForm(view, {
    id: 'promises.miss_note',
    title: noteLabel,
    submit: 'Keep it',
    readers: 'Only you read this. It stands in the history of this promise.',
  })
}

export function missTellForm(view: PromiseView): ModalView {
  const label = tellLabel(plainOther(view))
  return missForm(view, {
    id: 'promises.miss_tell',
    title: label,
    submit: label,
    readers: `${otherName(view)} reads what you write here; nobody else does.`,
  })
}

function missForm(
  { promise }: PromiseView,
  { id, title, submit, readers }: Record<'id' | 'title' | 'submit' | 'readers', string>,
): ModalView {
  return modal({
    id,
    title,
    submit,
    close: 'Cancel',
    metadata: promise.id,
    blocks: [
      section(`${quoted(promise)}\n${readers}`),
      input('note', missQuestion, {
        type: 'plain_text_input',
        multiline: true,
        max_length: limits.inputLength,
      }),
    ],
  })
}

export function missNotedReply(view: PromiseView): Message {
  return textMessage(`${quoted(view.promise)}\nYour note stands in its history, for you alone.`)
}
