/** What an asker is told by return. Pure. */
import { actions, button, textMessage, type Message } from '../../../slack/blocks.ts'
import { formatTime } from '../../../slack/mrkdwn.ts'
import type { Person } from '../../../people/person.ts'
import { anonymityThreshold, type Round } from '../domain/round.ts'

export const questionIsEmpty = 'What would you like to know?'
export const nobodyPicked = 'Pick at least one.'
export const ownLineIsEmpty = 'Write a few words, or close this and press Ask them.'
export const noteIsEmpty = 'Write a few words.'
export const questionsAreColleagues = 'The questions are kept by the colleagues of this workspace.'

/** Why a proposal can't be acted on any more. */
export function proposalIsOver(state: Round['state']): Message {
  return textMessage(
    state === 'skipped'
      ? 'This one was skipped. `/candor ask now` asks another.'
      : 'This one was asked already.',
  )
}

interface AskedNames {
  asked: string
  /** Wanted, and not asked; empty = nobody. */
  leftOut: string
  /** How many of those asked may answer without a name, and whether that is all of them. */
  anonymous: { count: number; isAll: boolean }
}

export function asked(
  { asked: names, leftOut, anonymous }: AskedNames,
  round: Round,
  me: Person,
  now: Date,
): Message {
  const lines = [
    `Asked ${names}. It closes ${formatTime(round.closesAt!, me.hours.zone, now)}.`,
    ...(anonymous.count ? [anonymityNote(anonymous)] : []),
    ...(leftOut
      ? [
          `${leftOut} had two questions this week already, or is no longer in your circle, and comes first another time.`,
        ]
      : []),
  ]
  return textMessage(lines.join('\n'))
}

function anonymityNote({ count, isAll }: AskedNames['anonymous']): string {
  const who = isAll ? 'They may' : `${count} of them may`
  return `${who} answer without a name: such answers reach you together when it closes, if there are ${anonymityThreshold.answered} or more.`
}

export function askedOne(name: string, round: Round, me: Person, now: Date): Message {
  return textMessage(`Asked ${name}. It is open until ${formatTime(round.closesAt!, me.hours.zone, now)}.`)
}

export function notInCircle(name: string): Message {
  return textMessage(
    `${name} is not in your circle, so I don't ask. \`/circle @colleague why\` asks ${name} in.`,
  )
}

export function oneHadTwo(name: string): Message {
  return textMessage(`${name} had two questions this week. In a few days ${name} can be asked again.`)
}

export function nobodyCanBeAsked(): Message {
  return textMessage(
    'Nobody you chose can be asked just now: each of them had two questions this week, or is no longer in your circle.',
  )
}

export function everybodyHadTwo(): Message {
  return textMessage(
    'Everybody in your circle had two questions this week. They can be asked again in a few days.',
  )
}

export function circleIsEmpty(): Message {
  return textMessage(
    'Nobody is in your circle yet, so there is nobody to ask.',
    actions(button('Choose someone', 'circle.form', ''), button('Write a note to myself', 'candor.note', '')),
  )
}

export function circleEmptied(): Message {
  return textMessage('Nobody is in your circle any more. `/circle @colleague why` asks someone in.')
}

export function skipped(): Message {
  return textMessage('Skipped. Nobody is asked this week.')
}

export function savedPaused(): Message {
  return textMessage('Saved. Your weekly question is paused; `/candor ask now` still works.')
}

export function savedSchedule(next: Date, hasAllies: boolean, me: Person, now: Date): Message {
  const comes = `Saved. Your next question comes ${formatTime(next, me.hours.zone, now)}.`
  return textMessage(
    hasAllies ? comes : `${comes} Nobody is in your circle yet: \`/circle @colleague why\` asks someone in.`,
  )
}

export function savedQuestions(): Message {
  return textMessage(
    'Saved. They take turns from the next round on. Everybody here sees in Home that you changed them, and can undo it.',
  )
}

export function savedNote(): Message {
  return textMessage('Kept. Only you read it; `/candor note` shows your notes.')
}
