/** What the inbound side itself says to people, whichever feature was meant. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import type { ConnectionProblem } from '../db/connection-error.ts'
import { section, textMessage, type Message } from '../slack/blocks.ts'
import { modal } from '../slack/modal.ts'

/** `reference` stands in the log too; a database that is away is logged once a minute, whoever asks. */
export function apology(problem: ConnectionProblem | undefined, reference: string): Message {
  switch (problem) {
    case undefined:
      return textMessage(
        `Something went wrong here, not with you, and nothing was stored. If it happens again, quote reference ${reference}.`,
      )
    case 'commit-unknown':
      return textMessage(
        "My memory didn't answer in time, so I don't know whether this was stored. `/promise list` shows it if it was.",
      )
    case 'unreachable':
    case 'refused':
    case 'read-only':
    case 'hanging':
      return textMessage(
        "I can't reach my memory just now, so nothing was stored. Please try again in a minute.",
      )
    default:
      return problem satisfies never
  }
}

export const obsoleteControl = textMessage(
  'That button is from an earlier version of me. App Home has everything that is open.',
)

export const unknownSender = textMessage(
  "Slack didn't tell me who you are just now, so nothing was stored. Please try again.",
)

export const profileUnavailable = textMessage(
  "Slack didn't tell me just now who everybody in this is, so nothing was stored. Please try again in a minute.",
)

export const outsider = textMessage(
  'This is for the people of this workspace, and you are here from another organisation, so nothing was stored. You can answer every promise that I write to you about.',
)

export const guest = textMessage(
  'Circles and feedback are among the full members of this workspace, and you are a guest here, so nothing was stored. `/promise` is for you too.',
)

/** Stands at a field of a form, which stays open. */
export function tooLongForField(length: number, longest: number): string {
  const count = (n: number) => n.toLocaleString('en')
  return `These are ${count(length)} characters, and ${count(longest)} fit here. Nothing was stored; shorten it and send it again.`
}

export const deactivatedSender = textMessage('Slack says that this account is closed, so nothing was stored.')

/**
 * Where a modal could not be opened: what was typed stands in it, so that nothing has to be typed anew. It is repeated
 * as Slack sent it: a mention in it can be copied as one, and notifies nobody, as only its writer sees it.
 */
export function formNotOpened(request: { kind: string; name: string; text?: string }): Message {
  if (request.kind !== 'command')
    return textMessage("Slack didn't let me open that window just now. Please press it again.")
  const typed = `${request.name} ${request.text ?? ''}`.trim().replace(/\s+/g, ' ')
  return textMessage(
    `Slack didn't let me open the form just now, so nothing was stored. Please send it again. You typed:\n> ${typed}`,
  )
}

/** All that Home says to somebody from outside. */
export function outsiderHome(): KnownBlock[] {
  return [
    section(
      'I keep the promises of the people of this workspace. When one of them promises you something, I write to you in *Messages*, and you answer there.',
    ),
  ]
}

/** A message as a modal, where a form leaves no other way to answer. */
export function noticeModal(say: Message): ModalView {
  return modal({ id: 'notice', title: 'Forthright', blocks: say.blocks })
}
