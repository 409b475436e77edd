/** How a question stands in a message. Pure. */
import { escape } from '../../../slack/mrkdwn.ts'

export function quoted(question: string): string {
  return `*${escape(question).replace(/\s+/g, ' ')}*`
}

/** At the end of a sentence, which a question mark of its own ends too. */
export function quotedLast(question: string): string {
  return /[?!.…。？！]\s*$/u.test(question) ? quoted(question) : `${quoted(question)}.`
}
