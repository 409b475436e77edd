import { after, skip, textAt, type Reader } from '../moment.ts'

export interface Preposition {
  word: string
  end: number
  strength: 'strong' | 'weak'
  isBefore?: boolean
  /** Makes a bare number an hour. */
  tellsTime?: boolean
}

const STRONG: readonly (readonly [string, { isBefore?: boolean; tellsTime?: boolean }])[] = [
  ['by no later than', { tellsTime: true }],
  ['no later than', { tellsTime: true }],
  ['not later than', { tellsTime: true }],
  ['at the latest by', { tellsTime: true }],
  ['on or before', {}],
  ['by or before', {}],
  ['as late as', {}],
  ['latest by', { tellsTime: true }],
  ['due by', { tellsTime: true }],
  ['due before', { isBefore: true, tellsTime: true }],
  ['due on', {}],
  ['due at', { tellsTime: true }],
  ['due in', {}],
  ['due :', {}],
  ['due', {}],
  ['deadline :', {}],
  ['deadline is', {}],
  ['deadline', {}],
  ['eta :', {}],
  ['eta', {}],
  ['prior to', { isBefore: true, tellsTime: true }],
  ['ahead of', { isBefore: true }],
  ['by', { tellsTime: true }],
  ['before', { isBefore: true, tellsTime: true }],
  ['until', { tellsTime: true }],
  // "give me until Friday to read it" promises to have read it by then.
  ['give me until', { tellsTime: true }],
  ['give us until', { tellsTime: true }],
]
const WEAK = new Set(['on', 'at', '@', 'in', 'during', 'over', 'sometime', 'around', 'from'])
const STRONG_FIRST = new Set(STRONG.map(([words]) => words.split(' ')[0] ?? ''))

export function readPreposition(reader: Reader, index: number): Preposition | undefined {
  const word = textAt(reader, index)
  if (STRONG_FIRST.has(word)) {
    for (const [words, traits] of STRONG) {
      const end = after(reader, index, words)
      if (end !== undefined) return { end: skip(reader, end, 'latest'), strength: 'strong', word, ...traits }
    }
  }
  if (!WEAK.has(word)) return undefined
  return { end: index + 1, strength: 'weak', word, tellsTime: word === 'at' || word === '@' }
}

export type Kind =
  | 'recurrence'
  | 'lapse'
  | 'weekday'
  | 'date'
  | 'relative'
  | 'span'
  | 'shift'
  | 'part'
  | 'clock'
  | 'zone'

const GOVERNS: Record<string, ReadonlySet<Kind>> = {
  in: new Set<Kind>(['span', 'part']),
  on: new Set<Kind>(['weekday', 'date', 'shift', 'span', 'recurrence']),
  at: new Set<Kind>(['clock', 'part', 'span', 'recurrence']),
  during: new Set<Kind>(['span', 'part']),
  over: new Set<Kind>(['span']),
  from: new Set<Kind>(['clock', 'recurrence']),
}

/** "check in tomorrow" and "log on today" keep their own "in" and "on". */
export function governs({ word, strength }: Preposition, kind: Kind): boolean {
  if (strength === 'strong') return true
  return !Object.hasOwn(GOVERNS, word) || GOVERNS[word]?.has(kind) === true
}
