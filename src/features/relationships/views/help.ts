/** `/people help` and `/between help`, and unknown words. Pure. */
import { context, textMessage, type Message } from '../../../slack/blocks.ts'
import { escape, shorten } from '../../../slack/mrkdwn.ts'

export const peopleHelp = [
  { usage: '/people', does: 'shows whom you call a partner, a friend or an acquaintance' },
  {
    usage: '/people @colleague partner',
    does: 'labels a colleague; `friend`, `acquaintance` and `none` work too',
  },
  {
    usage: '/people mirror',
    does: 'your last twelve weeks of promises and answers; `mirror year` goes back a year',
  },
  { usage: '/people allies', does: 'with whom it went both ways this year' },
  { usage: '/people aims', does: 'what you want to build or learn, shown to nobody' },
  {
    usage: '/people find',
    does: 'looks now for a colleague who wants much the same; I also look each Monday; one a month',
  },
  { usage: '/people values', does: 'says what you value, to those who are in your circle' },
  { usage: '/people help', does: 'shows this' },
] as const

export const betweenHelp = [
  {
    usage: '/between @colleague',
    does: 'asks a colleague to see together what passes between you, or shows it',
  },
  { usage: '/between @colleague end', does: 'ends it; no reason is asked' },
  { usage: '/between', does: 'with whom you share it' },
  { usage: '/between help', does: 'shows this' },
] as const

type Lines = readonly { usage: string; does: string }[]

export function peopleHelpMessage(): Message {
  return textMessage(usageOf(peopleHelp), context('Only you see your labels, your list and your mirror.'))
}

export function betweenHelpMessage(): Message {
  return textMessage(
    usageOf(betweenHelp),
    context('Numbers only, both of you see the same ones, and only while both of you agree.'),
  )
}

export function unknownWord(word: string, help: Lines): Message {
  return textMessage(`I don't know '${escape(shorten(word, 40))}'. This is what I can do:\n${usageOf(help)}`)
}

function usageOf(help: Lines): string {
  return help.map(({ usage, does }) => `\`${usage}\` ${does}`).join('\n')
}
