import { isText, once, skip, textAt, type Hit, type Reader } from '../moment.ts'
import { ordinalWord, smallNumber, unitWord, type Unit } from '../words.ts'

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

/** "3", "three", "twenty-one", "a", "a couple of", "2 and a half". */
export function readNumber(reader: Reader, index: number): Hit<number> | undefined {
  const token = reader.tokens[index]
  if (!token) return undefined
  const plain = readNumberRange(reader, index) ?? readPlainNumber(reader, index)
  if (!plain) return undefined
  if (
    isText(reader, plain.end, 'and') &&
    isText(reader, plain.end + 1, 'a', 'an') &&
    isText(reader, plain.end + 2, 'half')
  ) {
    const isUnitNext = unitWord(textAt(reader, plain.end + 3)) !== undefined
    if (isUnitNext) return { end: plain.end + 3, value: plain.value + 0.5 }
  }
  return plain
}

/** "2-3", "two or three", "10 to 15" before a unit: an approximate number is its end. */
function readNumberRange(reader: Reader, index: number): Hit<number> | undefined {
  const dashed = /^(\d{1,2})-(\d{1,2})$/u.exec(textAt(reader, index))
  const one = dashed ? undefined : readPlainNumber(reader, index)
  const isJoined = one && isText(reader, one.end, 'to', 'or', '-', '–', '—')
  const two = isJoined ? readPlainNumber(reader, one.end + 1) : undefined
  const hit = dashed
    ? { end: index + 1, first: Number(dashed[1]), value: Number(dashed[2]) }
    : two && { end: two.end, first: one?.value ?? 0, value: two.value }
  if (!hit || hit.value <= hit.first || isText(reader, index, 'a', 'an')) return undefined
  const isUnit =
    unitWord(textAt(reader, hit.end)) !== undefined || readWorkdayUnit(reader, hit.end) !== undefined
  return isUnit ? { end: hit.end, value: hit.value } : undefined
}

function readPlainNumber(reader: Reader, index: number): Hit<number> | undefined {
  const token = reader.tokens[index]
  if (token?.kind === 'number') return { end: index + 1, value: token.value }
  const word = textAt(reader, index)
  if (word === 'a' || word === 'an') {
    if (isText(reader, index + 1, 'couple')) return { end: skip(reader, index + 2, 'of'), value: 2 }
    if (isText(reader, index + 1, 'few')) return { end: index + 2, value: 3 }
    return { end: index + 1, value: 1 }
  }
  if (word === 'couple') return { end: skip(reader, index + 1, 'of'), value: 2 }
  if (word === 'few') return { end: index + 1, value: 3 }
  if (word === 'several') return { end: index + 1, value: 7 }
  const small = smallNumber(word)
  if (small === undefined) return undefined
  const unit = smallNumber(textAt(reader, index + 1))
  const isCompound = small >= 20 && small % 10 === 0 && unit !== undefined && unit < 10
  return isCompound ? { end: index + 2, value: small + unit } : { end: index + 1, value: small }
}

/** "15th", "fifteenth", "twenty-first", "thirty" after "the". */
export function readOrdinal(reader: Reader, index: number): Hit<number> | undefined {
  const token = reader.tokens[index]
  if (token?.kind === 'ordinal') return { end: index + 1, value: token.value }
  if (token?.kind !== 'word') return undefined
  const tens = smallNumber(token.text)
  const unit = ordinalWord(textAt(reader, index + 1))
  if (tens !== undefined && tens >= 20 && tens % 10 === 0 && unit !== undefined && unit < 10) {
    return { end: index + 2, value: tens + unit }
  }
  const ordinal = ordinalWord(token.text)
  return ordinal === undefined ? undefined : { end: index + 1, value: ordinal }
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

function readWorkdayUnit(reader: Reader, index: number): number | undefined {
  if (isText(reader, index, 'workday', 'workdays', 'weekday', 'weekdays', 'bday', 'bdays')) return index + 1
  const isWork = isText(reader, index, 'business', 'working', 'work')
  return isWork && isText(reader, index + 1, 'day', 'days', "days'", "day's") ? index + 2 : undefined
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
