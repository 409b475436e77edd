import { cut } from './cut.ts'
import { findCandidates, isAllTime, isDressing, type Candidate } from './candidate.ts'
import type { RefusalCode } from './reading.ts'
import { isText, textAt, type Fault, type Reader } from './moment.ts'
import type { Phrase } from './grammar/phrase.ts'
import type { Resolved } from './resolve.ts'
import { isLowerBound } from './reported.ts'
import { findCorrection, unreadBeside } from './unread.ts'
import { isVerbHere } from './verbs.ts'

export interface Split {
  what: string
  words: string
  phrase: Phrase
  resolved: Resolved
}

export interface Refused {
  code: RefusalCode
  why: string
  example?: string
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
  const { what, words } = cut(text, reader, parts)
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
  return { what, words, phrase: whole, resolved: otherAt ? { ...resolved, other: otherAt } : resolved }
}

/** Whatever makes it a guess: a correction, an earliest time, or time words that were not understood. */
function findDoubt(
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  reader: Reader,
): Refused | undefined {
  const corrected = findCorrection(reader, candidates, (one) => chosen.includes(one))
  if (corrected) return twoDues(...corrected, reader)
  for (const one of chosen) {
    const words = said(one, reader)
    if (isLowerBound(reader, one)) {
      return { code: 'vague', why: `I read "${words}" as the earliest time, but not by when.` }
    }
    const unread = unreadBeside(reader, one) ?? neighbour(one, candidates, chosen, reader)
    if (unread) return { code: 'no-due', why: `I read "${words}", but not "${unread}" beside it.` }
  }
  return undefined
}

/** Another due phrase that touches this one and was not taken with it: "on Monday in two weeks". */
function neighbour(
  one: Candidate,
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  reader: Reader,
): string | undefined {
  const other = candidates.find((two) => {
    if (two.isNoun || chosen.includes(two)) return false
    return (
      (two.start === one.end && two.opening !== 'bare') || (two.end === one.start && one.opening !== 'strong')
    )
  })
  return other && said(other, reader)
}

interface Choice {
  /** One due phrase, or a day and a time said apart. */
  phrases: Candidate[]
  other?: Candidate
}

function choose(candidates: readonly Candidate[], reader: Reader): Choice | Refused {
  const usable = candidates.filter((one) => !one.isNoun)
  const strong = usable.filter((one) => one.strength === 'strong')
  const lead = usable.find((one) => one.position === 'lead' || one.position === 'whole')
  const trail = usable.find((one) => one.position === 'trail')
  const alternative = findAlternative(candidates, reader)
  if (alternative) return alternative
  const [one, two] = strong
  if (one && two) {
    const apart = strong.length === 2 && completes(one, two) ? { phrases: [one, two] } : undefined
    return apart ?? twoDues(one, two, reader)
  }
  if (one) return withStrong(one, lead, trail, usable, reader)
  return withoutStrong(lead, trail, usable, reader)
}

/** "by Friday or Monday", "Tuesday and Thursday". */
function findAlternative(candidates: readonly Candidate[], reader: Reader): Refused | undefined {
  for (const [index, two] of candidates.entries()) {
    const one = candidates[index - 1]
    if (!one || one.isNoun) continue
    const joint = textAt(reader, one.end)
    const isJoined = one.end + 1 === two.start && ['or', 'and', '/', '&', '&amp;'].includes(joint)
    if (
      isJoined &&
      one.day &&
      two.day &&
      (two.position === 'trail' || one.position === 'lead' || one.strength === 'strong')
    ) {
      return twoDues(one, two, reader)
    }
  }
  return undefined
}

function withStrong(
  strong: Candidate,
  lead: Candidate | undefined,
  trail: Candidate | undefined,
  usable: readonly Candidate[],
  reader: Reader,
): Choice | Refused {
  if (lead && lead !== strong && opensSentence(lead, reader, true)) {
    if (completes(lead, strong)) return { phrases: [strong, lead] }
    return twoDues(lead, strong, reader)
  }
  const beside = [trail, ...usable.filter((one) => one.position === 'middle' && isSpokenDay(one, reader))]
  const missing = beside.find((one) => one && one !== strong && completes(strong, one))
  if (missing) return { phrases: [strong, missing], other: strong }
  return { phrases: [strong] }
}

function withoutStrong(
  lead: Candidate | undefined,
  trail: Candidate | undefined,
  usable: readonly Candidate[],
  reader: Reader,
): Choice | Refused {
  if (lead && opensSentence(lead, reader, false)) {
    if (!trail) return { phrases: [lead] }
    if (completes(lead, trail)) return { phrases: [lead, trail] }
    return lead === trail ? { phrases: [lead] } : { phrases: [lead], other: trail }
  }
  const middle = usable.filter((one) => one.position === 'middle')
  if (trail) {
    const missing = middle.filter((one) => completes(trail, one) && isSpokenDay(one, reader))
    return missing.length === 1 && missing[0] ? { phrases: [trail, missing[0]] } : { phrases: [trail] }
  }
  const only = middle.find(
    (one) => isSpokenDay(one, reader) && (reader.manner?.isVerbLast || isFollowedByPlace(one, reader)),
  )
  return only && middle.length === 1 ? { phrases: [only] } : { phrases: [] }
}

/** One names the day and the other the time of day. */
function completes(one: Candidate, two: Candidate): boolean {
  if (one === two || one.lapse || two.lapse) return false
  const isDayOnly = (phrase: Phrase) =>
    (phrase.day ?? phrase.recurrence) !== undefined && !phrase.clock && !phrase.part
  const isTimeOnly = (phrase: Phrase) =>
    !phrase.day && !phrase.recurrence && phrase.clock !== undefined && !isLooseTime(phrase)
  return (isDayOnly(one) && isTimeOnly(two)) || (isTimeOnly(one) && isDayOnly(two))
}

function isLooseTime({ clock, strength }: Phrase): boolean {
  return clock?.isBare === true && strength !== 'strong'
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

/** At the head of the sentence "tomorrow" is when; "Friday" may be the first word of a name. */
function opensSentence(lead: Candidate, reader: Reader, isContested: boolean): boolean {
  if (lead.strength !== 'bare') return true
  const next = reader.tokens[lead.end]
  if (!next) return true
  if (
    next.kind === 'mark' ||
    isText(reader, lead.end, 'to', 'i', "i'll", 'we', "we'll") ||
    isVerbHere(reader, lead.end)
  )
    return true
  if (isContested) return false
  if (reader.manner?.isForeign) return true
  const isSpoken = lead.day?.kind === 'relative' || lead.part?.isToday === true || lead.lapse !== undefined
  return isSpoken || (lead.clock !== undefined && !lead.clock.isBare) || lead.recurrence !== undefined
}

/** "tomorrow" and "on Friday" say when even inside a sentence; "Friday" alone is as often a name. */
function isSpokenDay(one: Candidate, reader: Reader): boolean {
  if (one.strength === 'strong') return true
  if (one.opening === 'weak') return isText(reader, one.start, 'on', 'at', '@', 'in', 'within')
  if (
    reader.manner?.isVerbLast &&
    (one.day?.kind === 'weekday' || one.day?.kind === 'span' || one.recurrence)
  )
    return true
  return one.day?.kind === 'relative' || one.part?.isToday === true
}

const BESIDE = new Set(
  'to with at in for via from over so because if through using and , about on before after as while when unless'.split(
    ' ',
  ),
)

function isFollowedByPlace(one: Candidate, reader: Reader): boolean {
  return BESIDE.has(textAt(reader, one.end))
}

function twoDues(one: Candidate, two: Candidate, reader: Reader): Refused {
  return {
    ...exampleFrom(two, reader),
    code: 'two-dues',
    why: `I read two due times, "${said(one, reader)}" and "${said(two, reader)}", and a promise has one.`,
  }
}

function said({ start, end }: Phrase, { tokens, text }: Reader): string {
  return text.slice(tokens[start]?.start, tokens[end - 1]?.end).trim()
}

/** The due words they already used, in the form that works. */
function exampleFrom(candidate: Candidate, reader: Reader): { example?: string } {
  if (reader.manner?.isForeign) return {}
  const words = said(candidate, reader)
  const isPlain = candidate.opening === 'bare' && candidate.day !== undefined && !candidate.recurrence
  if (isPlain) return { example: `by ${words}` }
  return candidate.opening === 'strong' && words.startsWith('by ') ? { example: words } : {}
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
