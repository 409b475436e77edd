/** What is said to whoever is the first to use the app, and to the one who installed it. Pure. */
import { actions, button, context, section, type Message } from '../../../slack/blocks.ts'

export function firstHere(): Message {
  const text = 'You are the first here to use Forthright. Three things that people do next:'
  return {
    text,
    blocks: [
      section(text),
      actions(
        button('Ask for a promise', 'promises.form', JSON.stringify({ isRequest: true })),
        button('Ask colleagues what I am missing', 'circle.form', ''),
        button('Set my hours', 'settings.open', ''),
      ),
      context('`/forthright help` shows all that can be typed, `/forthright privacy` who can read what.'),
    ],
  }
}

const forColleagues = [
  'We have a bot with which we keep our word to one another.',
  '`/promise @colleague ship the deck by Friday` makes a promise: both of you see it, and you are reminded when it is due.',
  '`/circle @one @two` asks a few colleagues to tell you what you are missing; nobody but you reads their answers.',
  '`/forthright` shows the rest, and turns off whatever you do not want.',
]

/** To the one who installed it. */
export function installedHere(): Message {
  const text =
    'Forthright is ready here. Nobody else has been told; if you like, post this where your colleagues read it:'
  return {
    text,
    blocks: [
      section(text),
      section(forColleagues.map((line) => `> ${line}`).join('\n')),
      actions(
        button('Make a promise', 'promises.form', JSON.stringify({ isRequest: false })),
        button('Set my hours', 'settings.open', ''),
      ),
      context('`/forthright privacy` says what is stored, for how long, and who can read it.'),
    ],
  }
}
