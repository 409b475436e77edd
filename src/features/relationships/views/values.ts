/** What I value: the form, and the line that colleagues of my circle read. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { currencies } from '../../../people/currency.ts'
import { nameOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { context, option, section } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { capitalize, escape, stripControlChars } from '../../../slack/mrkdwn.ts'
import { valueLimits, type StatedValues } from '../domain/values.ts'
import { currencyNames } from './mirror.ts'
import { joined } from './names.ts'
import { input, modal } from '../../../slack/modal.ts'

export const valuesTitle = 'What I value'
export const valuesCleared = 'Nothing stands there now, and nobody reads anything of it.'

export function valuesForm(values: StatedValues | undefined): ModalView {
  const options = currencies.map((currency) => option(capitalize(currencyNames[currency]), currency))
  const chosen = options.filter(({ value }) => values?.currencies.some((currency) => currency === value))
  return modal({
    id: 'relationships.values',
    title: valuesTitle,
    submit: 'Save',
    close: 'Cancel',
    blocks: [
      section(
        'Those in your circle read this where they write you a promise and where they thank you. Nobody else does. Left empty, it is gone.',
      ),
      input(
        'currencies',
        'What is worth most to you?',
        {
          type: 'multi_static_select',
          placeholder: { type: 'plain_text', text: 'Up to three' },
          options,
          max_selected_items: valueLimits.currencies,
          ...(chosen.length && { initial_options: chosen }),
        },
        { optional: true },
      ),
      input(
        'words',
        'In your words',
        {
          type: 'plain_text_input',
          multiline: true,
          max_length: valueLimits.words,
          placeholder: { type: 'plain_text', text: 'Say early when it slips' },
          ...(values?.words && { initial_value: values.words }),
        },
        { optional: true },
      ),
    ],
  })
}

export function readValues(formValues: FormValues): StatedValues {
  const picked = new Set(
    (formValues.currencies?.currencies?.selected_options ?? []).map(({ value }) => value),
  )
  return {
    currencies: currencies.filter((currency) => picked.has(currency)).slice(0, valueLimits.currencies),
    words: stripControlChars(formValues.words?.words?.value ?? '').trim(),
  }
}

export function valuesSaved(values: StatedValues): string {
  return `Saved. Those in your circle read: ${lineOf('you', 'value', values)}`
}

/** People whose values stand in one form or receipt. */
const mostShown = 3

/** What each of them says they value, a small line each. */
export function valueLines(values: ReadonlyMap<string, StatedValues>, people: People): KnownBlock[] {
  return [...values]
    .slice(0, mostShown)
    .map(([userId, one]) => context(lineOf(nameOf(people, userId), 'values', one)))
}

function lineOf(who: string, verb: 'value' | 'values', { currencies: chosen, words }: StatedValues): string {
  const names = joined(chosen.map((currency) => currencyNames[currency]))
  const own = words ? `“${escape(words).replace(/\s+/g, ' ')}”` : ''
  if (!names) return `${who} ${verb}: ${own}`
  return own ? `${who} ${verb} ${names}: ${own}` : `${who} ${verb} ${names}.`
}
