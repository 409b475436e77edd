import { textMessage, type Message } from '../../../slack/blocks.ts'

export interface HelpLine {
  usage: string
  does: string
}

export const help: readonly HelpLine[] = [
  { usage: '/forthright settings', does: 'your hours, days off, budget and what is switched off' },
  { usage: '/forthright why', does: 'why you did or did not hear something' },
  { usage: '/forthright help', does: 'shows this' },
]

export function helpMessage(lines: readonly HelpLine[]): Message {
  return textMessage(lines.map(({ usage, does }) => `\`${usage}\` ${does}`).join('\n'))
}
