import type { Candidate } from './candidate.ts'
import type { Phrase } from './grammar/phrase.ts'
import { isText, type Reader, textAt } from './moment.ts'
import { type Refused, twoDues } from './say-back.ts'
import { isVerbHere } from './verbs.ts'

interface Choice {
  /** One due phrase, or a day and a time said apart. */
  phrases: Candidate[]
  other?: Candidate
}

export function choose(candidates: readonly Candidate[], reader: Reader): Choice | Refused {
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
  if (one) return withStrong(one, { lead, trail, usable }, reader)
  return withoutStrong({ lead, trail, usable }, reader)
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

/** The phrases that are no part of the sentence, and those at its edges. */
interface Places {
  lead: Candidate | undefined
  trail: Candidate | undefined
  usable: readonly Candidate[]
}

function withStrong(strong: Candidate, { lead, trail, usable }: Places, reader: Reader): Choice | Refused {
  if (lead && lead !== strong && opensSentence(lead, reader, true)) {
    if (completes(lead, strong)) return { phrases: [strong, lead] }
    return twoDues(lead, strong, reader)
  }
  const beside = [trail, ...usable.filter((one) => one.position === 'middle' && isSpokenDay(one, reader))]
  const missing = beside.find((one) => one && one !== strong && completes(strong, one))
  if (missing) return { phrases: [strong, missing], other: strong }
  return { phrases: [strong] }
}

function withoutStrong({ lead, trail, usable }: Places, reader: Reader): Choice | Refused {
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
