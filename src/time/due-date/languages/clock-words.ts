/** Times of day and ordinals as a language says them become the clocks and ordinals of the grammar. */
import type { Token } from '../token.ts'
import type { Language } from './language.ts'
import type { Lexicon } from './lexicon.ts'

export interface Said {
  token: Token
  said: string
}

/** "15 Uhr 30", "quinze heures", "halb vier", "las cuatro y media" and "15." */
export function joinClocks(list: readonly Said[], language: Language, lexicon: Lexicon): Said[] {
  const joined: Said[] = []
  for (let at = 0; at < list.length; at += 1) {
    const one = list[at]
    if (!one) break
    const clock = readClock(list, at, language, lexicon)
    if (clock) {
      const end = list[clock.last]?.token.end ?? one.token.end
      joined.push({ token: { ...one.token, kind: 'clock', text: clock.text, end }, said: clock.text })
      at = clock.last
      continue
    }
    const numeral = /^(\d{1,2})(?:e|ste|de|er|re|º|ª|°)$/u.exec(one.said)
    if (numeral && one.token.kind === 'opaque') {
      const token: Token = {
        ...one.token,
        kind: 'ordinal',
        text: numeral[1] ?? '',
        value: Number(numeral[1]),
      }
      joined.push({ token, said: numeral[1] ?? '' })
      continue
    }
    const stop = list[at + 1]?.token
    if (language.hasOrdinalDot && isOrdinal(one.token, stop) && list[at + 2]) {
      joined.push({
        token: { ...one.token, kind: 'ordinal', end: stop?.end ?? one.token.end },
        said: one.token.text,
      })
      at += 1
      continue
    }
    joined.push(one)
  }
  return joined
}

function isOrdinal({ kind, text }: Token, stop: Token | undefined): boolean {
  return kind === 'number' && /^\d{1,2}$/u.test(text) && stop?.text === '.' && stop.glued
}

interface ClockHit {
  text: string
  last: number
}

function readClock(
  list: readonly Said[],
  at: number,
  { clock }: Language,
  lexicon: Lexicon,
): ClockHit | undefined {
  const before = longestKey(list, at, clock.before)
  if (before) {
    const hour = readHour(list, before.end, lexicon)
    if (hour === undefined) return undefined
    const last = clock.hours.includes(list[before.end + 1]?.said ?? '') ? before.end + 1 : before.end
    return { text: clockText(hour * 60 + before.minutes, true), last }
  }
  const token = list[at]?.token
  if (token?.kind === 'clock' || /^\d{1,2}\.[0-5]\d$/u.test(token?.text ?? '')) {
    const isHour = clock.hours.includes(list[at + 1]?.said ?? '')
    return isHour ? { text: (token?.text ?? '').replace('.', ':'), last: at + 1 } : undefined
  }
  const hour = readHour(list, at, lexicon)
  if (hour === undefined || isLength(list, at, clock.lengths, lexicon)) return undefined
  const word = list[at + 1]?.said ?? ''
  const isHour = clock.hours.includes(word)
  const end = isHour ? at + 2 : at + 1
  const after = longestKey(list, end, clock.after)
  if (after) return { text: clockText(hour * 60 + after.minutes, hour <= 12), last: after.end - 1 }
  if (!isHour) return undefined
  const minutes = /^\d{2}$/u.test(list[end]?.said ?? '')
    ? Number(list[end]?.said)
    : (lexicon.numbers.get(list[end]?.said ?? '') ?? clock.minutes[list[end]?.said ?? ''] ?? 0)
  const isSaid = minutes > 0 && minutes < 60 && !isCounted(list[end + 1], lexicon)
  // "3 h" is the clock of twenty-four hours; "3 Uhr" and "trois heures" leave the half of the day open.
  return {
    text: clockText(hour * 60 + (isSaid ? minutes : 0), word !== 'h' && hour <= 12),
    last: isSaid ? end : end - 1,
  }
}

/** The number is of something else: "um 15 Uhr 30 Leute". */
function isCounted(next: Said | undefined, { entries }: Lexicon): boolean {
  return next?.token.kind === 'word' && next.token.capital && !entries.has(next.said)
}

/** Not padded where the grammar is to choose the half of the day. */
function clockText(minutes: number, isOpen: boolean): string {
  const inDay = (minutes + 1440) % 1440
  const hour = Math.floor(inDay / 60)
  const shown = isOpen && hour === 0 ? 12 : hour
  return `${isOpen ? shown : String(shown).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`
}

function readHour(list: readonly Said[], at: number, { numbers }: Lexicon): number | undefined {
  const one = list[at]
  if (!one) return undefined
  const { token, said } = one
  const value = token.kind === 'number' && /^\d{1,2}$/u.test(token.text) ? token.value : numbers.get(said)
  return value !== undefined && value <= 24 && Number.isInteger(value) ? value : undefined
}

/** "dans deux heures", "2 à 3 heures". */
function isLength(list: readonly Said[], at: number, lengths: readonly string[], lexicon: Lexicon): boolean {
  const before = list[at - 1]?.said ?? ''
  if (lengths.includes(before)) return true
  const isJoint = /^(?:à|ou|a|o|of|tot|bis|oder|e|-|–)$/u.test(before)
  return isJoint && readHour(list, at - 2, lexicon) !== undefined
}

function longestKey(
  list: readonly Said[],
  at: number,
  keys: Readonly<Record<string, number>>,
): { end: number; minutes: number } | undefined {
  let best: { end: number; minutes: number } | undefined
  let key = ''
  for (let length = 1; length <= 3; length += 1) {
    const said = list[at + length - 1]?.said
    if (said === undefined) break
    key = length === 1 ? said : `${key} ${said}`
    if (Object.hasOwn(keys, key)) best = { end: at + length, minutes: keys[key] ?? 0 }
  }
  return best
}
