import type { KnownBlock } from '@slack/types'
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

/** Of every other command its first line stands on the one screen, and its own help has the rest. */
const linesOfPromise = 2

/** What is used most, on a screen that is read at a glance. */
export function helpMessage(commands: ReadonlyMap<string, readonly HelpLine[]>): Message {
  const others = [...commands].filter(([command]) => command !== '/promise' && command !== '/forthright')
  const own = (commands.get('/forthright') ?? []).filter(({ usage }) => usage !== '/forthright help')
  return {
    text: 'What you can type',
    blocks: [
      group('Promises', (commands.get('/promise') ?? []).slice(0, linesOfPromise)),
      group(
        'Colleagues',
        others.flatMap(([, lines]) => lines.slice(0, 1)),
      ),
      group('Forthright itself', own),
      context(
        'Each command answers `help` too, as in `/promise help`. App Home has everything that is open, with buttons.',
      ),
    ],
  }
}

function group(title: string, lines: readonly HelpLine[]): KnownBlock {
  return section([`*${title}*`, ...lines.map(({ usage, does }) => `\`${usage}\` ${does}`)].join('\n'))
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
