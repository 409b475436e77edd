/** What is said about aims and introductions. No message tells a name before both have said yes. Pure. */
import { nameOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import {
  actions,
  button,
  context,
  overflow,
  section,
  textMessage,
  type Message,
} from '../../../slack/blocks.ts'
import { escape, formatDay } from '../../../slack/mrkdwn.ts'
import { isOpen, type Introduction } from '../domain/introduction.ts'

export const notYourIntroduction = "I don't know this introduction, or it is not yours. Nothing changed."

export function aimsAreForColleagues(): Message {
  return textMessage('Introductions are for the colleagues of this workspace.')
}

export function saved(isLooking: boolean): Message {
  if (!isLooking) return textMessage('Saved. Nobody is shown them, and nobody is looked for.')
  return textMessage(
    'Saved. Nobody is shown them. Each Monday I look for somebody who shares them, and tell you if there is one.',
    actions(button('Find somebody', 'aims.find', '', { style: 'primary' })),
  )
}

export function erased(): Message {
  return textMessage('Your aims are erased.')
}

export function nobodyYet(): Message {
  return textMessage(
    'Nobody who may be introduced shares your aims just now. I look again each Monday, and tell you when there is somebody.',
  )
}

export function notThisMonth(from: Date, me: Person, now: Date): Message {
  return textMessage(
    `It is one introduction a month. From ${formatDay(from, me.hours.zone, now)} on I look again.`,
  )
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

function words({ shared }: Introduction): string {
  return `*${escape(list.format(shared))}*`
}

/** To the first, by return. */
export function found(introduction: Introduction): Message {
  return {
    text: 'Somebody here wants much the same',
    blocks: [
      section(
        `Somebody here wants much the same: your aims share ${words(introduction)}. Shall I ask whether they would like to meet you? ` +
          'You hear of it only if they say yes.',
      ),
      actions(
        button('Ask them', 'aims.ask', introduction.id, { style: 'primary' }),
        button('No, thank you', 'aims.drop', introduction.id),
      ),
    ],
  }
}

/** The same in a message, which is brought up to date once it was answered. */
export function foundByTheClock(introduction: Introduction, now: Date): Message {
  switch (introduction.state) {
    case 'offered':
      return isOpen(introduction, now) ? found(introduction) : passed()
    case 'dropped':
      return dropped()
    case 'asked':
    case 'introduced':
    case 'closed':
      return asking()
    default:
      return introduction.state satisfies never
  }
}

export function asking(): Message {
  return textMessage('I ask, without your name. You hear of it only if they say yes.')
}

export function dropped(): Message {
  return textMessage('Good. Nobody was asked, and nobody hears of it.')
}

/** To the second. */
export function asked(introduction: Introduction, now: Date): Message {
  switch (introduction.state) {
    case 'introduced':
      return textMessage('You said yes to being introduced.')
    case 'closed':
      return textMessage('You were not introduced. Nobody is told.')
    case 'offered':
    case 'dropped':
    case 'asked':
      break
    default:
      return introduction.state satisfies never
  }
  if (!isOpen(introduction, now)) return textMessage('This introduction has passed. Nobody is told.')
  return {
    text: 'Somebody here would like to meet you',
    blocks: [
      section(
        `Somebody here wants much the same as you, and would like to meet you: your aims share ${words(introduction)}. ` +
          'You learn the name, and they learn yours, only if you say yes too.',
      ),
      actions(
        button('Introduce us', 'aims.yes', introduction.id, { style: 'primary' }),
        button('No, thank you', 'aims.no', introduction.id),
        overflow('aims.stop', [["Don't look for me any more", introduction.id]]),
      ),
      context('Nobody is told of a no.'),
    ],
  }
}

/** To both. */
export function introduced(introduction: Introduction, people: People, viewer: string): Message {
  const other = introduction.first === viewer ? introduction.second : introduction.first
  return textMessage(
    `*${nameOf(people, other)}* and you both said yes: your aims share ${words(introduction)}. Write to each other when it suits you.`,
  )
}

export function stopped(): Message {
  return textMessage('Good. You are not looked for any more; `/people aims` takes that back.')
}

export function passed(): Message {
  return textMessage('This introduction has passed. Nothing changed.')
}
