/** The messages of a round. None of them holds an answer. Pure. */
import type { KnownBlock } from '@slack/types'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import {
  actions,
  button,
  context,
  overflow,
  section,
  textMessage,
  type Message,
} from '../../../slack/blocks.ts'
import { escape, formatTime } from '../../../slack/mrkdwn.ts'
import { isLateSigning, type Ask, type Round } from '../domain/round.ts'
import type { AskFacts, ClosedFacts } from '../store/nudge-facts.ts'
import type { UnreadCount } from '../store/unread.ts'

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
            overflow('candor.skip', [['Skip this week', round.id]]),
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
      return textMessage(`You asked ${names}: ${quoted(round.question)}`)
    case 'closed':
      return textMessage(`You asked ${names}: ${quoted(round.question)}. It has closed.`)
    case 'skipped':
      return textMessage('Skipped this week. Your next question comes at its usual time.')
    default:
      return round.state satisfies never
  }
}

/** To an asker on autopilot, when their question went out. */
export function wentOut(round: Round, allies: readonly string[], people: People, now: Date): Message {
  const zone = people.get(round.asker)?.hours.zone ?? 'UTC'
  const closes = round.closesAt ? ` It closes ${formatTime(round.closesAt, zone, now)}.` : ''
  return textMessage(
    `Your question went out to ${namesOf(people, allies)}:\n${quoted(round.question)}${closes}`,
    context('It asks by itself, as you chose; `/candor settings` changes that.'),
  )
}

/** To an asker on autopilot, when their question has closed. */
export function closed({ round, signed }: ClosedFacts): Message {
  const answers =
    ['Nobody answered with a name.', 'One answer came with a name.'][signed] ??
    `${signed} answers came with a name.`
  const anonymous: Record<Round['anonymity'], string> = {
    no: '',
    offered: '',
    released: ' Those without a name are there too.',
    erased: ' Too few came without a name, so those were erased unread.',
  }
  return textMessage(
    `Your question has closed:\n${quoted(round.question)}\n${answers}${anonymous[round.anonymity]} \`/candor read\` opens what waits.`,
  )
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

type AskView = AskFacts & { now: Date }

/** To an ally: who asks, what, and who will read it. */
export function asking(view: AskView): Message {
  const { round, people, viewer, now } = view
  const name = nameOf(people, round.asker)
  const head = round.parent
    ? `*${name}* asks one thing back about what was answered without a name. You read the question when you answer.`
    : `*${name}* asks you:\n${quoted(round.question)}`
  const footer = finished(view, name)
  if (footer) return textMessage(`${head}\n${footer.text}`, ...footer.more)
  const until = `until ${formatTime(round.closesAt!, viewer.hours.zone, now)}`
  return {
    text: `${name} has a question for you`,
    blocks: [
      section(`${head}\nOpen ${until}.`),
      answerButtons(view.ask),
      context(`Only ${name} reads what you write. You are asked because you are in ${name}'s circle.`),
    ],
  }
}

/** What the card says once they have responded or can no longer; undefined = the question is still open to them. */
function finished(
  { round, ask, answer, isAlly }: AskView,
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
  if (ask.state === 'done') return { text: 'You have responded. Thank you.', more: [] }
  if (ask.state === 'nothing')
    return { text: 'Nothing new this week, you said. Thank you.', more: answerLate(ask, round) }
  if (round.state !== 'open') return { text: 'This question has closed.', more: [] }
  return ask.state === 'gone' || !isAlly ? { text: 'This is no longer open to you.', more: [] } : undefined
}

function answerLate(ask: Ask, round: Round): KnownBlock[] {
  return round.state === 'open' ? [actions(button('Something came to mind', 'candor.answer', ask.id))] : []
}

function answerButtons(ask: Ask): KnownBlock {
  return actions(
    button('Answer', 'candor.answer', ask.id, { style: 'primary' }),
    button('Nothing new this week', 'candor.nothing', ask.id),
    overflow('candor.later', [['Not now', ask.id]]),
  )
}

/** The one reminder. Where answers without a name are offered, everybody who was asked gets it, in these same words. */
export function reminder({ round, ask, people, viewer, now }: AskView): Message {
  const name = nameOf(people, round.asker)
  if (round.state !== 'open') return textMessage(`The question of ${name} has closed.`)
  const about = round.parent ? 'about what was answered without a name' : quoted(round.question)
  const until = formatTime(round.closesAt!, viewer.hours.zone, now)
  const toAll =
    round.anonymity === 'offered'
      ? '\nThis goes to everybody who was asked. If you have responded already, there is nothing more to do.'
      : ''
  return {
    text: `${name}'s question is open until ${until}`,
    blocks: [
      section(`${name} asked ${about}.\nOpen until ${until}, and I do not ask again.${toAll}`),
      answerButtons(ask),
      context(`Only ${name} reads what you write.`),
    ],
  }
}

/** The same to everybody who was asked. */
export function tooFew(view: AskView): Message {
  const { round, ask, people, viewer, now } = view
  const name = nameOf(people, round.asker)
  const about = round.parent ? "'s question about those answers" : `'s question ${quoted(round.question)}`
  const said =
    `Too few answered ${name}${about} without a name to keep each of them unknown. ` +
    'Whatever was written that way has been erased unread; everybody who was asked hears this, in these words.'
  const signed = view.answer !== undefined
  if (!isLateSigning(round, now) || signed) return textMessage(said)
  return {
    text: `Too few answered ${name} without a name`,
    blocks: [
      section(
        `${said}\nIf ${name} is still to know, you can say it with your name until ${formatTime(round.lateUntil!, viewer.hours.zone, now)}.`,
      ),
      actions(button('Answer with my name', 'candor.answer', ask.id)),
    ],
  }
}

/** To the reader: how many wait; what they say stands in the modal behind the button, never here. */
export function waiting({ signed, anonymous }: UnreadCount): Message {
  const count = signed + anonymous
  if (!count) return textMessage('No answers wait for you.')
  const said = count === 1 ? 'An answer waits for you.' : `${count} answers wait for you.`
  return textMessage(
    `${said} Open ${count === 1 ? 'it' : 'them'} when you are ready.`,
    actions(button(count === 1 ? 'Read it' : 'Read them', 'candor.hear', '', { style: 'primary' })),
  )
}
