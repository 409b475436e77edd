import { isText, textAt, type Hit, type Reader } from '../moment.ts'
import { smallNumber } from '../words.ts'
import type { ClockWords } from './clock.ts'

/** Digits: "3pm", "3.30 pm", "15:00", "15h30", "1500", "330pm", "9". */
export function readDial(reader: Reader, index: number): Hit<ClockWords> | undefined {
  const token = reader.tokens[index]
  if (token?.kind === 'clock') {
    const [hour = 0, minute = 0] = token.text.replace('t', '').split(/[:.h]/u).map(Number)
    return withHalf(reader, index + 1, { hour, minute, digits: token.text })
  }
  if (token?.kind !== 'number' || !/^\d{1,4}$/u.test(token.text)) return undefined
  const next = reader.tokens[index + 1]
  if (next?.glued && next.kind === 'number') return undefined
  if (token.text.length <= 2)
    return withHalf(reader, index + 1, { hour: token.value, minute: 0, digits: token.text })
  const hour = Math.floor(token.value / 100)
  return withHalf(reader, index + 1, { hour, minute: token.value % 100, digits: token.text })
}

interface Dial {
  hour: number
  minute: number
  digits: string
}

function withHalf(reader: Reader, index: number, dial: Dial): Hit<ClockWords> | undefined {
  const ish = isText(reader, index, 'ish') && reader.tokens[index]?.glued ? index + 1 : index
  const isHours =
    (dial.digits.length === 4 || dial.digits.includes(':')) && isText(reader, ish, 'hours', 'hrs', 'h')
  const half = readHalf(reader, ish)
  const wrong = dial.minute > 59 || dial.hour > (half ? 12 : 24) || (half !== undefined && dial.hour === 0)
  if (half) {
    const minute = ((dial.hour % 12) + (half.value === 'pm' ? 12 : 0)) * 60 + dial.minute
    return { end: half.end, value: wrong ? broken(reader, index - 1, half.end) : { minute } }
  }
  const oclock = isText(reader, ish, "o'clock", 'oclock')
  const end = oclock || isHours ? ish + 1 : ish
  const isPlain = /^\d+$/u.test(dial.digits)
  if (wrong || (dial.hour === 24 && dial.minute > 0)) {
    return isPlain ? undefined : { end, value: broken(reader, index - 1, end) }
  }
  if (isPlain && dial.digits.length === 3) return undefined
  const minute = dial.hour * 60 + dial.minute
  const isOpen =
    dial.hour >= 1 &&
    dial.hour <= 12 &&
    !dial.digits.startsWith('0') &&
    !dial.digits.includes('h') &&
    !isHours
  return {
    end,
    value: {
      minute,
      ...(minute === 1440 ? { isMidnight: true } : {}),
      ...(isOpen ? { isOpen: true } : {}),
      ...(isPlain && !oclock && !isHours && ish === index ? { isBare: true } : {}),
    },
  }
}

function broken(reader: Reader, from: number, to: number): ClockWords {
  const words = reader.tokens
    .slice(from, to)
    .map((token) => token.text)
    .join('')
  return { minute: 0, fault: { code: 'invalid', why: `There is no such time as ${words}.` } }
}

function readHalf(reader: Reader, index: number): Hit<'am' | 'pm'> | undefined {
  const word = textAt(reader, index)
  if (word === 'am' || word === 'pm') return { end: index + 1, value: word }
  const isLetter = (word === 'a' || word === 'p') && reader.tokens[index]?.glued
  // "4a" is a seat or a flat; after "at" it is a time.
  if (word === 'a' && !isText(reader, index - 2, 'at', 'by', 'before', '@')) return undefined
  return isLetter ? { end: index + 1, value: word === 'a' ? 'am' : 'pm' } : undefined
}

/** "five", "five thirty", "ten thirty am", "five o'clock". */
export function readSpelled(reader: Reader, index: number): Hit<ClockWords> | undefined {
  const hour = readSpelledHour(reader, index)
  if (!hour || reader.tokens[index]?.kind !== 'word') return undefined
  const minutes = readSpelledMinutes(reader, hour.end)
  const end = minutes?.end ?? hour.end
  const half = readHalf(reader, end)
  const oclock = !minutes && isText(reader, end, "o'clock")
  const minute = (minutes?.value ?? 0) + hour.value * 60
  if (half) return { end: half.end, value: { minute: (minute % 720) + (half.value === 'pm' ? 720 : 0) } }
  return {
    end: oclock ? end + 1 : end,
    value: { minute, isOpen: true, ...(oclock ? {} : { isBare: true }) },
  }
}

export function readSpelledHour(reader: Reader, index: number): Hit<number> | undefined {
  const token = reader.tokens[index]
  const value = token?.kind === 'number' ? token.value : smallNumber(textAt(reader, index))
  return value !== undefined && value >= 1 && value <= 12 ? { end: index + 1, value } : undefined
}

export function readSpelledMinutes(reader: Reader, index: number): Hit<number> | undefined {
  const tens = smallNumber(textAt(reader, index))
  if (tens === undefined) return undefined
  const unit = smallNumber(textAt(reader, index + 1))
  if (tens >= 20 && tens < 60 && unit !== undefined && unit < 10)
    return { end: index + 2, value: tens + unit }
  return tens >= 5 && tens < 60 ? { end: index + 1, value: tens } : undefined
}
