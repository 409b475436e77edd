import type { Manner } from './languages/translate.ts'
import type { Token } from './token.ts'

/** The speaker's circumstances in calendar terms: everything the grammar may lean on. */
export interface Moment {
  /** Today's day number where the words were spoken. */
  today: number
  /** Minutes since midnight there. */
  minute: number
  zone: string
  /** Minutes since midnight at which a working day ends. */
  endOfDay: number
  workdays: ReadonlySet<number>
  daysOff: ReadonlySet<number>
  dayFirst: boolean
  /** Whether `dayFirst` comes from the person's own locale. */
  orderKnown: boolean
}

export interface Reader {
  /** As given. */
  text: string
  tokens: readonly Token[]
  moment: Moment
  /** The whole text is a due phrase, so that looser forms ("2 more days", "the second") are read too. */
  whole: boolean
  /** Of the language that the tokens were put into English from. */
  manner?: Manner
  /** What was read at a token once is not read again: several rules begin with the same words. */
  memo: Map<number, unknown>
}

export function makeReader(text: string, tokens: readonly Token[], moment: Moment, whole: boolean): Reader {
  return { text, tokens, moment, whole, memo: new Map() }
}

const RULES = ['day', 'plain-day', 'steps', 'recurrence', 'clock', 'part'] as const

/** The hit that this rule read at this index before, or the one that `read` finds now. */
export function once<T>(
  { memo }: Reader,
  rule: (typeof RULES)[number],
  index: number,
  read: () => Hit<T> | undefined,
): Hit<T> | undefined {
  const key = index * RULES.length + RULES.indexOf(rule)
  if (!memo.has(key)) memo.set(key, read())
  return memo.get(key) as Hit<T> | undefined
}

/** What a rule read: its value, and the index of the token after it. */
export interface Hit<T> {
  end: number
  value: T
}

type FaultCode = 'past' | 'contradiction' | 'invalid' | 'vague'

export interface Fault {
  code: FaultCode
  why: string
  /** A phrase that works, where a nearer one than the usual is at hand. */
  example?: string
}

export interface Day {
  /** The deadline's day number; of a span, its last day. */
  date: number
  kind: 'relative' | 'weekday' | 'date' | 'span' | 'shift'
  /** First day of a span, which is what "before" means. */
  start?: number
  /** Already an end ("EOM"), so that "before" adds nothing. */
  isEnd?: boolean
  /** Where it rolls when its time has gone by. */
  next?: number
  /** The other reading. */
  other?: number
  /** A weekday's own name, said on that weekday: counts only with a later time. */
  todayNeedsTime?: boolean
  /** Names of months and holidays are too often names of people and things to stand alone in a sentence. */
  needsPreposition?: boolean
  /** A weekday said by name, to be checked against a date beside it. */
  weekday?: number
  /** 29 February, without its year. */
  leapDay?: boolean
  /** A day of the month without its month. */
  loose?: boolean
  fault?: Fault
  notes?: string[]
}

export function textAt(reader: Reader, index: number): string {
  return reader.tokens[index]?.text ?? ''
}

export function isText(reader: Reader, index: number, ...texts: string[]): boolean {
  const token = reader.tokens[index]
  return token !== undefined && texts.includes(token.text)
}

/** Skips the words given, in order, where they stand; each may be missing. */
export function skip(reader: Reader, index: number, ...texts: string[]): number {
  let at = index
  for (const text of texts) if (textAt(reader, at) === text) at += 1
  return at
}

/** The index after this sequence of words, or nothing. */
export function after(reader: Reader, index: number, words: string): number | undefined {
  const first = reader.tokens[index]?.text
  // Nearly every question ends at its first word, before the rest is taken apart.
  if (!first || !words.startsWith(first)) return undefined
  let at = index
  for (const word of words.split(' ')) {
    if (textAt(reader, at) !== word) return undefined
    at += 1
  }
  return at
}

export function longest<T>(hits: readonly (Hit<T> | undefined)[]): Hit<T> | undefined {
  let best: Hit<T> | undefined
  for (const hit of hits) if (hit && (!best || hit.end > best.end)) best = hit
  return best
}
