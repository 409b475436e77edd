/**
 * The answers of a round without a name, kept as one text. Adding one shuffles all of them, and the text is padded to a
 * fixed size, so that neither order nor length tells who wrote which. Pure: randomness comes in as `pick`.
 */
import * as z from 'zod'
import { maxAllies } from '../../../circles/membership.ts'
import { answerLimits, outcomes, type Body } from './answer.ts'

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
type RandomBelow = (below: number) => number

/** Bytes of the longest answer: a character of any script takes at most four, and the keys around it stay below 256. */
const largestAnswer = 4 * (answerLimits.answer + 3 * answerLimits.prompt) + 256
/**
 * Bytes of all answers while they can still be added: room for the longest ones of the largest circle from the start, so
 * that the size never changes.
 */
const openSize = maxAllies * largestAnswer
/** Bytes, of which released answers take a multiple: by then no size tells who added to them. */
const releasedStep = 4096

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

export function serializeAnswers(answers: readonly AnonymousAnswer[], isReleased = false): string {
  // Half of a surrogate pair would take six bytes, as an escape.
  const text = JSON.stringify(answers).replace(/\\ud[89a-f][0-9a-f]{2}/g, '\ufffd')
  const length = new TextEncoder().encode(text).length
  const size = isReleased ? Math.ceil(length / releasedStep) * releasedStep : openSize
  if (length > size)
    throw new Error('The answers without a name are larger than the largest that can be given')
  return text + ' '.repeat(size - length)
}

export function parseAnswers(text: string): AnonymousAnswer[] {
  return anonymousAnswers.parse(JSON.parse(text))
}
