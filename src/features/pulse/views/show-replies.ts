/** Why the sums of a pulse are not shown now. Pure. */
import type { Person } from '../../../people/person.ts'
import { actions, textMessage, type Message } from '../../../slack/blocks.ts'
import { channelMention } from '../../../slack/channels.ts'
import { formatTime } from '../../../slack/mrkdwn.ts'
import type { Pulse } from '../domain/pulse.ts'
import { showButton } from './start-replies.ts'

export function stillOpen({ closesAt, channelId }: Pulse, me: Person, now: Date): Message {
  const until = formatTime(closesAt, me.hours.zone, now)
  return textMessage(
    `The pulse in ${channelMention(channelId)} is open until ${until}. Nobody sees anything of it before.`,
  )
}

/** A later one has closed beside which it may not stand. */
export function putAway(newest: Pulse): Message {
  return textMessage(
    'A later pulse has closed since, and a few people joined or left in between: side by side the two would tell too much of them, ' +
      'so this one is put away.',
    actions(showButton(newest)),
  )
}

export function unreadable(): Message {
  return textMessage(
    'This pulse does not open any more: what is stored was changed from outside, or belongs to another key.',
  )
}
