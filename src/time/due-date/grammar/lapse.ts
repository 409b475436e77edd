import { after, isText, skip, textAt, type Hit, type Reader } from '../moment.ts'
import { readSteps, type Steps } from './steps.ts'

const APPROXIMATIONS = new Set(
  'about around approximately roughly exactly another at under less max maximum maybe like probably up within only just ~'.split(
    ' ',
  ),
)

/** Time from now: "in 2 hours", "within a week", "3 days from now", "in two weeks' time", "+15 minutes". */
export function readLapse(reader: Reader, index: number): Hit<Steps> | undefined {
  return (
    readAhead(reader, index) ??
    readBehind(reader, index) ??
    readNextUnits(reader, index) ??
    readGiven(reader, index)
  )
}

/** "give me 15 minutes to check": a promise asks for time by saying when it will be done. */
function readGiven(reader: Reader, index: number): Hit<Steps> | undefined {
  if (!isText(reader, index, 'give') || !isText(reader, index + 1, 'me', 'us')) return undefined
  const at = APPROXIMATIONS.has(textAt(reader, index + 2)) ? index + 3 : index + 2
  const steps = readSteps(reader, at)
  if (!steps) return undefined
  const next = reader.tokens[steps.end]
  return !next || next.kind === 'mark' || isText(reader, steps.end, 'to', 'and', 'for', 'then')
    ? { end: skip(reader, skip(reader, skip(reader, steps.end, ','), 'and'), 'then'), value: steps.value }
    : undefined
}

function readAhead(reader: Reader, index: number): Hit<Steps> | undefined {
  const now = isText(reader, index, 'now') && isText(reader, index + 1, '+') ? index + 1 : index
  const isPlus = isText(reader, now, '+')
  if (!isPlus && !isText(reader, index, 'in', 'within', 'inside')) return undefined
  let at = skip(reader, isPlus ? now + 1 : index + 1, 'the', 'next')
  if (APPROXIMATIONS.has(textAt(reader, at))) at += 1
  if (isText(reader, at, 'most', 'than', 'to')) at += 1
  if (isText(reader, at - 1, 'the') && isText(reader, at, 'hour'))
    return { end: at + 1, value: stepsOf({ minutes: 60 }) }
  const isOne =
    isText(reader, at - 1, 'next', 'another') ||
    isText(reader, at - 2, 'next') ||
    (isText(reader, at - 1, 'the') && !isText(reader, index, 'in'))
  const steps = readSteps(reader, at) ?? (isOne ? readSingle(reader, at) : undefined)
  if (!steps) return undefined
  const moment =
    steps.end - at <= 2 && isText(reader, at, 'a', 'one') && isText(reader, at + 1, 'second', 'sec')
  if (moment) return undefined
  const time = isText(reader, steps.end, 'time') ? steps.end + 1 : steps.end
  const fromNow = after(reader, time, 'from now') ?? after(reader, time, 'from today')
  return { end: fromNow ?? time, value: steps.value }
}

/** "the next hour" counts one. */
function readSingle(reader: Reader, index: number): Hit<Steps> | undefined {
  const word = textAt(reader, index)
  if (word === 'hour') return { end: index + 1, value: stepsOf({ minutes: 60 }) }
  if (word === 'month') return { end: index + 1, value: stepsOf({ months: 1 }) }
  if (word === 'week') return { end: index + 1, value: stepsOf({ days: 7 }) }
  // "the next day or two"
  const isOr = word === 'day' && isText(reader, index + 1, 'or') && isText(reader, index + 2, 'two', '2')
  return isOr ? { end: index + 3, value: stepsOf({ days: 2 }) } : undefined
}

function readBehind(reader: Reader, index: number): Hit<Steps> | undefined {
  const steps = readSteps(reader, index)
  if (!steps) return undefined
  const end =
    after(reader, steps.end, 'from now') ??
    after(reader, steps.end, 'from today') ??
    after(reader, steps.end, 'hence') ??
    after(reader, steps.end, 'later')
  if (end) return { end, value: steps.value }
  const isAlone = reader.whole && index === 0 && steps.end === reader.tokens.length
  const isNamed = !isText(reader, index, 'a', 'an') || isText(reader, index + 1, 'few', 'couple')
  const isLetter = reader.tokens[steps.end - 1]?.text.length === 1
  // "3y" and "1 m" are sizes as often as times.
  const isShort = isLetter && !/^[hwd]$/u.test(textAt(reader, steps.end - 1))
  return isAlone && isNamed && !isShort ? { end: steps.end, value: steps.value } : undefined
}

/** "next 3 hours", "over the next two weeks", "the next few days", "next hour". */
function readNextUnits(reader: Reader, index: number): Hit<Steps> | undefined {
  const at = skip(reader, isText(reader, index, 'over', 'during') ? index + 1 : index, 'the')
  if (!isText(reader, at, 'next')) return undefined
  if (isText(reader, at + 1, 'hour')) return { end: at + 2, value: stepsOf({ minutes: 60 }) }
  const steps = readSteps(reader, at + 1)
  return steps && !isText(reader, at + 1, 'a', 'an') ? { end: steps.end, value: steps.value } : undefined
}

function stepsOf(some: Partial<Steps>): Steps {
  return { months: 0, days: 0, workdays: 0, minutes: 0, ...some }
}
