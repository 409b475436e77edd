/** "When, in your own words" in a form, with how the words were read below it. */
import type { KnownBlock } from '@slack/types'
import { context } from '../../../slack/blocks.ts'
import type { FormValues } from '../../../slack/form-values.ts'
import { escape } from '../../../slack/mrkdwn.ts'
import { input } from '../../../slack/modal.ts'

export interface WhenInput {
  /** Answers Enter with how the words are read; without one they are read when the form is sent. */
  actionId?: 'promises.when' | 'promises.when_changed'
  /** How the words of the moment are read. */
  shown?: string | undefined
}

/** Characters in which a time is said. */
export const mostTimeWords = 200

export function whenInputs({ actionId, shown }: WhenInput): KnownBlock[] {
  const field = input(
    'when',
    'When, in your own words',
    {
      type: 'plain_text_input',
      max_length: mostTimeWords,
      placeholder: { type: 'plain_text', text: 'Friday 3pm' },
      ...(actionId && { dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } }),
    },
    {
      optional: true,
      hint: actionId
        ? 'It counts instead of the day and time below. Press Enter to see how I read it.'
        : 'It counts instead of the day and time below.',
    },
  )
  const live = actionId && { dispatch_action: true, element: { ...field.element, action_id: actionId } }
  return [{ ...field, ...live }, ...(shown ? [context(escape(shown))] : [])]
}

export function readWhenInput({ when }: FormValues): string {
  const [field] = Object.values(when ?? {})
  return (field?.value ?? '').trim()
}
