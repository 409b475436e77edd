import { type Candidate, findCandidates, isAllTime, isDressing } from './candidate.ts'
import { choose } from './choose.ts'
import { cut } from './cut.ts'
import { findDoubt } from './doubt.ts'
import type { Phrase } from './grammar/phrase.ts'
import type { Fault, Reader } from './moment.ts'
import type { Resolved } from './resolve.ts'
import { exampleFrom, type Refused, said } from './say-back.ts'

export interface Split {
  what: string
  words: string
  before: string[]
  phrase: Phrase
  resolved: Resolved
}

type Resolve = (phrase: Phrase) => Resolved | Fault

/** Tells the due words from the promise's own. */
export function splitPromise(text: string, reader: Reader, resolve: Resolve): Split | Refused {
  if (!reader.tokens.some((token) => !isDressing(token))) {
    return { code: 'empty', why: 'There are no words to promise.' }
  }
  const candidates = findCandidates(reader)
  if (!candidates) return { code: 'two-dues', why: 'There are too many times in that for one promise.' }
  const chosen = choose(candidates, reader)
  if ('code' in chosen) return chosen
  const [phrase, ...more] = chosen.phrases
  if (!phrase) return noDue(candidates, reader, resolve)
  const doubt = findDoubt(candidates, chosen.phrases, reader)
  if (doubt) return doubt
  const whole = more.length > 0 ? merge(phrase, more) : phrase
  const resolved = resolve(whole)
  if ('code' in resolved) return resolved
  const parts = [phrase, ...more].toSorted((one, two) => one.start - two.start)
  const { what, words, before } = cut(text, reader, parts)
  const isTaken = (index: number) => parts.some(({ start, end }) => index >= start && index < end)
  const rest = reader.tokens.filter((_, index) => !isTaken(index))
  if (rest.length > 0 && isAllTime(rest) && /[\p{L}\p{N}]/u.test(what)) {
    return { code: 'no-due', why: `I read "${words}", but not "${what}" beside it.` }
  }
  if (!/[\p{L}\p{N}]/u.test(what))
    return { code: 'empty', why: `I read when ("${words}"), but not what is promised.` }
  const other = chosen.other && resolved.other === undefined ? resolve(chosen.other) : undefined
  const otherAt =
    other && 'at' in other && other.at.getTime() !== resolved.at.getTime() ? other.at : undefined
  return {
    what,
    words,
    before,
    phrase: whole,
    resolved: otherAt ? { ...resolved, other: otherAt } : resolved,
  }
}

/** The first phrase, with what only the others say. */
function merge(one: Phrase, more: readonly Phrase[]): Phrase {
  const all = [one, ...more]
  const clock = all.find((phrase) => phrase.clock)?.clock
  const day = all.find((phrase) => phrase.day)?.day
  const part = all.find((phrase) => phrase.part)?.part
  const zone = all.find((phrase) => phrase.zone)?.zone
  const recurrence = all.find((phrase) => phrase.recurrence)?.recurrence
  return {
    ...one,
    ...(clock ? { clock } : {}),
    ...(day ? { day } : {}),
    ...(part ? { part } : {}),
    ...(zone ? { zone } : {}),
    ...(recurrence ? { recurrence } : {}),
    isBefore: false,
  }
}

const VAGUE = new Set(
  'asap soon later sometime eventually immediately now shortly whenever momentarily'.split(' '),
)

function noDue(candidates: readonly Candidate[], reader: Reader, resolve: Resolve): Refused {
  const vague = reader.tokens.find((token) => VAGUE.has(token.text))
  if (vague) return { code: 'vague', why: `"${vague.text}" names no time that we could both check.` }
  const named = candidates.at(-1)
  if (named) {
    const words = said(named, reader)
    const isSound = 'at' in resolve(named)
    return {
      ...(isSound ? exampleFrom(named, reader) : {}),
      code: 'no-due',
      why: `I saw "${words}", but could not tell whether that is when it is due.`,
    }
  }
  return { code: 'no-due', why: 'I read what is promised, but not by when.' }
}
