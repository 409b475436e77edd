/** The forms of an offer: *Can I help?*, and the yes that says by when. */
import type { ModalView } from '@slack/types'
import { section } from '../../../slack/blocks.ts'
import { dueInputs, nextWorkdayEnd } from './due-inputs.ts'
import { labelOf, plainOther } from './labels.ts'
import { tellLabel } from './note-modal.ts'
import { whatInput } from './promise-inputs.ts'
import { otherName, quoted, type PromiseView } from './promise-view.ts'
import { whenInputs } from './when-input.ts'
import { modal } from '../../../slack/modal.ts'

/** About somebody's promise that slipped. */
export function helpForm(view: PromiseView): ModalView {
  return modal({
    id: 'promises.help',
    title: labelOf('help', view),
    submit: tellLabel(plainOther(view)),
    close: 'Cancel',
    metadata: view.promise.id,
    blocks: [
      section(
        `${quoted(view.promise)}\n${otherName(view)} may say yes or no; nothing is promised before that. Only the two of you read this.`,
      ),
      whatInput(undefined, 'What could you do?'),
    ],
  })
}

/** An offer that names no time is taken with one. */
export function takeForm(view: PromiseView): ModalView {
  const { promise, viewer, now } = view
  return modal({
    id: 'promises.accept',
    title: labelOf('accept', view),
    submit: labelOf('accept', view),
    close: 'Cancel',
    metadata: promise.id,
    blocks: [
      section(`${quoted(promise)}\nBy when would it help? ${otherName(view)} promises it for that time.`),
      ...whenInputs({}),
      ...dueInputs(nextWorkdayEnd(viewer, now)),
    ],
  })
}
