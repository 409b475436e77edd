/** Every sentence that candor says in a message. None of them ever holds an answer. Pure. */
import type { KnownBlock } from '@slack/types'
import type { Message } from '../../feature.ts'
import { nameOf, namesOf } from '../../people/named.ts'
import type { People, Person } from '../../people/person.ts'
import { actions, button, context, section, words } from '../../slack/blocks.ts'
import { escape, sayTime } from '../../slack/text.ts'
import type { Answer, Change, Outcome } from './answer.ts'
import type { Offer } from './offer.ts'
import { floor, isLate, type Ask, type Round } from './round.ts'
import type { Waiting } from './waiting.ts'

export function quoted(question: string): string {
  return `*${escape(question).replace(/\s+/g, ' ')}*`
}

/** To the asker: this week's question and those whose turn it is. */
export function prompt(round: Round, allies: readonly string[], people: People, isLast = false): Message {
  const names = namesOf(people, allies)
  switch (round.state) {
    case 'proposed':
      return {
        text: `Your question this week, to ${names}`,
        blocks: [
          section(`This week's question:\n${quoted(round.question)}\nIt is the turn of ${names}.`),
          actions(
            button('Ask them', 'candor.ask', round.id, { style: 'primary' }),
            button('Change', 'candor.change', round.id),
            button('Skip this week', 'candor.skip', round.id),
          ),
          ...(isLast
            ? [
                context(
                  'You let the last few lie, so I stop here. Any of the buttons, or `/candor ask now`, starts it again.',
                ),
              ]
            : []),
        ],
      }
    case 'open':
      return words(`You asked ${names}: ${quoted(round.question)}`)
    case 'closed':
      return words(`You asked ${names}: ${quoted(round.question)}. It has closed.`)
    case 'skipped':
      return words('Skipped this week. Your next question comes at its usual time.')
    default:
      return round.state satisfies never
  }
}

export function alonePrompt(isLast: boolean): Message {
  return {
    text: 'Whom would you ask first?',
    blocks: [
      section(
        'Your weekly question has nobody to go to yet. Who has seen you work lately, and would tell you something you ' +
          'do not like to hear? One person is enough to begin with.',
      ),
      actions(
        button('Choose someone', 'circle.form', '', { style: 'primary' }),
        button('Write a note to myself', 'candor.note', ''),
        button('Settings', 'candor.settings', ''),
      ),
      ...(isLast ? [context('This is the last time I bring it up by myself.')] : []),
    ],
  }
}

export interface AskedOf {
  round: Round
  ask: Ask
  /** Their signed answer, where there is one. */
  answer: Answer | undefined
  /** Whether they are still in the asker's circle. */
  isAlly: boolean
  people: People
  viewer: Person
  now: Date
}

/** To an ally: who asks, what, and who will read it. */
export function asking(seen: AskedOf): Message {
  const { round, people, viewer, now } = seen
  const name = nameOf(people, round.asker)
  const head = round.parent
    ? `*${name}* asks one thing back about what was answered without a name. You read the question when you answer.`
    : `*${name}* asks you:\n${quoted(round.question)}`
  const footer = standing(seen, name)
  if (footer) return words(`${head}\n${footer.text}`, ...footer.more)
  const until = `until ${sayTime(round.closesAt!, viewer.hours.zone, now)}`
  return {
    text: `${name} has a question for you`,
    blocks: [
      section(`${head}\nOnly ${name} reads what you write. It is open ${until}.`),
      answerButtons(seen.ask),
    ],
  }
}

/** How it stands once there is nothing more to press; undefined = the question is still open to them. */
function standing(
  { round, ask, answer, now }: AskedOf,
  name: string,
): { text: string; more: KnownBlock[] } | undefined {
  if (answer?.readAt) return { text: `You answered, and ${name} has opened it. Thank you.`, more: [] }
  if (answer)
    return {
      text: `You answered, with your name. Only ${name} reads it. Thank you.`,
      more: [
        actions(
          button('Change my answer', 'candor.rewrite', answer.id),
          button('Take it back', 'candor.withdraw', answer.id),
        ),
      ],
    }
  if (ask.state === 'gone') return { text: 'This is no longer open to you.', more: [] }
  if (ask.state === 'nothing')
    return { text: 'Nothing new this week, you said. Thank you.', more: [answerLate(ask, round)].flat() }
  if (ask.state === 'done') return { text: 'You have responded. Thank you.', more: [] }
  if (round.state !== 'open' && !isLate(round, now)) return { text: 'This question has closed.', more: [] }
  return round.state === 'open' ? undefined : { text: 'This question has closed.', more: [] }
}

function answerLate(ask: Ask, round: Round): KnownBlock[] {
  return round.state === 'open' ? [actions(button('Something came to mind', 'candor.answer', ask.id))] : []
}

function answerButtons(ask: Ask): KnownBlock {
  return actions(
    button('Answer', 'candor.answer', ask.id, { style: 'primary' }),
    button('Nothing new this week', 'candor.nothing', ask.id),
    button('Not now', 'candor.later', ask.id),
  )
}

/** The one reminder. Where answers without a name are offered, everybody who was asked gets it, in these same words. */
export function reminder({ round, ask, people, viewer, now }: AskedOf): Message {
  const name = nameOf(people, round.asker)
  if (round.state !== 'open') return words(`The question of ${name} has closed.`)
  const about = round.parent ? 'about what was answered without a name' : quoted(round.question)
  const until = sayTime(round.closesAt!, viewer.hours.zone, now)
  const toAll =
    round.nameless === 'offered'
      ? '\nThis goes to everybody who was asked. If you have responded already, there is nothing more to do.'
      : ''
  return {
    text: `${name}'s question is open until ${until}`,
    blocks: [
      section(
        `${name} asked ${about}. It is open until ${until}, and I do not ask again.\nOnly ${name} reads what you write.${toAll}`,
      ),
      answerButtons(ask),
    ],
  }
}

/** The same to everybody who was asked. */
export function tooFew(seen: AskedOf): Message {
  const { round, ask, people, viewer, now } = seen
  const name = nameOf(people, round.asker)
  const about = round.parent ? "'s question about those answers" : `'s question ${quoted(round.question)}`
  const said =
    `Too few answered ${name}${about} without a name to keep each of them unknown. ` +
    'Whatever was written that way has been erased unread; everybody who was asked hears this, in these words.'
  const signed = seen.answer !== undefined
  if (!isLate(round, now) || signed) return words(said)
  return {
    text: `Too few answered ${name} without a name`,
    blocks: [
      section(
        `${said}\nIf ${name} is still to know, you can say it with your name until ${sayTime(round.lateUntil!, viewer.hours.zone, now)}.`,
      ),
      actions(button('Answer with my name', 'candor.answer', ask.id)),
    ],
  }
}

/** To the reader: how many wait; what they say stands in the modal behind the button, never here. */
export function waiting({ signed, nameless }: Waiting): Message {
  const count = signed + nameless
  if (!count) return words('No answers wait for you.')
  const said = count === 1 ? 'An answer waits for you.' : `${count} answers wait for you.`
  return words(
    `${said} Open ${count === 1 ? 'it' : 'them'} when you are ready.`,
    actions(button(count === 1 ? 'Read it' : 'Read them', 'candor.hear', '', { style: 'primary' })),
  )
}

const outcomeWords: Record<Outcome, (name: string) => string> = {
  thanked: (name) => `${name} thanks you for`,
  promise: (name) => `${name} made a promise of`,
  heard: (name) => `${name} has heard`,
}

/** To the giver of a signed answer. */
export function outcome(answer: Answer, round: Round | undefined, people: People): Message {
  const name = nameOf(people, answer.reader)
  const about = round ? `what you answered to ${quoted(round.question)}` : 'the feedback that you offered'
  return words(`${outcomeWords[answer.outcome ?? 'heard'](name)} ${about}.`)
}

/** To everybody who was asked: nobody knows whose it was. */
export function outcomeForAll(round: Round, done: Outcome, people: People): Message {
  const name = nameOf(people, round.asker)
  const said: Record<Outcome, string> = {
    thanked: `${name} says thank you for`,
    promise: `${name} made a promise of`,
    heard: `${name} has heard`,
  }
  const about = round.parent ? 'to their question back' : `to ${quoted(round.question)}`
  return words(
    `${said[done]} something that was answered without a name ${about}. Everybody who was asked hears this.`,
  )
}

/** To the giver: the reader asks one thing back; the question stands in the modal. */
export function askedBack(answer: Answer, people: People): Message {
  const name = nameOf(people, answer.reader)
  if (answer.hasReply) return words(`You replied to what ${name} asked back. Thank you.`)
  return words(
    `${name} read what you wrote, and asks one thing back.`,
    actions(button('Read and reply', 'candor.reply', answer.id, { style: 'primary' })),
  )
}

/** To the reader: the reply is there. */
export function replied(answer: Answer, people: People): Message {
  return words(
    `${nameOf(people, answer.writer)} replied to what you asked back.`,
    actions(button('Read it', 'candor.open', answer.id)),
  )
}

/** Four weeks after an answer became a promise. */
export function changed(answer: Answer, round: Round | undefined, people: People): Message {
  const name = nameOf(people, answer.reader)
  const about = round
    ? `Four weeks ago ${name} made a promise of what you answered to ${quoted(round.question)}.`
    : `Four weeks ago ${name} made a promise of what you told them.`
  if (answer.change)
    return words(`${about} Has it changed? ${changeWords[answer.change]}, you said. ${name} sees that.`)
  return {
    text: 'Has it changed?',
    blocks: [
      section(`${about} Has it changed? ${name} sees your answer; I ask this once.`),
      actions(
        button('Yes', 'candor.changed#yes', `${answer.id}:yes`),
        button('A bit', 'candor.changed#a_bit', `${answer.id}:a_bit`),
        button('Not yet', 'candor.changed#not_yet', `${answer.id}:not_yet`),
      ),
    ],
  }
}

const changeWords: Record<Change, string> = { yes: 'Yes', a_bit: 'A bit', not_yet: 'Not yet' }

/** To the one who promised. */
export function changeTold(answer: Answer, people: People): Message {
  const name = nameOf(people, answer.writer)
  const said: Record<Change, string> = { yes: 'yes, it has', a_bit: 'a bit', not_yet: 'not yet' }
  return words(
    `Four weeks after you made a promise of what ${name} told you: has it changed? ${name} says ${said[answer.change ?? 'not_yet']}.`,
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
      return words(`You told ${name} that you would like their feedback. You hear when it is there.`)
    case 'declined':
      return words(`You told ${name}: no, thank you.`)
    case 'written':
      return words(`${name} wrote what they had to say.`)
    default:
      return offer.state satisfies never
  }
}

/** To the one who offered. */
export function offerAnswered(offer: Offer, people: People, viewer: Person, now: Date): Message {
  const name = nameOf(people, offer.hearer)
  if (offer.state === 'declined')
    return words(`${name} says no, thank you, to your feedback for now. Thank you for asking first.`)
  if (offer.state === 'written') return words(`You wrote to ${name}. Only ${name} reads it.`)
  const when =
    offer.wantedAt && offer.wantedAt > now
      ? ` They will be told of it ${sayTime(offer.wantedAt, viewer.hours.zone, now)}.`
      : ''
  return words(
    `${name} would like to hear it.${when} Only ${name} reads what you write.`,
    actions(button('Write it', 'candor.write', offer.id, { style: 'primary' })),
  )
}

export function asked(names: string, leftOut: string, round: Round, me: Person, now: Date): Message {
  const but = leftOut
    ? `\n${leftOut} had two questions this week already, or is no longer in your circle, and comes first another time.`
    : ''
  const without =
    round.nameless === 'offered'
      ? `\nThey may answer without a name: such answers reach you together when it closes, if there are ${floor.answered} or more.`
      : ''
  return words(`Asked ${names}. It closes ${sayTime(round.closesAt!, me.hours.zone, now)}.${without}${but}`)
}
