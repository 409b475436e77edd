/** Why nothing changed, in words for the one who tried. */
import { cannotBeSent, nameOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { patience, undoMinutes, type Commitment, type PromiseState } from '../domain/commitment.ts'
import { isMaker } from '../domain/roles.ts'
import type { RefusedAction } from '../domain/refusal.ts'

export const notYours = "I don't know this promise, or it is not yours. Nothing changed."

/** `promise` is undefined where there is none; `viewer` is the one who tried. */
export function refusalText(
  refusal: RefusedAction,
  promise: Commitment | undefined,
  people: People,
  viewer?: string,
): string {
  if (!promise || refusal === 'unknown') return notYours
  const promisor = nameOf(people, promise.promisor)
  const promisee = nameOf(people, promise.promisee)
  const other = viewer === promise.promisor ? promisee : promisor
  const maker = isMaker(promise, 'promisee') ? promisee : promisor
  return `${reason(refusal, promise.state, { promisor, promisee, maker, other })} Nothing changed.`
}

function reason(
  refusal: Exclude<RefusedAction, 'unknown'>,
  state: PromiseState,
  { promisor, promisee, maker, other }: Record<'promisor' | 'promisee' | 'maker' | 'other', string>,
): string {
  switch (refusal) {
    case 'between_others':
      return 'This promise is between two other people.'
    case 'witness_cannot':
      return `You are its witness; only ${promisor} and ${promisee} can change it.`
    case 'only_promisor':
      return `Only ${promisor} can do that.`
    case 'only_promisee':
      return `Only ${promisee} can do that.`
    case 'only_maker':
      return `Only ${maker}, who wrote it, can do that.`
    case 'only_witness':
      return 'Only somebody who was asked to be the witness answers that.'
    case 'only_clock':
      return 'That happens by itself, in time.'
    case 'only_sides':
      return `Only ${promisor} or ${promisee} can do that.`
    case 'wrong_state':
      return stateWords[state]
    case 'cannot_be_sent':
      return cannotBeSent(other)
    case 'thanked_already':
      return 'You said thanks for this one already.'
    case 'witness_already':
      return 'You said yes already.'
    case 'bump_before_due':
      return 'It is not due yet, so there is nothing to bump.'
    case 'bump_too_soon':
      return `You asked lately, and once in ${patience.bump === 2 ? 'two' : patience.bump} working days is enough.`
    case 'needs_due':
      return 'It has no day yet. *Yes, please* asks for one.'
    case 'past_time':
      return 'That time is already past. Pick a later one.'
    case 'same_time':
      return 'That is the time it has already.'
    case 'same_promise':
      return 'It says so already.'
    case 'words_after_due':
      return 'It was due already, so its words stay. You can offer another time.'
    case 'no_miss':
      return 'This is asked of a promise that was not kept.'
    case 'miss_answered':
      return 'You answered this already.'
    case 'witness_before_slip':
      return 'It has not slipped, so there is nothing to say yet.'
    case 'witness_spoke':
      return 'You said your line already.'
    case 'offer_passed':
      return 'The time that was offered has passed meanwhile. You can offer another one.'
    case 'old_time_passed':
      return 'The old time has passed meanwhile, so it can’t be kept. You can offer another day.'
    case 'no_offer':
      return 'No new time is waiting for an answer.'
    case 'own_offer':
      return 'You offered this time yourself, so the answer is not yours.'
    case 'too_late_to_change':
      return `It was made more than ${undoMinutes} minutes ago, so a change needs a yes from both of you. Offer another time instead.`
    case 'too_late_to_undo':
      return `It was made more than ${undoMinutes} minutes ago, so it can't be undone. You can offer another day, or say that you can't keep it.`
    case 'not_repeating':
      return 'This one does not repeat.'
    case 'series_stopped':
      return 'It repeats no more already.'
    case 'series_goes_on':
      return 'It goes on already.'
    default:
      return refusal satisfies never
  }
}

const stateWords: Record<PromiseState, string> = {
  kept: 'This promise is already kept.',
  broken: 'This promise was already given up.',
  released: 'This promise was already let go.',
  withdrawn: 'This promise was already taken back.',
  declined: 'This request was already declined.',
  expired: 'This request has already passed without an answer.',
  lapsed: 'This promise has already lapsed.',
  requested: 'It is still a request that awaits an answer.',
  open: 'It is still open.',
  claimed: 'It was already said to be done.',
}
