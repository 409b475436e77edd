/** Short answers to what somebody pressed or typed. Only they see them. */
import { nameOf } from '../../../people/display-name.ts'
import type { Person } from '../../../people/person.ts'
import { context, section, textMessage, type Message } from '../../../slack/blocks.ts'
import { escape, shorten } from '../../../slack/mrkdwn.ts'
import { maxWhat } from '../domain/commitment.ts'
import { saysTooLittle } from '../domain/doubt.ts'
import { maxAsked, maxOpen, type OverLimit } from '../domain/limits.ts'
import { quoted, otherName, timeFor, type PromiseView } from './promise-view.ts'
import { labelOf, nameOnButton } from './labels.ts'
import { modal } from '../../../slack/modal.ts'

type Viewed = Pick<PromiseView, 'viewer' | 'now'>

export function snoozedReply(at: Date, view: Viewed): Message {
  return textMessage(`I will remind you ${timeFor(view, at)}. The promise itself stays as it is.`)
}

export const nothingToSnooze = 'There is nothing left to be reminded of here.'

/** `waits`: until when the other side does not hear of it. */
export function bumpedReply(view: PromiseView, again: Date, waits: readonly string[]): Message {
  return linesMessage([
    `${otherName(view)} is asked how it stands: ${quoted(view.promise)}`,
    ...waits,
    `You can ask again from ${timeFor(view, again)}.`,
  ])
}

export function thankedReply(view: PromiseView, waits: readonly string[]): Message {
  return linesMessage([`${otherName(view)} hears your thanks for ${quoted(view.promise)}`, ...waits])
}

/** Says again, after a form, who reads what was written in it. */
export function noteSentReply(view: PromiseView, waits: readonly string[]): Message {
  return linesMessage([
    quoted(view.promise),
    `${otherName(view)} reads what you wrote; nobody else does.`,
    ...waits,
  ])
}

function linesMessage(lines: readonly string[]): Message {
  return textMessage(lines.join('\n'))
}

/** A move that was offered: from what, to what, and who answers it. */
export function offeredReply(view: PromiseView, { from, to }: { from: Date; to: Date }): Message {
  const stands = from > view.now ? ` Until then ${timeFor(view, from)} stands.` : ''
  return textMessage(
    `${quoted(view.promise)}\n${otherName(view)} is asked to move it from ${timeFor(view, from)} to ${timeFor(view, to)}, and reads what you wrote; nobody else does.${stands}`,
  )
}

export function wordsOfferedReply(view: PromiseView): Message {
  return textMessage(
    `${quoted(view.promise)}\n${otherName(view)} is asked, and reads what you wrote; nobody else does. Until then these words stand.`,
  )
}

export function goesOnReply(next: Date, view: PromiseView): Message {
  return textMessage(`It goes on: ${quoted(view.promise)}\nThe next one is due ${timeFor(view, next)}.`)
}

export function lastOneReply(view: PromiseView): Message {
  return textMessage(`There is no later one by its rule, so it ends here: ${quoted(view.promise)}`)
}

export function stopRequestsForm(view: PromiseView) {
  const { promise } = view
  const name = nameOf(view.people, promise.promisee)
  return modal({
    id: 'promises.stop_requests',
    title: shorten(labelOf('stop_requests', view), 24),
    submit: 'Stop them',
    close: 'Not now',
    metadata: promise.id,
    blocks: [
      section(
        `${quoted(promise)}\nThis one is declined, and ${name} is told that you take no more requests from ${nameOnButton(view, promise.promisee)}. Promises between you stay.`,
      ),
      context('App Home has the way back.'),
    ],
  })
}

export function requestsBlockedReply(name: string): Message {
  return textMessage(
    `${name} can't ask you for promises any more, and is told so. Promises between you stay. App Home has the way back.`,
  )
}

export const nothingBlocked = 'You had stopped nothing there. Nothing changed.'

export function requestsUnblockedReply(name: string): Message {
  return textMessage(`${name} can ask you for promises again.`)
}

export function takesNoRequests({ displayName }: Person): string {
  return `${displayName} takes no requests for promises from you, so it did not go to them. You can still give them your word.`
}

export function nothingSentReply(why: readonly string[]): Message {
  return textMessage(`${why.map(escape).join(' ')} Nothing was sent.`)
}

export function tooLongReply(length: number): Message {
  return textMessage(
    `That is ${length} characters; a promise has room for ${maxWhat}. Could you say it shorter? Nothing was stored.`,
  )
}

/** `name`: of a request, whom it was to. */
export function tooManyReply(limit: OverLimit['limit'], name: string): Message {
  switch (limit) {
    case 'open':
      return textMessage(`You have ${maxOpen} open promises already. Close some first. Nothing was stored.`)
    case 'ofOne':
      return textMessage(
        `${maxAsked.ofOne} requests of yours wait for ${name} already. Withdraw one first, or wait for an answer. Nothing was stored.`,
      )
    case 'ofAll':
      return textMessage(
        `${maxAsked.ofAll} requests of yours wait for an answer already. Withdraw one first, or wait. Nothing was stored.`,
      )
    default:
      return limit satisfies never
  }
}

export function toldNow(names: string): string {
  return `${names} hears of it now.`
}

export const nothingToHurry = 'That was told already, or is not yours to tell. Nothing changed.'

export function unknownListReply(word: string): Message {
  return textMessage(
    `I don't know the list "${escape(shorten(word, 40))}". \`/promise list\` shows what is open; add \`mine\`, \`owed\`, \`asked\`, \`slipped\`, \`kept\`, \`closed\` or a colleague.`,
  )
}

export const listGone = "I don't know this list any more. `/promise list` shows what is open."

export function trySaying(why: string, example: string): string {
  return `${why} Try "${example}".`
}

/** How the words of a form's own field are read. */
export function sayReading(at: string, rule: string | undefined, notes: readonly string[]): string {
  const read = rule ? `I read that as ${at}, then ${rule}.` : `I read that as ${at}.`
  return [read, ...notes].join(' ')
}

export const formErrors = {
  noDay: 'Pick a day.',
  noRule: 'Only this one moves here. Leave out how often, and say one time.',
  tooFar: 'That is more than a lifetime away. Pick an earlier day.',
  past: 'That is already past. Pick a later time.',
  noWords: 'Say in a few words what it is.',
  tooShort: 'That says too little to be held to. Say in a few words what it is.',
  witnessIsRecipient: 'The one you promise it to can’t be the witness too.',
  witnessNotAlly: 'Only somebody of your circle can be asked.',
} as const

/** By block_id: the words of a form, where they say too little to be held to. */
export function wordsProblem(what: string): Record<string, string> {
  if (!what) return { what: formErrors.noWords }
  return saysTooLittle(what) ? { what: formErrors.tooShort } : {}
}
