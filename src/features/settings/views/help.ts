import { context, section, textMessage, type Message } from '../../../slack/blocks.ts'
import { escape, shorten } from '../../../slack/mrkdwn.ts'

export interface HelpLine {
  usage: string
  does: string
}

export const help: readonly HelpLine[] = [
  { usage: '/forthright settings', does: 'your hours, working days, budget and what is switched off' },
  { usage: '/forthright days off', does: 'the days on which all of this workspace rest' },
  { usage: '/forthright why', does: 'why you did or did not hear something' },
  { usage: '/forthright help', does: 'shows this' },
]

/** Lines of each command that stand on the one screen; its own help has the others. */
const linesPerCommand = 2

/** One screen: each command with what is used most, and where the rest stands. */
export function helpMessage(commands: ReadonlyMap<string, readonly HelpLine[]>): Message {
  const groups = [...commands].map(([command, all]) => {
    const lines = command === '/forthright' ? all : all.slice(0, linesPerCommand)
    const rest = lines.length === all.length ? '' : ` · \`${command} help\` has the rest`
    return `${lines.map(({ usage, does }) => `\`${usage}\` ${does}`).join('\n')}${rest}`
  })
  return {
    text: 'What you can type',
    blocks: [
      ...groups.map((text) => section(text)),
      context('App Home has everything that is open, with buttons. Only you see this.'),
    ],
  }
}

/** `nearest` is a usage that is like what was typed. */
export function unknownWord(typed: string, nearest: string | undefined): Message {
  const word = escape(shorten(typed, 60))
  return textMessage(
    nearest
      ? `I don't know '${word}'. Did you mean \`${nearest}\`? \`/forthright help\` shows everything.`
      : `I don't know '${word}'. \`/forthright help\` shows what I know.`,
  )
}
