/** The help of /pulse. Pure. */
import { context, textMessage, type Message } from '../../../slack/blocks.ts'
import { escape, shorten } from '../../../slack/mrkdwn.ts'

export const help = [
  {
    usage: '/pulse',
    does: 'in a channel: how safe is it to speak here? Starts a pulse, or shows the last one',
  },
  { usage: '/pulse help', does: 'shows this' },
] as const

export function helpMessage(): Message {
  return textMessage(
    usage(),
    context(
      'A pulse asks the people of a channel seven statements, at most once in four weeks. Nobody sees a single answer: ' +
        'the channel sees the sums, once it has closed and if five or more answered.',
    ),
  )
}

export function unknownWord(word: string): Message {
  return textMessage(`I don't know '${escape(shorten(word, 40))}'. This is what I can do:\n${usage()}`)
}

function usage(): string {
  return help.map(({ usage: form, does }) => `\`${form}\` ${does}`).join('\n')
}
