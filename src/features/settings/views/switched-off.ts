import type { KnownBlock } from '@slack/types'
import type { SwitchedOff } from '../../../feature.ts'
import { button, context, section } from '../../../slack/blocks.ts'

/** Lines of the list in the settings form; a modal takes 100 blocks. */
const maxLines = 60

export function kindIsOff(title: string, kind: string): SwitchedOff {
  return {
    text: `No messages of this kind: ${title}.`,
    label: 'Send them again',
    actionId: 'settings.unmute',
    value: kind,
  }
}

export function subjectIsOff(title: string | undefined, id: string): SwitchedOff {
  return {
    text: title ? `No reminders of ${title}.` : 'No reminders of something that has ended since.',
    label: 'Remind me again',
    actionId: 'settings.unmute',
    value: id,
  }
}

export function switchedOn(text: string): string {
  return `No longer in force: ${text}`
}

export const nothingSwitchedOn = 'That was not switched off any more. Nothing changed.'

export function switchedOffBlocks(list: readonly SwitchedOff[]): KnownBlock[] {
  if (!list.length) return [context('You have switched off or blocked nothing else.')]
  const more = list.length - maxLines
  return [
    section('*Switched off or blocked*'),
    ...list
      .slice(0, maxLines)
      .map(({ text, label, actionId, value }) =>
        section(text, button(label, 'settings.back', `${actionId}:${value}`)),
      ),
    ...(more > 0 ? [context(`and ${more} more; they show as you take others back.`)] : []),
  ]
}
