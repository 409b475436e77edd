/** What an ally is told by return when they respond to a question. Pure. */
import { textMessage, type Message } from '../../../slack/blocks.ts'
import { formatTime } from '../../../slack/mrkdwn.ts'
import type { Person } from '../../../people/person.ts'
import { isLateSigning, type AskRefusal, type Round } from '../domain/round.ts'

export const notYourQuestion = "I don't know this question, or it is not yours. Nothing changed."
export const notYourAnswer = "I don't know this answer, or it is not yours. Nothing changed."

const refusals: Record<AskRefusal, string> = {
  not_open_to_you: 'This question is no longer open to you, so nothing was stored.',
  not_asked: 'This question was not asked, so nothing was stored.',
  answered: 'You have answered this question already; your answer stands as it was.',
  signed_only: 'Only answers with a name can still be given here. Nothing was stored.',
  closed: 'This question has closed, so nothing was stored.',
  responded: 'You have responded to this question already. Nothing changed.',
  too_few: 'Too few were asked the same questions for an answer without a name. Nothing was stored.',
}

export function askRefused(reason: AskRefusal): Message {
  return textMessage(refusals[reason])
}

/** In the form, which stays open, so that what was written is not lost. */
export function answerRefused(reason: AskRefusal): string {
  return `${refusals[reason]} You can copy your words from here.`
}

export function storedAnonymously(asker: string, round: Round, me: Person, now: Date): Message {
  const closes = formatTime(round.closesAt!, me.hours.zone, now)
  return textMessage(
    `Kept, without your name. Only ${asker} reads it, together with the others, when the question closes ${closes}; ` +
      "if there are too few, it is erased unread, and you hear of that. It can't be changed or taken back.",
  )
}

export function storedSigned(asker: string): Message {
  return textMessage(
    `Only ${asker} reads it, with your name. You can change it, or take it back, until they open it.`,
  )
}

export function nothingNew(asker: string): Message {
  return textMessage(`Thank you for looking. ${asker} is not told, and that is all for this one.`)
}

/** To *Not now*. */
export function answerLaterReply(round: Round, me: Person, now: Date): Message {
  if (isLateSigning(round, now)) return textMessage('It can still be answered with your name.')
  if (round.state !== 'open' || !round.closesAt)
    return textMessage('This question has closed in the meantime.')
  const closes = formatTime(round.closesAt, me.hours.zone, now)
  return textMessage(
    `No hurry. It is open until ${closes}; I remind once, two working days after it was asked.`,
  )
}

export function alreadyOpened(reader: string): string {
  return `${reader} has opened it in the meantime, so it stands as it was.`
}

export function answerChanged(reader: string): Message {
  return textMessage(`Changed. Only ${reader} reads it, with your name.`)
}

export function answerErased(): Message {
  return textMessage('Taken back; it is erased.')
}
