/** What the buttons and the menus say. A form bears the name of the button that opens it. */
import { nameOf } from '../../../people/display-name.ts'
import { stripControlChars } from '../../../slack/mrkdwn.ts'
import type { Verb } from '../domain/available-actions.ts'
import { hasSlipped } from '../domain/commitment.ts'
import { sideOf } from '../domain/roles.ts'
import { isAskedInstead, isOfWords } from '../domain/renegotiation.ts'
import { otherOf, type PromiseView } from './promise-view.ts'

const labels: Record<
  Exclude<
    Verb,
    'accept' | 'decline' | 'propose' | 'let_go' | 'agree' | 'keep' | 'stop_requests' | 'witness_say'
  >,
  string
> = {
  reword: 'Change the words',
  instead: "That's not what I need",
  claim: 'Done',
  unclaim: 'Not done after all',
  break: "Can't keep it",
  confirm: 'Kept, thank you',
  thanks: 'Kept, and say why…',
  not_yet: 'Not yet',
  thank: 'Thanks',
  bump: 'Bump',
  change: 'Change',
  undo: 'Undo',
  help: 'Can I help?',
  stop_series: 'Stop repeating',
  witness_yes: 'Yes',
  witness_no: 'No thank you',
}

export function labelOf(verb: Verb, view: PromiseView): string {
  switch (verb) {
    case 'accept':
      return view.promise.isOffer ? 'Yes, please' : 'I promise'
    case 'decline':
      return view.promise.isOffer ? 'No thank you' : 'No'
    case 'propose':
      return labelOfProposal(view)
    case 'let_go':
      return view.promise.state === 'requested' ? 'Withdraw' : 'Let it go'
    case 'agree':
      return labelOfAgreeing(view)
    case 'keep':
      if (!isOfWords(view.promise)) return 'Keep the old time'
      return isAskedInstead(view.promise) ? 'Keep mine' : 'Keep the old words'
    case 'witness_say':
      return `Say a line to ${nameOnButton(view, view.promise.promisor)}`
    case 'stop_requests':
      return `Stop requests from ${nameOnButton(view, view.promise.promisee)}`
    default:
      return labels[verb]
  }
}

function labelOfProposal({ promise, viewer, now }: PromiseView): string {
  if (promise.state === 'requested') return 'Another day'
  if (promise.proposal && promise.proposal.by !== viewer.userId) return 'Another day'
  if (sideOf(promise, viewer.userId) === 'promisor') return 'Need more time'
  return hasSlipped(promise, now) ? 'Give more time' : 'Another time'
}

function labelOfAgreeing({ promise }: PromiseView): string {
  if (promise.state === 'requested') return 'Fine'
  return isAskedInstead(promise) ? 'I promise that' : 'Accept'
}

/** A name for a plain_text element, in which nothing is escaped. */
export function nameOnButton({ people }: Pick<PromiseView, 'people'>, userId: string): string {
  const person = people.get(userId)
  return person ? stripControlChars(person.displayName) : nameOf(people, userId)
}

export function plainOther(view: PromiseView): string {
  return nameOnButton(view, otherOf(view))
}

/** Buttons that do what is most likely wanted. */
export const primaryVerbs: ReadonlySet<Verb> = new Set<Verb>([
  'accept',
  'agree',
  'claim',
  'confirm',
  'witness_yes',
])
