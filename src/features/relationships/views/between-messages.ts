/** The messages and replies about what two people see together. Pure. */
import { nameOf, namesOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import type { NotAColleague } from '../../../circles/membership.ts'
import { actions, button, context, section, textMessage, type Message } from '../../../slack/blocks.ts'
import { colleagueIn, type Sharing } from '../domain/sharing.ts'
import { keptOf, type Tally } from '../domain/tally.ts'
import { betweenTitle } from './between.ts'
import { counted } from './names.ts'
import { personVerbs } from './people.ts'

export const notShared = 'This is not shared, or not any more. `/between @colleague` asks anew.'
export const notYourInvitation = 'I don’t know this invitation, or it is answered already. Nothing changed.'
export const nameOneForBetween = 'Name one colleague, please. For example: `/between @colleague`'
export const ended = 'Ended. Neither of you sees these numbers any more.'

/** `waits` says until when the question waits where it is not told at once. */
export function invited(name: string, waits: readonly string[]): Message {
  return textMessage(
    [
      `I ask ${name} in private whether you two look together at what passes between you. You will hear of a yes.`,
      ...waits,
    ].join('\n'),
    context('Each colleague hears such a question of yours at most once in four weeks.'),
  )
}

/** Why somebody can't be asked. */
export function cannotShare(reason: NotAColleague, name: string): string {
  const said: Record<NotAColleague, string> = {
    yourself: 'That is you. Your own numbers are in `/people mirror`.',
    app: `${name} is an app, and nothing passes between you that it could agree to show.`,
    left: `${name} has left this workspace.`,
    external: `${name} is from another organisation; this is for colleagues of this workspace.`,
    guest: `${name} is a guest here; this is for full members of the workspace.`,
  }
  return said[reason]
}

export const notForGuests = 'This is for full members of the workspace.'

/** To the one who is asked; once it is answered, what was answered. */
export function invitationMessage(sharing: Sharing, viewer: string, people: People): Message {
  const name = nameOf(people, colleagueIn(sharing, viewer))
  switch (sharing.state) {
    case 'invited':
      return {
        text: `${name} asks to look together at what passes between you`,
        blocks: [
          section(
            `*${name} would like the two of you to look together at what passes between you:* promises made and kept each way, ` +
              'thanks and what they were worth, how many answers each gave. Numbers only, and no word of any answer. ' +
              'Both of you see the same, and either ends it at any time without a reason.',
          ),
          actions(
            button('Yes, let us', 'relationships.share', sharing.id, { style: 'primary' }),
            button('No, thank you', 'relationships.not_share', sharing.id),
          ),
          context(`${name} hears of a yes, and of nothing else.`),
        ],
      }
    case 'shared':
      return sharedMessage(sharing, viewer, people)
    case 'declined':
      return textMessage(`You said no. ${name} is not told.`)
    case 'ended':
      return textMessage(`You and ${name} share no numbers now.`)
    default:
      return sharing.state satisfies never
  }
}

export function sharedMessage(sharing: Sharing, viewer: string, people: People): Message {
  const other = colleagueIn(sharing, viewer)
  const name = nameOf(people, other)
  if (sharing.state !== 'shared') return textMessage(`You and ${name} share no numbers now.`)
  return textMessage(
    `You and ${name} look together at what passes between you. Thank you both.`,
    actions(button(betweenTitle, 'relationships.between', other)),
  )
}

/** The same words to both, the two by name; `first` and `second` are what they gave, in the order of their ids. */
export function balanceMessage(
  sharing: Sharing,
  viewer: string,
  { people, first, second }: { people: People; first: Tally; second: Tally },
): Message {
  const { one, other } = sharing
  const said = (userId: string, tally: Tally) =>
    `${nameOf(people, userId)} kept ${counted(keptOf(tally), 'promise')} and gave ${counted(tally.heard, 'answer')}.`
  return {
    text: `${namesOf(people, [one, other])}, the last thirteen weeks`,
    blocks: [
      section(
        `*${namesOf(people, [one, other])}, the last thirteen weeks*\n` +
          `${[said(one, first), said(other, second)].toSorted().join(' ')}\n` +
          'It may well be as it should be. If not, it is worth a talk.',
      ),
      actions(
        button(personVerbs.talk, 'relationships.talk', colleagueIn(sharing, viewer)),
        button(betweenTitle, 'relationships.between', colleagueIn(sharing, viewer)),
      ),
      context('Both of you read these same words, at most once a quarter.'),
    ],
  }
}
