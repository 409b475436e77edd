/**
 * The answers of a round without a name, kept as one text. Adding one shuffles all of them, and the text is padded to a
 * fixed size, so that neither order nor length tells who wrote which. Pure: randomness comes in as `pick`.
 */
import * as z from 'zod'
import { outcomes, type Body } from './answer.ts'

const anonymousAnswer = z.object({
  body: z.object({
    answer: z.string(),
    situation: z.string().optional(),
    effect: z.string().optional(),
    instead: z.string().optional(),
  }),
  /** Once released: what became of it. */
  outcome: z.enum(outcomes).optional(),
  hasAskedBack: z.boolean().optional(),
})
const anonymousAnswers = z.array(anonymousAnswer)
export type AnonymousAnswer = z.infer<typeof anonymousAnswer>

/** A random whole number from 0 up to, and without, `below`. */
export type RandomBelow = (below: number) => number

/** Bytes. Eight answers of ordinary length fit; beyond that the size doubles. */
const smallest = 32 * 1024

export function addAnonymousAnswer(
  answers: readonly AnonymousAnswer[],
  body: Body,
  pick: RandomBelow,
): AnonymousAnswer[] {
  return shuffled([...answers, { body }], pick)
}

/** Fisher and Yates: every order is as likely as any other. */
export function shuffled<T>(list: readonly T[], pick: RandomBelow): T[] {
  const result = [...list]
  for (let last = result.length - 1; last > 0; last--) {
    const other = pick(last + 1)
    const moved = result[last]!
    result[last] = result[other]!
    result[other] = moved
  }
  return result
}

export function serializeAnswers(answers: readonly AnonymousAnswer[]): string {
  const text = JSON.stringify(answers)
  const length = new TextEncoder().encode(text).length
  let size = smallest
  while (size < length) size *= 2
  return text + ' '.repeat(size - length)
}

export function parseAnswers(text: string): AnonymousAnswer[] {
  return anonymousAnswers.parse(JSON.parse(text))
}
