import type { AnyBlock } from '@slack/types'
import { chosenValues, stateForValues } from '../../playground/page/client/blocks/select-options.ts'
import { emptyInputErrors, valuesOf } from '../../playground/page/client/blocks/values.ts'

const words = { type: 'plain_text', text: 'Words' } as const
const option = (value: string) => ({ text: { type: 'plain_text', text: value } as const, value })

const blocks: AnyBlock[] = [
  {
    type: 'input',
    block_id: 'what',
    label: words,
    element: { type: 'plain_text_input', action_id: 'a', initial_value: 'ship the deck', max_length: 20 },
  },
  {
    type: 'input',
    block_id: 'goal',
    optional: true,
    label: words,
    element: { type: 'static_select', action_id: 'a', options: [option('one'), option('two')] },
  },
  { type: 'input', block_id: 'who', label: words, element: { type: 'multi_users_select', action_id: 'a' } },
  { type: 'actions', block_id: 'press', elements: [{ type: 'button', action_id: 'b', text: words }] },
  {
    type: 'section',
    block_id: 'day',
    text: words,
    accessory: { type: 'datepicker', action_id: 'd', initial_date: '2026-03-06' },
  },
]

describe('what a form holds', () => {
  test('is what it began with, for every element that holds something', () => {
    expect(valuesOf(blocks, {})).toEqual({
      what: { a: { type: 'plain_text_input', value: 'ship the deck' } },
      goal: { a: { type: 'static_select', selected_option: null } },
      who: { a: { type: 'multi_users_select', selected_users: [] } },
      day: { d: { type: 'datepicker', selected_date: '2026-03-06' } },
    })
  })

  test('is what a person put there, once they did', () => {
    const held = { what: { a: { type: 'plain_text_input', value: 'ship it' } } }
    expect(valuesOf(blocks, held)['what']).toEqual(held.what)
  })

  test('is not sent while a required field is empty or a text too long', () => {
    expect(emptyInputErrors(blocks, {})).toEqual({ who: 'Please complete this required field.' })
    const held = {
      what: { a: { type: 'plain_text_input', value: 'ship the deck and everything else' } },
      who: { a: { type: 'multi_users_select', selected_users: ['U1'] } },
    }
    expect(emptyInputErrors(blocks, held)).toEqual({ what: 'Please use at most 20 characters.' })
  })

  test('names a choice as Slack names it, and reads it back', () => {
    const select = { type: 'static_select', options: [option('one'), option('two')] } as const
    expect(stateForValues({ ...select, options: [...select.options] }, ['two'])).toEqual({
      type: 'static_select',
      selected_option: option('two'),
    })
    const people = stateForValues({ type: 'multi_users_select' }, ['U1', 'U2'])
    expect(people).toEqual({ type: 'multi_users_select', selected_users: ['U1', 'U2'] })
    expect(chosenValues(people)).toEqual(['U1', 'U2'])
  })
})
