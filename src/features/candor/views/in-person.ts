/** What is said about telling it face to face. Pure. */
import { nameOf } from '../../../people/display-name.ts'
import { actions, button, section, textMessage, type Message } from '../../../slack/blocks.ts'
import type { AskFacts } from '../store/nudge-facts.ts'
import { quoted } from './quoted.ts'

/** To the one who chose it, by return. */
export function inPersonOffered(asker: string): Message {
  return textMessage(
    `I ask ${asker}. You hear whether that is good, or whether ${asker} would rather have it in writing.`,
  )
}

/** To a second offer about the same question. */
export function wantedInWriting(asker: string): Message {
  return textMessage(`${asker} would rather have it in writing, this time. Nothing changed.`)
}

export function toldInPerson(asker: string): Message {
  return textMessage(`Good. ${asker} sees that you told them in person, and that is all for this one.`)
}

export function inPersonAnswered(): Message {
  return textMessage('This is settled already. Nothing changed.')
}

/** To the asker. Once nothing is open it says nothing about what they wrote, or whether. */
export function inPerson({ round, ask, people }: AskFacts): Message {
  const name = nameOf(people, ask.ally)
  switch (ask.inPerson) {
    case 'offered':
      return {
        text: `${name} would rather say it face to face`,
        blocks: [
          section(`*${name}* would rather say it to you face to face:\n${quoted(round.question)}`),
          actions(
            button('Good', 'candor.in_person_yes', ask.id, { style: 'primary' }),
            button('In writing, please', 'candor.in_writing', ask.id),
          ),
        ],
      }
    case 'agreed':
      return textMessage(
        `${name} tells you face to face, when you both have a moment: ${quoted(round.question)}`,
      )
    case 'told':
    case undefined:
      return textMessage(`${name} may say it in writing: ${quoted(round.question)}`)
    default:
      return ask.inPerson satisfies never
  }
}

/** To the one who would rather say it: what the asker answered. */
export function inPersonAnswer({ round, ask, people }: AskFacts): Message {
  const name = nameOf(people, round.asker)
  if (ask.inPerson === 'agreed')
    return textMessage(
      `${name} says: good. Tell ${name} face to face when you both have a moment: ${quoted(round.question)}`,
    )
  const said = `${name} would rather have it in writing: ${quoted(round.question)}`
  if (ask.state !== 'asked') return textMessage(said)
  return round.state === 'open'
    ? textMessage(said, actions(button('Answer', 'candor.answer', ask.id, { style: 'primary' })))
    : textMessage(`${said} It has closed in the meantime.`)
}
