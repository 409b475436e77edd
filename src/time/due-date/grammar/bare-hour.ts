import { readDayPart } from './day-part.ts'
import { readDay } from './day.ts'
import type { Phrase } from './phrase.ts'
import { readZone } from './zone-name.ts'
import { isLabelled } from '../label.ts'
import { isText, type Reader, skip, textAt } from '../moment.ts'
import { DETERMINERS } from '../sentence-words.ts'
import { isVerb } from '../verbs.ts'

/** Whether a bare number can only be an hour: "Friday 1500", "8 tonight", "3 in the morning". */
export function isHourHere(reader: Reader, phrase: Phrase, index: number, end: number): boolean {
  if (readZone(reader, end)) return phrase.day !== undefined
  const part =
    readDayPart(reader, end) ?? (isText(reader, end, ',') ? readDayPart(reader, end + 1) : undefined)
  if (part) return true
  if (!phrase.day && !phrase.part) return isHourBeforeDay(reader, index, end)
  const digits = reader.tokens[index]?.text ?? ''
  const isYear = /^(?:19|20|21)\d\d$/u.test(digits)
  return /^\d{4}$/u.test(digits) && !isYear && isClosing(reader, end)
}

/** "9 tomorrow morning", "five-thirty tomorrow"; "chapter 9 tomorrow morning" and "buy 9 tomorrow" count something. */
function isHourBeforeDay(reader: Reader, index: number, end: number): boolean {
  const day = readDay(reader, skip(reader, end, ','))
  if (!day) return false
  if (reader.whole) return true
  const before = textAt(reader, index - 1)
  if (reader.tokens[index]?.kind === 'word' && end > index + 1) return true
  if (isLabelled(reader, index) || isVerb(before) || DETERMINERS.has(before) || index === 0) return false
  return readDayPart(reader, day.end) !== undefined
}

/** Nothing follows that a number could be counting. */
function isClosing(reader: Reader, index: number): boolean {
  const next = reader.tokens[index]
  return !next || next.kind === 'mark' || isText(reader, index, 'to', 'with', 'for', 'please', 'sharp', 'so')
}
