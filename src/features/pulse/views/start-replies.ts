/** What `/pulse` answers: the preview before a pulse, and how one stands. Pure. */
import type { KnownBlock } from '@slack/types'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import { actions, button, context, section, textMessage, type Message } from '../../../slack/blocks.ts'
import { channelMention } from '../../../slack/channels.ts'
import { formatDay, formatTime } from '../../../slack/mrkdwn.ts'
import { fewest } from '../domain/compare.ts'
import { nextStart, type Members, type Pulse } from '../domain/pulse.ts'
import { newestWording, statementsOf } from '../domain/wording.ts'

/** Names stand in the preview up to so many people. */
const maxNames = 12

export interface PulseReader {
  me: Person
  people: People
  now: Date
}

/** Who is asked, what they read, who will see what, and until when; shown to the one who starts it before anybody is asked. */
export function preview(channelId: string, members: Members, closesAt: Date, reader: PulseReader): Message {
  const { me, now } = reader
  const statements = statementsOf(newestWording, me.locale).map((text, index) => `${index + 1}. ${text}`)
  return {
    text: 'A pulse for this channel?',
    blocks: [
      section(`*A pulse for ${channelMention(channelId)}?*\n${whoIsAsked(members, reader)}`),
      section(
        `Each reads these statements and gives 1 (strongly disagree) to 7 (strongly agree), or says *Not this time*:\n${statements.join('\n')}`,
      ),
      section(
        `It closes ${formatTime(closesAt, me.hours.zone, now)}, or when you close it. Then everybody who belongs to the channel can see how often each point ` +
          `was given, if ${fewest} or more answered. Nobody sees a single answer, and nobody sees who answered: neither you, nor a workspace owner.`,
      ),
      actions(button('Start the pulse', 'pulse.start', `${channelId}:`, { style: 'primary' })),
    ],
  }
}

function whoIsAsked({ asked, unknown }: Members, { people }: PulseReader): string {
  const ids = asked.map(({ userId }) => userId)
  if (!unknown.length && ids.length <= maxNames) return `I ask ${namesOf(people, ids)}, each in private.`
  if (!unknown.length) return `I ask the ${ids.length} colleagues who belong to it, each in private.`
  return `I ask the colleagues who belong to it, up to ${ids.length + unknown.length}, each in private; guests and apps are left out.`
}

export function started(pulse: Pulse, { asked, unknown }: Members, { me, now }: PulseReader): Message {
  const closes = formatTime(pulse.closesAt, me.hours.zone, now)
  const who = unknown.length
    ? 'I ask everybody, as fast as Slack lets me.'
    : `I ask ${asked.length} colleagues now.`
  return textMessage(
    `The pulse in ${channelMention(pulse.channelId)} is open until ${closes}. ${who} \`/pulse\` here closes it earlier.`,
  )
}

export interface Standing {
  open: Pulse | undefined
  /** The last one that was released. */
  shown: Pulse | undefined
  last: Pulse
}

/** A pulse is open in this channel, or the next one can't begin yet. */
export function standing({ open, shown, last }: Standing, reader: PulseReader): Message {
  const { me, people, now } = reader
  const { zone } = me.hours
  const show = shown ? [showButton(shown)] : []
  if (open) {
    const isMine = open.starter === me.userId
    const elements = [...(isMine ? [closeButton(open)] : []), ...show]
    return textMessage(
      `A pulse is open here until ${formatTime(open.closesAt, zone, now)}; ${isMine ? 'you' : nameOf(people, open.starter)} started it. ` +
        'Whoever is asked has a message from me.',
      ...(elements.length ? [actions(...elements)] : []),
    )
  }
  return textMessage(
    `${endedLine(last, reader)} The next one can start ${formatDay(nextStart(last, zone), zone, now)}: at most one in four weeks.`,
    ...(show.length ? [actions(...show)] : []),
  )
}

/** The last pulse stands above the preview of the next one. */
export function withLast(message: Message, shown: Pulse | undefined, reader: PulseReader): Message {
  if (!shown) return message
  const blocks: KnownBlock[] = [context(endedLine(shown, reader)), actions(showButton(shown))]
  return { ...message, blocks: [...blocks, ...message.blocks] }
}

function endedLine(pulse: Pulse, { me, now }: PulseReader): string {
  const closed = formatDay(pulse.closedAt ?? pulse.closesAt, me.hours.zone, now)
  return pulse.state === 'erased'
    ? `The last pulse here closed ${closed}. Too few answered to show anybody anything.`
    : `The last pulse here closed ${closed}.`
}

export function showButton({ channelId, id }: Pulse) {
  return button('Show the pulse', 'pulse.show', `${channelId}:${id}`)
}

function closeButton({ id }: Pulse) {
  return button('Close it now', 'pulse.close', id, {
    confirm: {
      title: 'Close it now?',
      text: 'Whoever has not answered yet can no longer do so.',
      yes: 'Close it now',
      no: 'Leave it open',
    },
  })
}

export function closedNow({ channelId }: Pulse): Message {
  return textMessage(`The pulse in ${channelMention(channelId)} is closed. I say so in the channel.`)
}

export function closedBefore(): Message {
  return textMessage('This pulse has closed already. `/pulse` in its channel shows how it stands.')
}
