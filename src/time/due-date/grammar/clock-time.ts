import type { ClockWords } from './clock.ts'
import { readDial, readSpelled, readSpelledHour, readSpelledMinutes } from './dial.ts'
import { readSteps } from './steps.ts'
import { type Hit, isText, once, type Reader, skip } from '../moment.ts'

/** "3pm", "15:00", "half past 3", "noon", "1500", "five", "3 in the morning" (the part of day is read apart). */
export function readClock(reader: Reader, index: number): Hit<ClockWords> | undefined {
  return once(reader, 'clock', index, () => readAround(reader, index))
}

function readAround(reader: Reader, index: number): Hit<ClockWords> | undefined {
  const start = isText(reader, index, 'around', 'about', 'approximately', 'exactly', '~') ? index + 1 : index
  const hit =
    readNamed(reader, start) ??
    readPast(reader, start) ??
    readCounted(reader, start) ??
    readDial(reader, start) ??
    readSpelled(reader, start)
  if (!hit || start === index) return hit
  return { end: hit.end, value: { ...hit.value, isBare: false } }
}

function readNamed(reader: Reader, index: number): Hit<ClockWords> | undefined {
  const twelve = isText(reader, index, '12', 'twelve') ? index + 1 : index
  if (isText(reader, twelve, 'noon')) return { end: twelve + 1, value: { minute: 720 } }
  if (isText(reader, twelve, 'midnight'))
    return { end: twelve + 1, value: { minute: 1440, isMidnight: true } }
  return undefined
}

/** "half past 3", "quarter to noon", "at 20 past five", "20 minutes to 2pm", "half three". */
function readPast(reader: Reader, index: number): Hit<ClockWords> | undefined {
  const at = skip(reader, index, 'a')
  const minutes = readMinutes(reader, at)
  if (!minutes) return undefined
  const hasUnit = isText(reader, minutes.end, 'minutes', 'minute', 'mins', 'min')
  const next = hasUnit ? minutes.end + 1 : minutes.end
  const isPast = isText(reader, next, 'past', 'after')
  if (!isPast && !isText(reader, next, 'to', 'before', 'of')) return readHalfHour(reader, at)
  const isFraction = isText(reader, at, 'half', 'quarter')
  if (!isFraction && !hasUnit && !isMinuteHere(reader, index, next, minutes.value)) return undefined
  const base = readNamed(reader, next + 1) ?? readDial(reader, next + 1) ?? readSpelled(reader, next + 1)
  if (!base || base.value.fault || base.value.minute % 60 !== 0) return undefined
  const minute = base.value.minute + (isPast ? minutes.value : -minutes.value)
  return {
    end: base.end,
    value: { minute: (minute + 1440) % 1440, ...(base.value.isOpen ? { isOpen: true } : {}) },
  }
}

function readMinutes(reader: Reader, index: number): Hit<number> | undefined {
  if (isText(reader, index, 'half')) return { end: index + 1, value: 30 }
  if (isText(reader, index, 'quarter')) return { end: index + 1, value: 15 }
  const token = reader.tokens[index]
  if (token?.kind !== 'number') return readSpelledMinutes(reader, index)
  return token.value >= 1 && token.value <= 59 && Number.isInteger(token.value)
    ? { end: index + 1, value: token.value }
    : undefined
}

/** "half three" is half past three. */
function readHalfHour(reader: Reader, index: number): Hit<ClockWords> | undefined {
  if (!isText(reader, index, 'half')) return undefined
  const hour = readSpelledHour(reader, index + 1)
  return (
    hour && { end: skip(reader, hour.end, "o'clock"), value: { minute: hour.value * 60 + 30, isOpen: true } }
  )
}

/** "upgrade Django 4 to 5" and "open 10 to 4" hold no minutes; "at ten to four" and "20 past five" do. */
function isMinuteHere(reader: Reader, index: number, joint: number, minutes: number): boolean {
  if (minutes % 5 !== 0) return false
  if (isText(reader, joint, 'past')) return true
  return (
    isText(reader, index - 1, 'at', 'by', 'before', '@', 'around', 'about') || (reader.whole && index === 0)
  )
}

/** "5 hours after noon", "an hour before 3pm". */
function readCounted(reader: Reader, index: number): Hit<ClockWords> | undefined {
  const steps = readSteps(reader, index)
  if (!steps?.value.minutes || steps.value.days || steps.value.months || steps.value.workdays)
    return undefined
  const sign = isText(reader, steps.end, 'after') ? 1 : isText(reader, steps.end, 'before') ? -1 : 0
  const base = sign ? (readNamed(reader, steps.end + 1) ?? readDial(reader, steps.end + 1)) : undefined
  if (!base || base.value.isOpen || base.value.fault) return undefined
  const minute = base.value.minute + sign * steps.value.minutes
  return minute >= 0 && minute < 1440 ? { end: base.end, value: { minute } } : undefined
}
