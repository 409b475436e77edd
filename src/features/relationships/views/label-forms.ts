/** The forms in which somebody labels a colleague, and chooses among too many partners. Pure. */
import type { ModalView } from '@slack/types'
import { section } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { input, modal } from '../../../slack/modal.ts'
import { labels, maxPartners, type Label } from '../domain/label.ts'
import { labelWords } from './names.ts'

export function labelForm(): ModalView {
  return modal({
    id: 'relationships.label',
    title: 'Label a colleague',
    submit: 'Label',
    close: 'Cancel',
    blocks: [
      section('Only you see it. Nobody is told, and it changes nothing for them.'),
      input('who', 'Who?', {
        type: 'users_select',
        placeholder: { type: 'plain_text', text: 'Pick a colleague' },
      }),
      input('label', 'What do you call them?', {
        type: 'radio_buttons',
        options: labels.map((label) => ({
          text: { type: 'plain_text', text: labelWords[label].set },
          description: { type: 'plain_text', text: labelMeaning[label] },
          value: label,
        })),
      }),
    ],
  })
}

const labelMeaning: Record<Label, string> = {
  partner: 'Said on a Monday if nothing passed between you for four weeks',
  friend: 'The same after eight weeks',
  acquaintance: 'Never mentioned',
}

export function readLabel(values: FormValues): { other: string | undefined; label: Label | undefined } {
  const picked = values.label?.label?.selected_option?.value
  return {
    other: values.who?.who?.selected_user ?? undefined,
    label: labels.find((label) => label === picked),
  }
}

export function partnersForm(partners: readonly string[]): ModalView {
  return modal({
    id: 'relationships.partners',
    title: 'Choose partners',
    submit: 'Choose',
    close: 'Not now',
    blocks: [
      section('The others of your partners become friends in your list. Only you see it.'),
      input('partners', 'Which of them are partners?', {
        type: 'multi_users_select',
        initial_users: partners.slice(0, maxPartners),
        max_selected_items: maxPartners,
      }),
    ],
  })
}

export function readPartners(values: FormValues): readonly string[] {
  return values.partners?.partners?.selected_users ?? []
}
