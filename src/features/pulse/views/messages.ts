/** The messages of a pulse: to each who is asked, and to the channel. None of them holds a number of an answer. Pure. */
import type { KnownBlock } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import { actions, button, context, section, textMessage, type Message } from '../../../slack/blocks.ts'
import { channelMention } from '../../../slack/channels.ts'
import { formatTime } from '../../../slack/mrkdwn.ts'
import { fewest } from '../domain/compare.ts'
import type { Ask, Pulse } from '../domain/pulse.ts'
import { showButton } from './start-replies.ts'

export interface AskView {
  pulse: Pulse
  ask: Ask
  people: People
  viewer: Person
  now: Date
}

/** Who will see what; it stands in every message and form before an answer is given. */
export function whoSeesWhat(channelId: string): string {
  return (
    `Kept without your name, and only added up. Once it has closed, those who belong to ${channelMention(channelId)} see how often ` +
    `each point was given, if ${fewest} or more answered; otherwise it is erased unread.`
  )
}

export function asking(view: AskView): Message {
  const { pulse, people, viewer, now } = view
  const channel = channelMention(pulse.channelId)
  const head = `*${nameOf(people, pulse.starter)}* started a pulse in ${channel}: seven statements on how safe it is to speak there.`
  const ended = finished(view)
  if (ended) return textMessage(`${head}\n${ended.text}`, ...ended.more)
  return {
    text: `${nameOf(people, pulse.starter)} started a pulse in a channel of yours`,
    blocks: [
      section(
        `${head}\nOpen until ${formatTime(pulse.closesAt, viewer.hours.zone, now)}. It takes about two minutes.`,
      ),
      answerButtons(view.ask),
      context(whoSeesWhat(pulse.channelId)),
    ],
  }
}

/** The same words to everybody who was asked, whatever each of them did. */
export function reminder(view: AskView): Message {
  const { pulse, viewer, now } = view
  const channel = channelMention(pulse.channelId)
  if (pulse.state !== 'open') return textMessage(`The pulse in ${channel} has closed.`)
  const until = formatTime(pulse.closesAt, viewer.hours.zone, now)
  return {
    text: `The pulse in a channel of yours is open until ${until}`,
    blocks: [
      section(
        `The pulse in ${channel} is open until ${until}, and I do not ask again.\n` +
          'This goes to everybody who was asked. If you have responded already, there is nothing more to do.',
      ),
      answerButtons(view.ask),
      context(whoSeesWhat(pulse.channelId)),
    ],
  }
}

/** What the card says once they have responded, or it has closed. */
function finished({ pulse, ask }: AskView): { text: string; more: KnownBlock[] } | undefined {
  switch (pulse.state) {
    case 'open':
      return ask.state === 'done' ? { text: 'You have responded. Thank you.', more: [] } : undefined
    case 'released':
      return { text: 'It has closed.', more: [actions(showButton(pulse))] }
    case 'erased':
      return {
        text: 'It has closed. Too few answered to show anybody anything, so all was erased unread.',
        more: [],
      }
    default:
      return pulse.state satisfies never
  }
}

function answerButtons(ask: Ask): KnownBlock {
  return actions(
    button('Answer', 'pulse.answer', ask.id, { style: 'primary' }),
    button('Not this time', 'pulse.pass', ask.id),
  )
}

/** To the channel, once. */
export function closedInChannel(pulse: Pulse): Message {
  if (pulse.state === 'erased')
    return textMessage(
      'The pulse of this channel has closed. Too few answered to show anybody anything, so all was erased unread.',
    )
  return textMessage(
    'The pulse of this channel has closed. Whoever belongs to it can look; two statements are worth talking about.',
    actions(showButton(pulse)),
  )
}

/** By return, to one who answered. */
export function kept({ channelId, closesAt }: Pulse, me: Person, now: Date): Message {
  return textMessage(
    `Kept, without your name, and only added up. ${channelMention(channelId)} sees the sums when it has closed, ` +
      `${formatTime(closesAt, me.hours.zone, now)} at the latest, and only if ${fewest} or more answered. It can't be changed or taken back.`,
  )
}

export function passed(): Message {
  return textMessage('That is fine. Nobody is told.')
}
