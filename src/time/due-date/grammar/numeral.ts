import { type Hit, isText, type Reader, skip, textAt } from '../moment.ts'
import { ordinalWord, smallNumber, unitWord } from '../words.ts'

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

export function readPlainNumber(reader: Reader, index: number): Hit<number> | undefined {
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

export function readWorkdayUnit(reader: Reader, index: number): number | undefined {
  if (isText(reader, index, 'workday', 'workdays', 'weekday', 'weekdays', 'bday', 'bdays')) return index + 1
  const isWork = isText(reader, index, 'business', 'working', 'work')
  return isWork && isText(reader, index + 1, 'day', 'days', "days'", "day's") ? index + 2 : undefined
}
