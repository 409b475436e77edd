/** `/promise help`. */
import { context, textMessage, type Message } from '../../../slack/blocks.ts'

export const help = [
  { usage: '/promise @colleague ship the deck by Friday 3pm', does: 'gives your word' },
  { usage: '/promise ask @colleague review the draft by tomorrow', does: 'asks for theirs; they may say no' },
  { usage: '/promise offer @colleague take the Friday on-call', does: 'offers help; they may say no' },
  { usage: '/promise', does: 'opens a form' },
  {
    usage: '/promise list',
    does: 'shows what is open; add `mine`, `owed`, `asked`, `slipped`, `kept`, `closed` or a colleague',
  },
  { usage: '/promise goals', does: 'goals that you share with colleagues, and what is promised for them' },
  { usage: '/promise why', does: 'why you did or did not hear something' },
  { usage: '/promise help', does: 'shows this' },
] as const

export function helpMessage(): Message {
  return textMessage(
    help.map(({ usage, does }) => `\`${usage}\` ${does}`).join('\n'),
    context('Only the two of you read a promise. Due times are read in your own time zone.'),
  )
}
