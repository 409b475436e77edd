/** How a question stands in a message. Pure. */
import { escape } from '../../../slack/mrkdwn.ts'

export function quoted(question: string): string {
  return `*${escape(question).replace(/\s+/g, ' ')}*`
}
