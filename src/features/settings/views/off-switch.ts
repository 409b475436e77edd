import { textMessage, type Message } from '../../../slack/blocks.ts'

export const unknownMessage: Message = textMessage(
  "I don't know this message any more. `/forthright settings` has every switch.",
)

/** `feature` = all of its reminders; undefined = those of one subject. */
export function switchedOff(feature: string | undefined): Message {
  return textMessage(
    feature
      ? `No more reminders from ${feature}. \`/forthright settings\` turns them on again.`
      : 'No more reminders about this one. `/forthright settings` turns them on again.',
  )
}
