import type { Phrase } from './phrase.ts'
import { type Preposition, readPreposition } from './preposition.ts'
import { readRecurrenceEnds } from './recurrence/bounds.ts'
import { readTail } from './tail.ts'
import { takePart } from './take-part.ts'
import { readUnknownZone } from './zone-name.ts'
import { isText, type Reader, skip } from '../moment.ts'

/** The longest due phrase that begins at this token, or nothing. */
export function readPhrase(reader: Reader, index: number): Phrase | undefined {
  const phrase: Phrase = {
    start: index,
    end: index,
    strength: 'bare',
    opening: openingOf(reader, index),
    isBefore: false,
  }
  for (let parts = 0; parts < 12; parts += 1) {
    const before = phrase.end
    addPart(reader, phrase)
    if (phrase.end === before) break
    if (phrase.fault) break
  }
  if (phrase.end === index) return undefined
  const unknown = phrase.clock && !phrase.zone ? readUnknownZone(reader, phrase.end) : undefined
  if (unknown) {
    phrase.fault = unknown.value
    phrase.end = unknown.end
  }
  phrase.end = readTail(reader, phrase.end)
  const whole = readAside(reader, phrase) ?? phrase
  return isComplete(reader, whole) ? whole : undefined
}

function openingOf(reader: Reader, index: number): Phrase['opening'] {
  return isText(reader, index, 'within') ? 'weak' : (readPreposition(reader, index)?.strength ?? 'bare')
}

function addPart(reader: Reader, phrase: Phrase): void {
  const isFirst = phrase.end === phrase.start
  if (phrase.recurrence) {
    const ends = readRecurrenceEnds(reader, { end: phrase.end, value: phrase.recurrence })
    phrase.recurrence = ends.value
    phrase.end = ends.end
  }
  const joint = isFirst ? phrase.end : skip(reader, phrase.end, ',')
  if (takePart(reader, phrase, joint, undefined)) return
  const preposition = readPreposition(reader, joint)
  if (preposition && isJoining(reader, phrase, preposition, joint)) {
    if (takePart(reader, phrase, preposition.end, preposition)) {
      if (preposition.strength === 'strong' && phrase.strength !== 'strong') phrase.strongAt = joint
      if (preposition.strength === 'strong' || phrase.strength === 'bare')
        phrase.strength =
          isFirst || preposition.strength === 'strong' ? preposition.strength : phrase.strength
      // "before Friday" is Friday's morning; "Friday before noon" is noon.
      if (preposition.isBefore && phrase.day && !phrase.clock && !phrase.part) phrase.isBefore = true
      else if (phrase.clock ?? phrase.part) phrase.isBefore = false
      return
    }
  }
  if (phrase.part && !phrase.day && isText(reader, joint, 'of'))
    takePart(reader, phrase, joint + 1, undefined)
}

/** After a full day, "by" opens another phrase unless a time follows: "Thursday by tomorrow" are two. */
function isJoining(reader: Reader, phrase: Phrase, { end }: Preposition, joint: number): boolean {
  if (phrase.end === phrase.start) return true
  if (isText(reader, joint, 'until', 'from') && phrase.recurrence) return false
  return !(phrase.day && readPreposition(reader, end))
}

/** "by Friday (EOD)", "on Friday (2/12)": the aside is read where it says nothing but time. */
function readAside(reader: Reader, phrase: Phrase): Phrase | undefined {
  if (phrase.fault || !isText(reader, phrase.end, '(', '[')) return undefined
  const inner: Phrase = { ...phrase, end: phrase.end + 1 }
  for (let parts = 0; parts < 4 && !inner.fault; parts += 1) {
    const before = inner.end
    addPart(reader, inner)
    if (inner.end === before) break
  }
  if (inner.end === phrase.end + 1 || !isText(reader, inner.end, ')', ']')) return undefined
  return { ...inner, end: inner.end + 1 }
}

function isComplete(reader: Reader, phrase: Phrase): boolean {
  if (phrase.fault) return true
  if (phrase.part?.needsDay && !phrase.day && !phrase.clock && !phrase.recurrence) {
    return reader.whole && phrase.part.name !== 'night'
  }
  if (phrase.day?.needsPreposition && phrase.strength === 'bare' && !reader.whole && !phrase.clock)
    return false
  const isLoneDial =
    phrase.clock?.isOpen && !phrase.day && !phrase.part && !phrase.recurrence && phrase.strength === 'bare'
  return !isLoneDial || reader.whole
}
