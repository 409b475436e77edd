/** "No more from Mallory": what it stops, and that it was stopped. Pure. */
import type { ModalView } from '@slack/types'
import type { SwitchedOff } from '../../../feature.ts'
import { noMoreFrom } from '../../../nudges/views/item.ts'
import type { Person } from '../../../people/person.ts'
import { context, section, textMessage, type Message } from '../../../slack/blocks.ts'
import { escape, shorten } from '../../../slack/mrkdwn.ts'
import { modal } from '../../../slack/modal.ts'

/** Characters of a modal's title. */
const longestTitle = 24

export function noMoreForm(other: Person, nudgeId: string): ModalView {
  const name = escape(other.displayName)
  return modal({
    id: 'settings.no_more',
    title: shorten(noMoreFrom(other.displayName), longestTitle),
    submit: 'No more',
    close: 'Not now',
    metadata: nudgeId,
    blocks: [
      section(
        `You get no promise, request, invitation, question, offer or new time from ${name} any more. Requests that wait for you are declined, and neither of you stays in the other's circle.`,
      ),
      section(`Promises between you stay, and you still hear how they go on.`),
      context(`${name} is told only that you can't be sent this. Settings has the way back.`),
    ],
  })
}

/** `name` as `nameOf` gives it. */
export function noMoreSaid(name: string): Message {
  return textMessage(
    `You get nothing new from ${name} any more. Promises between you stay. \`/forthright settings\` has the way back.`,
  )
}

export function nothingFrom(name: string, userId: string): SwitchedOff {
  return {
    text: `${name} can't send you anything.`,
    label: 'Allow again',
    actionId: 'settings.allow',
    value: userId,
  }
}

export const nobodyToStop: Message = textMessage(
  "I don't know any more whom this came from. `/forthright settings` has every switch.",
)
