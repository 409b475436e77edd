/** Times that tell of something else than when the promise is due: what broke on Monday, not before Friday. */
import { isPredicate } from './grammar/day-part.ts'
import type { Phrase } from './grammar/phrase.ts'
import { isText, textAt, type Reader } from './moment.ts'
import { sentenceOf } from './sentence.ts'
import { DETERMINERS, EVENT_OWNERS, EVENTS, NEGATED_AWAY, NEGATIONS, STATES } from './sentence-words.ts'

/** "write down what broke on Monday", "the bug I introduced on Monday", "the minutes of the call on Monday". */
export function isReported(reader: Reader, phrase: Phrase): boolean {
  if (phrase.opening === 'strong' || phrase.start === 0) return false
  if (isPlainlyAhead(reader, phrase)) return false
  const isLate = isText(reader, phrase.start - 1, 'late', 'early', 'absent', 'away', 'ill', 'sick', 'out')
  if (isLate && isPredicate(reader, phrase.start - 1)) return true
  return (
    sentenceOf(reader).tellsOfPast[phrase.start] === true ||
    asksOf(reader, phrase) ||
    isOfEvent(reader, phrase)
  )
}

/** "tomorrow", "next week" and "in 2 hours" cannot be when something happened. */
function isPlainlyAhead({ moment }: Reader, { day, lapse, recurrence }: Phrase): boolean {
  if (lapse ?? recurrence) return true
  if (!day) return false
  return (day.kind === 'relative' || day.kind === 'span' || day.kind === 'shift') && day.date > moment.today
}

/** "tell Ana who speaks on Monday": the day belongs to the clause. "show how to do it on Monday" is open as well. */
function asksOf(reader: Reader, { start, opening }: Phrase): boolean {
  const isBareDay = opening === 'bare' && reader.manner?.isForeign === true
  if (!isBareDay && (opening !== 'weak' || !isText(reader, start, 'on', 'at', '@'))) return false
  return sentenceOf(reader).asks[start] === true
}

function isOfEvent(reader: Reader, { start, opening }: Phrase): boolean {
  if (
    opening !== 'weak' ||
    !isText(reader, start, 'on', 'at', 'in') ||
    !EVENTS.has(textAt(reader, start - 1))
  ) {
    return false
  }
  for (let at = start - 2; at >= Math.max(0, start - 4); at -= 1) {
    if (textAt(reader, at).endsWith("'s")) return false
    if (EVENT_OWNERS.has(textAt(reader, at))) return true
    if (!DETERMINERS.has(textAt(reader, at)) && at < start - 3) return false
  }
  return false
}

/** "not merge anything until Wednesday", "keep it frozen until March 1", "don't deploy before Monday". */
export function isLowerBound(reader: Reader, { start, opening }: Phrase): boolean {
  if (opening !== 'strong' || !isText(reader, start, 'until', 'before', 'prior')) return false
  const before = reader.tokens.slice(0, start).map(({ text }) => text)
  const isState = isText(reader, start, 'until') && before.some((word) => STATES.has(word))
  const isNegated = before.some(
    (word, index) => NEGATIONS.has(word) && !NEGATED_AWAY.has(before[index + 1] ?? ''),
  )
  return isState || isNegated
}
