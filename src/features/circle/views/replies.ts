/** What people are told by return when they do something with a circle. Pure. */
import type { SwitchedOff } from '../../../feature.ts'
import { maxAllies, maxWhy, type NotAColleague } from '../../../circles/membership.ts'
import { namesOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { context, textMessage, type Message } from '../../../slack/blocks.ts'
import { escape, shorten } from '../../../slack/mrkdwn.ts'

export const notYourInvitation = "I don't know this invitation, or it is not yours. Nothing changed."
export const nobodyPicked = 'Pick at least one colleague.'

export const help = [
  {
    usage: '/circle @one @two because you see how I run meetings',
    does: 'asks colleagues, in private, up to 8 in all',
  },
  {
    usage: '/circle together @one @two',
    does: 'asks them into a group of three to eight: one aim and one step a month, for one another',
  },
  { usage: '/circle list', does: 'shows who is in yours, and whose you are in' },
  { usage: '/circle leave @colleague', does: 'leaves theirs, or lets them go from yours; nobody is told' },
  { usage: '/circle not @colleague', does: 'keeps a person from asking you; nobody sees it' },
  { usage: '/circle allow @colleague', does: 'takes that back' },
  { usage: '/circle help', does: 'shows this' },
] as const

export function helpMessage(): Message {
  return textMessage(
    usage(),
    context('You see only who said yes. What they answer goes to you, and to nobody else.'),
  )
}

export function unknownWord(word: string): Message {
  return textMessage(`I don't know '${escape(shorten(word, 40))}'. This is what I can do:\n${usage()}`)
}

function usage(): string {
  return help.map(({ usage: form, does }) => `\`${form}\` ${does}`).join('\n')
}

export function nameOneColleague(verb: string): Message {
  return textMessage(`Name one colleague, please. For example: \`/circle ${verb} @colleague\``)
}

export function thatIsYou(): Message {
  return textMessage('That is you. Name a colleague, please.')
}

export function circlesAreForColleagues(): Message {
  return textMessage('Circles are for the colleagues of this workspace.')
}

/** Why somebody can't be asked into a circle. */
export function cannotBeAsked(reason: NotAColleague, name: string): string {
  const said: Record<NotAColleague, string> = {
    yourself: 'A circle is other people. For a thought of your own there is `/candor note`.',
    app: `${name} is an app, and has nothing to tell you that it could be brave about.`,
    left: `${name} has left this workspace.`,
    external: `${name} is from another organisation, and only colleagues of this workspace are asked.`,
    guest: `${name} is a guest here, and guests are not asked for feedback.`,
  }
  return said[reason]
}

export function nobodyFound(refused: readonly string[]): Message {
  return textMessage(
    `${refused.join('\n')}\nFor example: \`/circle @colleague because you see how I run meetings\``,
  )
}

export function noRoom(room: number, wanted: number): Message {
  return textMessage(
    `A circle holds ${maxAllies} people, and yours has room for ${room}. You asked ${wanted} more. ` +
      '`/circle leave @colleague` makes room; `/circle list` shows who is in it.',
  )
}

export function whyIsTooLong(length: number): Message {
  return textMessage(
    `The words after the names are ${length} characters, and ${maxWhy} fit. Nobody was asked and nothing was stored.`,
  )
}

interface Invited {
  asked: readonly string[]
  alreadyIn: readonly string[]
  refused: readonly string[]
  /** Until when the invitations wait that are not told at once. */
  waits: readonly string[]
}

/** The same words whoever was asked and whatever they answered before. */
export function invited(people: People, { asked, alreadyIn, refused, waits }: Invited): Message {
  const lines = [
    ...(asked.length
      ? [
          `I ask ${namesOf(people, asked)} in private. You will hear who says yes; who says no, or nothing, stays theirs.`,
          ...waits,
        ]
      : []),
    ...(alreadyIn.length
      ? [`${namesOf(people, alreadyIn)} ${alreadyIn.length === 1 ? 'is' : 'are'} in your circle already.`]
      : []),
    ...refused,
  ]
  const notes = asked.length
    ? [context('Each person hears an invitation of yours at most once in four weeks.')]
    : []
  return textMessage(lines.join('\n'), ...notes)
}

export function askerLeft(): Message {
  return textMessage('The colleague who asked you has left this workspace.')
}

export function circleIsFull(asker: string): Message {
  return textMessage(
    `Thank you. ${asker}'s circle filled up in the meantime; if you like, press again some other day.`,
  )
}

export function answeredBefore(): Message {
  return textMessage('This invitation is answered already. `/circle list` shows how it stands.')
}

/** `endedMine` = the other was in the circle of the one who blocks, and is no longer. */
export function blocked(name: string, endedMine: boolean): Message {
  const lines = [
    `You will not be asked by ${name} any more, nor be offered feedback by ${name}.`,
    ...(endedMine ? [`${name} is no longer in your circle either.`] : []),
    'Only you know of this; `/circle allow @colleague` takes it back.',
  ]
  return textMessage(lines.join(' '))
}

/** For the list of what is switched off. */
export function blockedLine(name: string, userId: string): SwitchedOff {
  return {
    text: `${name} can't invite you to a circle, ask you or offer you feedback.`,
    label: 'Allow again',
    actionId: 'circle.allow',
    value: userId,
  }
}

export function unblocked(name: string): Message {
  return textMessage(
    `${name} may ask you again. What had ended stays ended: \`/circle @colleague\` asks ${name} into your circle.`,
  )
}

export function notConnected(name: string): Message {
  return textMessage(`${name} is not in your circle, nor you in theirs.`)
}

export function letGo(ally: string): Message {
  return textMessage(`${ally} is no longer in your circle. Nobody is told.`)
}

export function hasLeft(asker: string): Message {
  return textMessage(`You are no longer in ${asker}'s circle. Nobody is told.`)
}
