import { textMessage, type Message } from '../../../slack/blocks.ts'

export const unknownMessage: Message = textMessage(
  "I don't know this message any more. `/forthright settings` has every switch.",
)

export function kindSwitchedOff(title: string): Message {
  return textMessage(
    `No more messages of this kind: ${title}. Everything else still comes. \`/forthright settings\` turns them on again.`,
  )
}

/** `title` names the subject. */
export function subjectSwitchedOff(title = 'this one'): Message {
  return textMessage(
    `No more reminders about ${title}. What a colleague does with it is still told. \`/forthright settings\` turns them on again.`,
  )
}
