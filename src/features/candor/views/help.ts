/** The help of /candor. Pure. */
import { context, textMessage, type Message } from '../../../slack/blocks.ts'
import { escape, shorten } from '../../../slack/mrkdwn.ts'

export const help = [
  { usage: '/candor', does: 'shows your weekly question and what waits for you' },
  { usage: '/candor ask now', does: 'asks your circle without waiting for the day' },
  {
    usage: '/candor ask @colleague',
    does: 'asks one person of your circle one question, to be told in person if they like',
  },
  { usage: '/candor read', does: 'opens what you were told' },
  { usage: '/candor settings', does: 'day, time, how often, pause, your own questions' },
  { usage: '/candor questions', does: 'the questions of this workspace' },
  { usage: '/candor @colleague', does: 'offers feedback; you write it after their yes' },
  { usage: '/candor note', does: 'a note to yourself that only you read' },
  { usage: '/candor help', does: 'shows this' },
] as const

export function helpMessage(): Message {
  return textMessage(
    usage(),
    context('What you are told is read by you alone, in a window of its own, never in a message.'),
  )
}

export function unknownWord(word: string): Message {
  return textMessage(`I don't know '${escape(shorten(word, 40))}'. This is what I can do:\n${usage()}`)
}

function usage(): string {
  return help.map(({ usage: form, does }) => `\`${form}\` ${does}`).join('\n')
}
