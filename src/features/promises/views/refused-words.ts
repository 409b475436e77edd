/** A command that could not be read: why, an example that works, and a form with what was understood. */
import { actions, button, textMessage, type Message } from '../../../slack/blocks.ts'
import { escape } from '../../../slack/mrkdwn.ts'

/** The button by what is missing; the form that it opens bears the same name. */
export const missing = {
  time: 'Pick a time',
  person: 'Pick a colleague',
  words: 'Say what it is',
} as const

export interface RefusedWords {
  /** A whole line that works when it is typed back. */
  example: string | undefined
  lacks: keyof typeof missing
  /** What the form is opened with. */
  value: string
}

export function refusedMessage(why: string, { example, lacks, value }: RefusedWords): Message {
  const shown = example
    ? ` For example: \`${escape(example)}\``
    : ' `/promise help` shows every way to say it.'
  return textMessage(
    `${why} Nothing was stored.${shown}`,
    actions(button(missing[lacks], 'promises.form', value)),
  )
}

export function whyTooShort(what: string): string {
  return `Only "${what}"? That says too little to be held to.`
}

export function whyNoWords(due: string): string {
  return `What is the promise? I only see when: ${due}.`
}
