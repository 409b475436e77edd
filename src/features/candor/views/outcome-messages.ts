/** The messages about one answer, and about an offer of feedback. None of them holds an answer. Pure. */
import { nameOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import { actions, button, section, textMessage, type Message } from '../../../slack/blocks.ts'
import { formatTime } from '../../../slack/mrkdwn.ts'
import type { Answer, Change, Outcome } from '../domain/answer.ts'
import { quotedLast } from './quoted.ts'
import type { Offer } from '../domain/offer.ts'
import type { Round } from '../domain/round.ts'

const outcomeWords: Record<Outcome, (name: string) => string> = {
  thanked: (name) => `${name} thanks you for`,
  promise: (name) => `${name} made a promise of`,
  heard: (name) => `${name} has heard`,
}

/** To the giver of a signed answer. */
export function outcome(answer: Answer, round: Round | undefined, people: People): Message {
  const name = nameOf(people, answer.reader)
  const about = round
    ? `what you answered to ${quotedLast(round.question)}`
    : 'the feedback that you offered.'
  return textMessage(`${outcomeWords[answer.outcome ?? 'heard'](name)} ${about}`)
}

/** To everybody who was asked: nobody knows whose it was. */
export function outcomeForAll(round: Round, done: Outcome, people: People): Message {
  const name = nameOf(people, round.asker)
  const said: Record<Outcome, string> = {
    thanked: `${name} says thank you for`,
    promise: `${name} made a promise of`,
    heard: `${name} has heard`,
  }
  const about = round.parent ? 'to their question back.' : `to ${quotedLast(round.question)}`
  return textMessage(
    `${said[done]} something that was answered without a name ${about} Everybody who was asked hears this.`,
  )
}

/** To the giver: the reader asks one thing back; the question stands in the modal. */
export function askedBack(answer: Answer, people: People): Message {
  const name = nameOf(people, answer.reader)
  if (answer.hasReply) return textMessage(`You replied to what ${name} asked back. Thank you.`)
  return textMessage(
    `${name} read what you wrote, and asks one thing back.`,
    actions(button('Read and reply', 'candor.reply', answer.id, { style: 'primary' })),
  )
}

/** To the reader: the reply is there. */
export function replied(answer: Answer, people: People): Message {
  return textMessage(
    `${nameOf(people, answer.writer)} replied to what you asked back.`,
    actions(button('Read it', 'candor.open', answer.id)),
  )
}

/** Four weeks after an answer became a promise. */
export function changed(answer: Answer, round: Round | undefined, people: People): Message {
  const name = nameOf(people, answer.reader)
  const about = round
    ? `Four weeks ago ${name} made a promise of what you answered to ${quotedLast(round.question)}`
    : `Four weeks ago ${name} made a promise of what you told them.`
  return answer.change ? changeSaid(about, answer.change, name) : changeQuestion(about, answer.id, name)
}

/** Four weeks after "not yet". */
export function changedAgain(answer: Answer, round: Round | undefined, people: People): Message {
  const name = nameOf(people, answer.reader)
  const about = round
    ? `Four weeks ago you said “not yet” of the promise that ${name} made of your answer to ${quotedLast(round.question)}`
    : `Four weeks ago you said “not yet” of the promise that ${name} made of what you told them.`
  return answer.changeAgain
    ? changeSaid(about, answer.changeAgain, name)
    : changeQuestion(`${about} ${name} would like to know once more.`, answer.id, name)
}

function changeSaid(about: string, change: Change, name: string): Message {
  return textMessage(`${about} Has it changed? ${changeWords[change]}, you said. ${name} sees that.`)
}

function changeQuestion(about: string, id: string, name: string): Message {
  return {
    text: 'Has it changed?',
    blocks: [
      section(`${about} Has it changed? ${name} sees your answer.`),
      actions(
        button('Yes', 'candor.changed#yes', `${id}:yes`),
        button('A bit', 'candor.changed#a_bit', `${id}:a_bit`),
        button('Not yet', 'candor.changed#not_yet', `${id}:not_yet`),
      ),
    ],
  }
}

const changeWords: Record<Change, string> = { yes: 'Yes', a_bit: 'A bit', not_yet: 'Not yet' }
const changeReports: Record<Change, string> = { yes: 'yes, it has', a_bit: 'a bit', not_yet: 'not yet' }

/** To the one who promised. After "not yet" they may have it asked once more. */
export function changeTold(answer: Answer, people: People): Message {
  const name = nameOf(people, answer.writer)
  const { change = 'not_yet', asksAgain } = answer
  const said = `Four weeks after you made a promise of what ${name} told you: has it changed? ${name} says ${changeReports[change]}.`
  if (change !== 'not_yet') return textMessage(said)
  return asksAgain
    ? textMessage(`${said} ${name} is asked once more, four weeks on.`)
    : textMessage(said, actions(button('Ask again in four weeks', 'candor.ask_again', answer.id)))
}

export function changeToldAgain(answer: Answer, people: People): Message {
  const name = nameOf(people, answer.writer)
  return textMessage(
    `You had me ask ${name} once more about your promise: has it changed? ${name} says ${changeReports[answer.changeAgain ?? 'not_yet']}.`,
  )
}

/** To somebody who is offered feedback. */
export function offered(offer: Offer, people: People): Message {
  const name = nameOf(people, offer.giver)
  switch (offer.state) {
    case 'offered':
      return {
        text: `${name} has some candid feedback for you, if you like`,
        blocks: [
          section(
            `*${name}* has some candid feedback for you, if you would like it. Nothing is written yet; only you would read it.`,
          ),
          actions(
            button('Now', 'candor.accept#now', `${offer.id}:now`, { style: 'primary' }),
            button('Tomorrow 9:00', 'candor.accept#tomorrow', `${offer.id}:tomorrow`),
            button('No, thank you', 'candor.decline', offer.id),
          ),
        ],
      }
    case 'accepted':
      return textMessage(`You told ${name} that you would like to hear it. You are told when it is there.`)
    case 'declined':
      return textMessage(`You told ${name}: no, thank you.`)
    case 'written':
      return textMessage(`${name} wrote the feedback that you said yes to.`)
    default:
      return offer.state satisfies never
  }
}

/** To the one who offered. */
export function offerAnswered(offer: Offer, people: People, viewer: Person, now: Date): Message {
  const name = nameOf(people, offer.hearer)
  if (offer.state === 'declined')
    return textMessage(`${name} says no, thank you, to your feedback for now. Thank you for asking first.`)
  if (offer.state === 'written') return textMessage(`You wrote to ${name}. Only ${name} reads it.`)
  const when =
    offer.wantedAt && offer.wantedAt > now
      ? ` ${name} will be told of it ${formatTime(offer.wantedAt, viewer.hours.zone, now)}.`
      : ''
  return textMessage(
    `${name} would like to hear it.${when} Only ${name} reads what you write.`,
    actions(button('Write it', 'candor.write', offer.id, { style: 'primary' })),
  )
}
