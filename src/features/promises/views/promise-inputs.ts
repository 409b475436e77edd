/** The fields that the forms of a promise share. */
import type { Person } from '../../../people/person.ts'
import { limits, option } from '../../../slack/blocks.ts'
import { maxGoal, maxPromiseWhy } from '../domain/commitment.ts'
import { recurrencePresets, type RecurrencePreset } from '../domain/series.ts'
import { input } from '../../../slack/modal.ts'

export function whatInput(what: string | undefined, label = 'What?', focus = false) {
  return input('what', label, {
    type: 'plain_text_input',
    multiline: true,
    max_length: limits.inputLength,
    placeholder: { type: 'plain_text', text: 'ship the deck' },
    ...(focus && { focus_on_load: true }),
    ...(what && { initial_value: what }),
  })
}

export function whyInput(why: string | undefined, isRequest: boolean) {
  return input(
    'why',
    'Why does it matter?',
    { type: 'plain_text_input', max_length: maxPromiseWhy, ...(why && { initial_value: why }) },
    {
      optional: true,
      hint: isRequest ? 'A why helps them choose. Both of you see it.' : 'Both of you see it.',
    },
  )
}

const presetLabels: Record<RecurrencePreset, string> = {
  never: 'Once',
  workday: 'Every working day, Monday to Friday',
  week: 'Every week on this day',
  fortnight: 'Every two weeks on this day',
  month: 'Every month on this date',
}

export function repeatInput() {
  return input('repeat', 'How often?', {
    type: 'static_select',
    options: recurrencePresets.map((preset) => option(presetLabels[preset], preset)),
    initial_option: option(presetLabels.never, 'never'),
  })
}

export function goalInput(goal: string | undefined) {
  return input(
    'goal',
    'Which goal does it serve?',
    { type: 'plain_text_input', max_length: maxGoal, ...(goal && { initial_value: goal }) },
    { optional: true, hint: 'Both of you see it.' },
  )
}

/** Options that a select may have. */
const mostAllies = 100

export function witnessInput(allies: readonly Person[], witness: string | undefined) {
  const options = allies.slice(0, mostAllies).map((ally) => option(ally.displayName, ally.userId))
  const picked = options.find(({ value }) => value === witness)
  return input(
    'witness',
    'A witness?',
    {
      type: 'static_select',
      placeholder: { type: 'plain_text', text: 'One of your circle, or nobody' },
      options,
      ...(picked && { initial_option: picked }),
    },
    {
      optional: true,
      hint: 'They are asked first. They read the promise, how it ends, and that it slipped if it does.',
    },
  )
}
