/** The example in a refusal: the person's own words with a due time that works, so that it can be typed back. */
import { readPromise, type Speaker } from '../../../time/due-date/index.ts'

export interface ExampleOf {
  /** What was typed after the recipients. */
  text: string
  isRequest: boolean
  names: readonly string[]
}

const dues = ['by Friday 3pm', 'by tomorrow 3pm', 'by Monday 3pm', 'tomorrow at 15:00']
const ownWords = 'ship the deck'
/** An example is read at a glance. */
const mostWords = 12
/** Due words that were refused stand behind one of these, as a rule. */
const beforeDue = /\s+(?:by|on|at|until|till|before|due|asap)\b[^]*$/iu

export function workingExample({ text, isRequest, names }: ExampleOf, speaker: Speaker): string {
  const head = `/promise ${isRequest ? 'ask ' : ''}${names.map((name) => `@${name}`).join(' ')}`
  const words = text.replaceAll('`', "'").replace(/\s+/gu, ' ').trim()
  const candidates = [words, words.replace(beforeDue, ''), ...shorter(words), ownWords]
  for (const what of candidates)
    for (const due of dues) if (isClear(what, due, speaker)) return `${head} ${what} ${due}`
  return `${head} ${ownWords} ${dues[0]}`
}

/** The words with less and less of their end. */
function shorter(words: string): string[] {
  const all = words.split(' ').slice(0, mostWords)
  return all.map((_, index) => all.slice(0, all.length - index).join(' '))
}

/** Words in front of a day: what ends with one of these was cut in the middle of its due words. */
const beforeDay = /^(?:the|an?|of|in|on|by|at|from|to|till|until|before|every|next|this|last)$/iu

/** Whether the last word is half of a date, as in "send numbers Feb". */
function endsInDate(what: string, speaker: Speaker): boolean {
  const last = what.split(' ').at(-1)!
  return beforeDay.test(last) || readPromise(`${ownWords} ${last} 3`, speaker).kind === 'read'
}

/** Reads as these words and this due time, in one way. */
function isClear(what: string, due: string, speaker: Speaker): boolean {
  if (!what || what.split(' ').length > mostWords || endsInDate(what, speaker)) return false
  const alone = readPromise(what, speaker)
  if (alone.kind === 'read' || alone.code !== 'no-due') return false
  const whole = readPromise(`${what} ${due}`, speaker)
  return whole.kind === 'read' && whole.what === what && !whole.other && !whole.notes.length
}
