/** The messages of a round to the one who asks. None of them holds an answer. Pure. */
import { namesOf } from '../../../people/display-name.ts'
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
import { formatTime } from '../../../slack/mrkdwn.ts'
import type { Round } from '../domain/round.ts'
import type { ClosedFacts } from '../store/nudge-facts.ts'
import type { UnreadFacts } from '../store/nudge-facts.ts'
import { quoted, quotedLast } from './quoted.ts'

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
            button('Say mine first', 'candor.own', round.id),
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
      return textMessage(`You asked ${names}: ${quotedLast(round.question)} It has closed.`)
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

/** To the reader: how many wait; what they say stands in the modal behind the button, never here. */
export function waiting({ signed, anonymous, isOutdated }: UnreadFacts): Message {
  const count = signed + anonymous
  if (!count) return textMessage('No answers wait for you.')
  if (isOutdated) return textMessage('A later message has the answers that wait for you.')
  const said = count === 1 ? 'An answer waits for you.' : `${count} answers wait for you.`
  return textMessage(
    `*${said}* Open ${count === 1 ? 'it' : 'them'} when you are ready.`,
    actions(button(count === 1 ? 'Read it' : 'Read them', 'candor.hear', '', { style: 'primary' })),
  )
}
