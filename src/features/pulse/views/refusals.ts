/** Why a pulse can't be started or shown, each with what to do about it. Pure. */
import { textMessage, type Message } from '../../../slack/blocks.ts'
import { channelMention, maxChannelMembers } from '../../../slack/channels.ts'
import { fewest } from '../domain/compare.ts'
import type { ChannelProblem } from '../domain/pulse.ts'

const problems: Record<ChannelProblem, string> = {
  no_channel: 'A pulse belongs to a channel. Type `/pulse` in one, such as your team’s.',
  no_scope:
    "I can't see who belongs to this channel. A pulse needs the scopes `channels:read` and, for private channels, " +
    '`groups:read`; whoever runs this app can add them. Everything else works without.',
  not_visible:
    "I am not in this channel, so I can't see who belongs to it. Type `/invite @forthright` here, then `/pulse` again.",
  too_large: `More than ${maxChannelMembers.toLocaleString('en')} people belong to this channel. A pulse is for a smaller one, such as your team’s.`,
  unavailable: "Slack didn't tell me just now who belongs to this channel. Please try again in a minute.",
  guest: 'Pulses are for the colleagues of this workspace; guests take no part in them.',
  not_a_member:
    'Only people who belong to the channel start its pulses and see what they came to. Join it first, if you may.',
  archived:
    'This channel is archived, so nobody can be told how its pulse ends. Type `/pulse` in another one.',
  not_invited:
    'I am not in this channel yet, so I could not say here how it ends. Type `/invite @forthright` here, then `/pulse` again.',
  too_few_people:
    `With fewer than ${fewest} colleagues in a channel, an answer would have a name. Type \`/pulse\` in a channel with ` +
    `${fewest} or more; guests and apps do not count.`,
}

export function pulseRefused(problem: ChannelProblem): Message {
  return textMessage(problems[problem])
}

export const notYourPulse = "I don't know this pulse, or it is not yours. Nothing changed."

const answerProblems = {
  closed: 'This pulse has closed, so nothing was stored.',
  responded: 'You have responded to this pulse already. Nothing changed.',
  guest: problems.guest,
} as const
export type AnswerProblem = keyof typeof answerProblems

export function answerRefused(problem: AnswerProblem): string {
  return answerProblems[problem]
}

export function tooFewAnswered(channelId: string): Message {
  return textMessage(
    `Too few answered the pulse in ${channelMention(channelId)} to show anybody anything. What was answered has been erased unread.`,
  )
}
