/** The forms that offer other words for a promise: *Change the words*, and *That's not what I need*. */
import type { ModalView } from '@slack/types'
import { section } from '../../../slack/blocks.ts'
import { labelOf, plainOther } from './labels.ts'
import { tellLabel } from './note-modal.ts'
import { whatInput } from './promise-inputs.ts'
import { otherName, quoted, type PromiseView } from './promise-view.ts'
import { modal } from '../../../slack/modal.ts'

export function rewordForm(view: PromiseView): ModalView {
  return modal({
    id: 'promises.reword',
    title: labelOf('reword', view),
    submit: 'Offer it',
    close: 'Cancel',
    metadata: view.promise.id,
    blocks: [
      section(
        `${quoted(view.promise)}\n${otherName(view)} answers; until then these words stand. Only the two of you read this.`,
      ),
      whatInput(view.promise.what, 'What you would promise'),
    ],
  })
}

export function insteadForm(view: PromiseView): ModalView {
  return modal({
    id: 'promises.instead',
    title: labelOf('instead', view),
    submit: tellLabel(plainOther(view)),
    close: 'Cancel',
    metadata: view.promise.id,
    blocks: [
      section(
        `${quoted(view.promise)}\n${otherName(view)} may promise that, keep this one, or let it go. Only the two of you read this.`,
      ),
      whatInput(undefined, 'What would help instead?'),
    ],
  })
}
