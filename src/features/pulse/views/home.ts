/** Pulses in App Home: those that wait for me, and those that have closed. Pure. */
import type { Person } from '../../../people/person.ts'
import { button, section } from '../../../slack/blocks.ts'
import { channelMention } from '../../../slack/channels.ts'
import { existingPage, homePageSize, type HomeSection } from '../../../slack/home-section.ts'
import { formatDay, formatTime } from '../../../slack/mrkdwn.ts'
import type { Ask, Pulse } from '../domain/pulse.ts'
import { showButton } from './start-replies.ts'

export interface MyPulse {
  ask: Ask
  pulse: Pulse
}

export function pulseSection(
  mine: readonly MyPulse[],
  wanted: number,
  { me, now }: { me: Person; now: Date },
): HomeSection {
  const page = existingPage(wanted, mine.length)
  const waiting = mine.filter(({ pulse }) => pulse.state === 'open').length
  return {
    id: 'pulse.mine',
    title: 'Pulses',
    count: mine.length,
    page,
    lines: mine.slice(page * homePageSize, (page + 1) * homePageSize).map(({ ask, pulse }) => ({
      key: ask.id,
      blocks: [lineOf(ask, pulse, me, now)],
    })),
    ...(waiting && { status: [waiting === 1 ? '1 pulse waits for you' : `${waiting} pulses wait for you`] }),
  }
}

function lineOf(ask: Ask, pulse: Pulse, me: Person, now: Date) {
  const { zone } = me.hours
  const channel = channelMention(pulse.channelId)
  if (pulse.state === 'open')
    return section(
      `${channel}: seven statements, open until ${formatTime(pulse.closesAt, zone, now)}`,
      button('Answer', 'pulse.answer', ask.id),
    )
  return section(`${channel}: closed ${formatDay(pulse.closedAt!, zone, now)}`, showButton(pulse))
}
