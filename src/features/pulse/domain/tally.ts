/**
 * How often each point was given to each statement. It is all that is kept of answers: no answer stands by itself, so that
 * nothing has an order, and its text has one size however many answered. Pure.
 */
import { itemCount, itemsOf } from './wording.ts'

export const points = 7

/** By statement and by point, as they were given: `tally[0][6]` counts those who gave 7 to the first one. */
export type Tally = readonly (readonly number[])[]

/** One answer: a point from 1 to 7 for each statement. */
export type Answer = readonly number[]

export const emptyTally: Tally = Array.from({ length: itemCount }, () =>
  Array.from({ length: points }, () => 0),
)

export function isAnswer(answer: readonly (number | undefined)[]): answer is Answer {
  return (
    answer.length === itemCount &&
    answer.every((point) => point !== undefined && Number.isInteger(point) && point >= 1 && point <= points)
  )
}

export function addAnswer(tally: Tally, answer: Answer): Tally {
  return tally.map((counts, item) =>
    counts.map((count, index) => (index === answer[item]! - 1 ? count + 1 : count)),
  )
}

export function answersIn(tally: Tally): number {
  return sum(tally[0] ?? [])
}

/** Digits of a count: nobody is asked in a channel of more than 5,000. */
const digits = 5

export function serializeTally(tally: Tally): string {
  return tally
    .map((counts) => counts.map((count) => String(count).padStart(digits, '0')).join(' '))
    .join('\n')
}

export function parseTally(text: string): Tally {
  const tally = text.split('\n').map((line) => line.split(' ').map(Number))
  const isWhole =
    tally.length === itemCount &&
    tally.every((counts) => counts.length === points && counts.every((count) => Number.isInteger(count)))
  if (!isWhole) throw new Error('What is stored is not a tally')
  return tally
}

export interface ItemResult {
  isReversed: boolean
  /** How many gave 1 to 7, after reversing: 7 is the safer side. */
  spread: readonly number[]
  /** Tenths, so that what is shown adds up. */
  mean: number
  /** For "the widest spread" only. */
  variance: number
}

export interface Result {
  answers: number
  items: readonly ItemResult[]
  /** Tenths: the mean over all statements. */
  whole: number
}

/** What a pulse of this wording says; there is at least one answer. */
export function resultOf(tally: Tally, version: number): Result {
  const answers = answersIn(tally)
  const items = itemsOf(version).map(({ isReversed }, index) => itemResult(tally[index]!, isReversed))
  const total = items.reduce((all, { spread }) => all + pointsIn(spread), 0)
  return { answers, items, whole: tenths(total, answers * items.length) }
}

function itemResult(given: readonly number[], isReversed: boolean): ItemResult {
  const spread = isReversed ? given.toReversed() : given
  const answers = sum(spread)
  const mean = pointsIn(spread) / answers
  const squares = spread.map((count, index) => count * (index + 1 - mean) ** 2)
  return { isReversed, spread, mean: tenths(pointsIn(spread), answers), variance: sum(squares) / answers }
}

/** The two statements on which people are furthest apart, in their own order. */
export function widestTwo({ items }: Result): number[] {
  return items
    .map(({ variance }, index) => ({ variance, index }))
    .toSorted((a, b) => b.variance - a.variance || a.index - b.index)
    .slice(0, 2)
    .map(({ index }) => index)
    .toSorted((a, b) => a - b)
}

function pointsIn(spread: readonly number[]): number {
  return sum(spread.map((count, index) => count * (index + 1)))
}

/** Of whole numbers, so that a half is a half: 4.35 as a binary fraction would round down. */
function tenths(total: number, count: number): number {
  return Math.round((total * 10) / count)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
