import { readNumber, readPlainNumber, readWorkdayUnit } from './numeral.ts'
import { type Hit, isText, once, type Reader, skip, textAt } from '../moment.ts'
import { type Unit, unitWord } from '../words.ts'

/** Calendar steps first, then elapsed minutes. */
export interface Steps {
  months: number
  days: number
  workdays: number
  minutes: number
}

const STEP: Record<Unit, Partial<Steps>> = {
  second: { minutes: 1 / 60 },
  minute: { minutes: 1 },
  hour: { minutes: 60 },
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { months: 12 },
}

/** "2 weeks", "1d 2hr 5min", "half an hour", "an hour and a half", "3 business days". */
export function readSteps(reader: Reader, index: number): Hit<Steps> | undefined {
  return once(reader, 'steps', index, () => readChain(reader, index))
}

function readChain(reader: Reader, index: number): Hit<Steps> | undefined {
  let hit = readOneStep(reader, index)
  if (!hit) return undefined
  // Bounded, so that a wall of "1 day 1 day …" costs no more than its length.
  for (let parts = 1; parts < 6; parts += 1) {
    const isOr = isText(reader, hit.end, 'or')
    const joint = isOr ? hit.end + 1 : skip(reader, skip(reader, hit.end, ','), 'and')
    const next = readOneStep(reader, joint)
    if (next && isOr) return { end: next.end, value: next.value }
    if (!next || (joint === hit.end && isText(reader, joint, 'a', 'an'))) return hit
    hit = { end: next.end, value: addSteps(hit.value, next.value) }
  }
  return hit
}

function addSteps(one: Steps, two: Steps): Steps {
  return {
    months: one.months + two.months,
    days: one.days + two.days,
    workdays: one.workdays + two.workdays,
    minutes: one.minutes + two.minutes,
  }
}

function readOneStep(reader: Reader, index: number): Hit<Steps> | undefined {
  const fraction = readFraction(reader, index)
  if (fraction) return fraction
  const glued = /^(\d{1,2})h(\d{2})?$/u.exec(textAt(reader, index))
  if (glued) {
    const minutes = Number(glued[1]) * 60 + Number(glued[2] ?? 0)
    return { end: index + 1, value: { months: 0, days: 0, workdays: 0, minutes } }
  }
  const number = readNumber(reader, index)
  if (!number || number.value > 10_000) return undefined
  const at = isText(reader, number.end, 'more', 'full', 'whole') ? number.end + 1 : number.end
  const workdays = readWorkdayUnit(reader, at)
  if (workdays) return { end: workdays, value: { months: 0, days: 0, workdays: number.value, minutes: 0 } }
  const named = readUnit(reader, at, number.end === index + 1 && reader.tokens[index]?.kind === 'number')
  if (!named) return undefined
  const isHalfMore =
    isText(reader, named.end, 'and') &&
    isText(reader, named.end + 1, 'a') &&
    isText(reader, named.end + 2, 'half')
  const orMore = isHalfMore ? undefined : readOrMore(reader, named.end)
  const count = isHalfMore ? number.value + 0.5 : (orMore?.value ?? number.value)
  const value = takeSteps(named.value, count)
  return value && { end: isHalfMore ? named.end + 3 : (orMore?.end ?? named.end), value }
}

/** "a day or two": the two. */
function readOrMore(reader: Reader, index: number): Hit<number> | undefined {
  if (!isText(reader, index, 'or')) return undefined
  const more = readPlainNumber(reader, index + 1)
  if (!more || isText(reader, index + 1, 'a', 'an', 'several') || more.value > 12) return undefined
  return unitWord(textAt(reader, more.end)) === undefined ? more : undefined
}

function readUnit(reader: Reader, index: number, afterDigits: boolean): Hit<Unit | 'fortnight'> | undefined {
  const word = textAt(reader, index)
  if (/^fortnight(?:s|'s)?$/u.test(word)) return { end: index + 1, value: 'fortnight' }
  if (
    word === 'monday' &&
    afterDigits &&
    reader.tokens[index]?.end === (reader.tokens[index]?.start ?? 0) + 3
  ) {
    return { end: index + 1, value: 'month' }
  }
  const unit = unitWord(word)
  if (!unit) return undefined
  // "3 m cable" and "5 d mark" are not times; only digits with the letter glued to them are.
  const isLetter = word.length === 1
  if (isLetter && !(afterDigits && reader.tokens[index]?.glued)) return undefined
  return { end: index + 1, value: unit }
}

function takeSteps(unit: Unit | 'fortnight', count: number): Steps | undefined {
  const none = { months: 0, days: 0, workdays: 0, minutes: 0 }
  if (unit === 'fortnight') return Number.isInteger(count) ? { ...none, days: 14 * count } : undefined
  const step = STEP[unit]
  if (step.minutes) return { ...none, minutes: step.minutes * count }
  if (Number.isInteger(count)) {
    return { ...none, months: (step.months ?? 0) * count, days: (step.days ?? 0) * count }
  }
  if (count % 0.5 !== 0) return undefined
  if (unit === 'year' || unit === 'quarter') {
    const months = (step.months ?? 0) * count
    return Number.isInteger(months) ? { ...none, months } : undefined
  }
  const whole = Math.floor(count)
  if (unit === 'day') return { ...none, days: whole, minutes: 720 }
  if (unit === 'week') return { ...none, days: 7 * whole + 4 }
  return { ...none, months: whole, days: 15 }
}

function readFraction(reader: Reader, index: number): Hit<Steps> | undefined {
  const at = skip(reader, index, 'a')
  if (isText(reader, at, 'half')) {
    const unit = isText(reader, at + 1, 'a', 'an') ? at + 2 : at + 1
    const named = readUnit(reader, unit, false)
    const value = named && takeSteps(named.value, 0.5)
    return value && { end: named.end, value }
  }
  const count = isText(reader, at, 'quarter')
    ? 1
    : isText(reader, index, 'three') && isText(reader, index + 1, 'quarters')
      ? 3
      : 0
  if (!count) return undefined
  const rest = skip(reader, count === 1 ? at + 1 : index + 2, 'of')
  const isHour = isText(reader, rest, 'an') && isText(reader, rest + 1, 'hour')
  return isHour
    ? { end: rest + 2, value: { months: 0, days: 0, workdays: 0, minutes: 15 * count } }
    : undefined
}
