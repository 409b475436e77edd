/** What people are told by return about a lifeline group. Pure. */
import type { NotAColleague } from '../../../circles/membership.ts'
import { textMessage, type Message } from '../../../slack/blocks.ts'
import { formatDay } from '../../../slack/mrkdwn.ts'
import type { Person } from '../../../people/person.ts'
import { groupSize } from '../domain/group.ts'

export const notYourGroup = "I don't know this group, or you are not in it. Nothing changed."
export const aimIsEmpty = 'What is it that you want to get to?'
export const stepIsEmpty = 'One step is enough, however small.'

const example = 'For example: `/circle together @one @two`'

export function groupsAreForColleagues(): Message {
  return textMessage('Groups are for the colleagues of this workspace.')
}

export function notEnough(refused: readonly string[]): Message {
  const said = `A group is ${groupSize.least} to ${groupSize.most} people, you among them: name two colleagues or more. ${example}`
  return textMessage([...refused, said].join('\n'))
}

export function tooMany(): Message {
  return textMessage(
    `A group is at most ${groupSize.most} people, you among them: name up to ${groupSize.most - 1} colleagues. ${example}`,
  )
}

/** A group asked together needs everybody who was named. */
export function someCannot(refused: readonly string[]): Message {
  return textMessage(`${refused.join('\n')}\nNobody was asked. ${example}`)
}

export function cannotJoin(reason: NotAColleague, name: string): string {
  const said: Record<NotAColleague, string> = {
    yourself: 'You are in it anyway: name the others.',
    app: `${name} is an app, and has no aims of its own.`,
    left: `${name} has left this workspace.`,
    external: `${name} is from another organisation, and only colleagues of this workspace are asked.`,
    guest: `${name} is a guest here, and guests are not asked into groups.`,
  }
  return said[reason]
}

/** `waits` says until when the invitations wait that are not told at once. */
export function gathered(
  names: string,
  { hasMoreWords, waits }: { hasMoreWords: boolean; waits: readonly string[] },
): Message {
  const lines = [
    `I ask ${names} in private. The group begins when everybody has said yes, within two weeks; who says no, or nothing, stays theirs.`,
    ...waits,
    ...(hasMoreWords
      ? ['The words after the names were not passed on, and nothing of them was stored.']
      : []),
  ]
  return textMessage(lines.join('\n'))
}

export function notYet(since: Date, from: Date, me: Person, now: Date): Message {
  const { zone } = me.hours
  return textMessage(
    `You asked a group together on ${formatDay(since, zone, now)}, and it has not begun. From ${formatDay(from, zone, now)} on you can ask another.`,
  )
}

export function answeredBefore(): Message {
  return textMessage('This is answered already. Nothing changed.')
}

export function shared(readers: string): Message {
  return textMessage(`Shared. Only ${readers} read it.`)
}

export function sharedWithOne(reader: string): Message {
  return textMessage(`Shared. Only ${reader} reads it.`)
}

export function leftGroup(): Message {
  return textMessage('You have left the group. Nobody is told, and what you wrote there is erased.')
}
