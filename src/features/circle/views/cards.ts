/** The messages about a circle: an invitation, and that somebody joined. Pure. */
import { nameOf } from '../../../people/display-name.ts'
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
import { escape } from '../../../slack/mrkdwn.ts'
import type { Membership } from '../../../circles/membership.ts'

/** To the person invited; once they answered, a card that says what they answered. */
export function invitation(membership: Membership, people: People): Message {
  const { asker, status, why, id } = membership
  const name = nameOf(people, asker)
  const reason = why ? `\n> ${escape(why).replace(/\n/g, '\n> ')}` : ''
  switch (status) {
    case 'invited':
      return {
        text: `${name} asks you into their circle`,
        blocks: [
          section(
            `*${name}* would like to hear from you, now and then, what they are missing.${reason}\n` +
              'If you say yes, you get a question about once a week, never more than two over all circles, and answer it or not. ' +
              `What you write goes to ${name} and to nobody else. You can leave at any time, and nobody is told.`,
          ),
          actions(
            button("Yes, I'm in", 'circle.yes', id, { style: 'primary' }),
            button('No, thank you', 'circle.no', id),
            overflow('circle.never', [['Not with this person', id]]),
          ),
          context(`${name} sees only who said yes; not who said no, or nothing.`),
        ],
      }
    case 'in':
      return textMessage(
        `You are in ${name}'s circle. Thank you.`,
        actions(button('Leave', 'circle.leave', id)),
      )
    case 'declined':
      return textMessage(`You said no to ${name}'s circle. ${name} is not told.`)
    case 'left':
    case 'removed':
      return textMessage(`You are not in ${name}'s circle.`)
    default:
      return status satisfies never
  }
}

export function joined(membership: Membership, people: People): Message {
  const name = nameOf(people, membership.ally)
  return textMessage(
    `${name} is in your circle. Thank you both. \`/candor\` shows when your next question goes out.`,
  )
}

/** Each is in the other's circle, so it has to be said which one is meant. */
export function whichCircle(mine: Membership, theirs: Membership, people: People): Message {
  const name = nameOf(people, mine.ally)
  // A button is plain text.
  const plain = people.get(mine.ally)?.displayName ?? name
  return textMessage(
    `You and ${name} are in each other's circle. Which one is to end?`,
    actions(
      button(`Leave ${plain}'s`, 'circle.leave#theirs', theirs.id),
      button(`Let ${plain} go from mine`, 'circle.leave#mine', mine.id),
    ),
  )
}
