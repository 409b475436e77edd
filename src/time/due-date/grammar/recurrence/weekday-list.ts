import { isText, textAt, type Hit, type Reader } from '../../moment.ts'
import { weekdayPlural } from '../../names.ts'
import type { Recurrence } from '../../recurrence/rule.ts'
import { hasChange } from '../clock-range.ts'
import { readWeekdayName } from '../weekday.ts'

export function weekly(days: readonly number[]): Recurrence {
  return { frequency: 'WEEKLY', weekdays: days.map((weekday) => ({ weekday })) }
}

export const NIGHTS: Recurrence = { ...weekly([1, 2, 3, 4, 5]), part: 'night' }

export function readPluralName(reader: Reader, index: number): Hit<number> | undefined {
  const value = weekdayPlural(textAt(reader, index))
  return value ? { end: index + 1, value } : undefined
}

interface Name extends Hit<number> {
  isPlural: boolean
}

function readName(reader: Reader, index: number): Name | undefined {
  const plural = readPluralName(reader, index)
  if (plural) return { ...plural, isPlural: true }
  const name = readWeekdayName(reader, index)
  return name && { ...name, isPlural: false }
}

const RANGE_JOINTS = ['-', '–', '—', 'to', 'through', 'thru', 'until']

/**
 * "Monday and Wednesday", "Monday, Friday", "Tue/Fri", "Mondays through Thursdays", "Mon–Fri".
 * Without "every", names in the singular repeat only as a range with a time or three in a row with slashes.
 */
export function readNameList(reader: Reader, index: number, isEvery: boolean): Hit<Recurrence> | undefined {
  const first = readName(reader, index)
  if (!first) return undefined
  const range = readRange(reader, index, first, isEvery)
  if (range) return range
  if (isText(reader, first.end, ...RANGE_JOINTS) && readName(reader, first.end + 1)) return undefined
  if (!isEvery && !first.isPlural && !isText(reader, first.end, '/')) return undefined
  const names = [first]
  let slashes = 0
  for (let last = first; names.length <= 7;) {
    const joint = skipJoint(reader, last.end)
    const next = readName(reader, joint)
    if (!next) break
    if (isText(reader, last.end, '/')) slashes += 1
    names.push(next)
    last = next
  }
  const isRepeated = isEvery || first.isPlural || (slashes >= 2 && slashes === names.length - 1)
  if (!isRepeated) return undefined
  return { end: names.at(-1)?.end ?? first.end, value: weekly(sorted(names.map(({ value }) => value))) }
}

function skipJoint(reader: Reader, index: number): number {
  let at = isText(reader, index, ',', '/', '+') ? index + 1 : index
  if (isText(reader, at, 'and', '&', '&amp;')) at += 1
  return isText(reader, at, 'every', 'on') && readName(reader, at + 1) && at > index ? at + 1 : at
}

function readRange(
  reader: Reader,
  index: number,
  first: Name,
  isEvery: boolean,
): Hit<Recurrence> | undefined {
  const last = isText(reader, first.end, ...RANGE_JOINTS) ? readName(reader, first.end + 1) : undefined
  if (!last || last.value <= first.value) return undefined
  const time = reader.tokens[last.end]
  const isTimed = isText(reader, last.end, 'at', '@') || time?.kind === 'clock' || time?.kind === 'number'
  if (!isEvery && !(first.isPlural && last.isPlural) && !isTimed) return undefined
  if (!isEvery && hasChange(reader, index)) return undefined
  const days: number[] = []
  for (let day = first.value; day <= last.value; day += 1) days.push(day)
  return { end: last.end, value: { ...weekly(days), isRange: true } }
}

function sorted(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].toSorted((one, two) => one - two)
}
