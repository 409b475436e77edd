/** The form of one's aims, and what reads it. Pure. */
import type { ModalView } from '@slack/types'
import { option, section } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { stripControlChars } from '../../../slack/mrkdwn.ts'
import { maxLine, maxLines } from '../domain/introduction.ts'
import { input, modal } from '../../../slack/modal.ts'

const open = option('Introduce me to somebody who wants much the same', 'open')
const labels = ['What do you want to build or learn?', 'What else?', 'And a third?'] as const

export interface AimsStart {
  lines: readonly string[]
  isOpen: boolean
}

export function aimsForm({ lines, isOpen }: AimsStart): ModalView {
  return modal({
    id: 'aims.save',
    title: 'My aims',
    submit: 'Save',
    close: 'Cancel',
    blocks: [
      section(
        'Nobody is shown these. If you like, they are compared, word by word, with those of colleagues who like it too; ' +
          'names are told only once both of you have said yes.',
      ),
      ...labels.map((label, index) =>
        input(
          `line${index}`,
          label,
          {
            type: 'plain_text_input',
            max_length: maxLine,
            ...(lines[index] && { initial_value: lines[index] }),
          },
          { optional: true },
        ),
      ),
      input(
        'open',
        'Introductions, at most one a month',
        { type: 'checkboxes', options: [open], ...(isOpen && { initial_options: [open] }) },
        { optional: true },
      ),
    ],
  })
}

export function readAims(values: FormValues): AimsStart {
  const lines = Array.from({ length: maxLines }, (_, index) => {
    const id = `line${index}`
    return stripControlChars(values[id]?.[id]?.value ?? '').trim()
  })
  return { lines: lines.filter(Boolean), isOpen: (values.open?.open?.selected_options ?? []).length > 0 }
}
