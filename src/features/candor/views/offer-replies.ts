/** What somebody who offers feedback, or is offered it, is told by return. Pure. */
import { textMessage, type Message } from '../../../slack/blocks.ts'
import type { NotAColleague } from '../../../circles/membership.ts'
import { maxWaitingOffers } from '../domain/offer.ts'

export const notYourOffer = "I don't know this offer, or it is not yours. Nothing changed."
export const writtenAlready = 'You have written it already.'

export function cannotHear(reason: NotAColleague, name: string): Message {
  const said: Record<NotAColleague, string> = {
    yourself: 'For a word to yourself there is `/candor note`.',
    app: `${name} is an app; there is nothing it would do with your candour.`,
    left: `${name} has left this workspace.`,
    external: `${name} is from another organisation; feedback is offered within this workspace only.`,
    guest: `${name} is a guest here, and feedback is kept among colleagues.`,
  }
  return textMessage(said[reason])
}

export function noOfferNow(reason: 'offered_lately' | 'too_many', name: string): Message {
  return textMessage(
    reason === 'offered_lately'
      ? `You offered ${name} feedback within the last four weeks. You hear when ${name} would like it; until then it is theirs to say.`
      : `You have ${maxWaitingOffers} offers waiting already. Give those a few days first.`,
  )
}

export function oneAtATime(): Message {
  return textMessage('Feedback is offered to one person at a time. For example: `/candor @colleague`')
}

/** `waits` says until when the offer waits where it is not told at once. */
export function offerMade(
  name: string,
  { hasMoreWords, waits }: { hasMoreWords: boolean; waits: readonly string[] },
): Message {
  const lines = [
    `I ask ${name} whether they would like to hear it. You write it only after ${name} says yes; until then there is nothing to do.`,
    ...waits,
    ...(hasMoreWords ? ['The words after the name were not passed on, and nothing of them was stored.'] : []),
  ]
  return textMessage(lines.join('\n'))
}

export function offerAnsweredAlready(): Message {
  return textMessage('You have answered this offer already. Nothing changed.')
}

export function notAccepted(name: string): string {
  return `${name} has not said yes to it.`
}

export function hearerLeft(name: string): Message {
  return textMessage(`${name} has left this workspace.`)
}

export function feedbackSent(name: string): Message {
  return textMessage(`Sent. Only ${name} reads it, with your name.`)
}
