/** The form that corrects a promise within its first minutes, beside the function that reads it back. */
import type { ModalView } from '@slack/types'
import { context } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { dueInputs, localDue } from './due-inputs.ts'
import { readText } from './note-modal.ts'
import { whatInput, whyInput } from './promise-inputs.ts'
import type { PromiseView } from './promise-view.ts'
import { whenInputs } from './when-input.ts'
import { modal } from '../../../slack/modal.ts'

export interface ChangeStart {
  /** Other words than those it has. */
  what?: string
  shown?: string | undefined
}

export function changeForm({ promise, viewer }: PromiseView, { what, shown }: ChangeStart = {}): ModalView {
  return modal({
    id: 'promises.amend',
    title: 'Change',
    submit: 'Change',
    close: 'Cancel',
    metadata: promise.id,
    blocks: [
      ...(promise.series ? [context('Only this one moves; the next ones keep their times.')] : []),
      whatInput(what ?? promise.what),
      whyInput(promise.why, promise.state === 'requested'),
      ...whenInputs({ actionId: 'promises.when_changed', shown }),
      ...dueInputs(localDue(promise.due.at, viewer)),
    ],
  })
}

export function readChange(values: FormValues): { what: string; why: string } {
  return { what: readText(values, 'what'), why: readText(values, 'why') }
}
