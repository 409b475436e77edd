/** An answer to a question, and what becomes of it. Pure. */
import * as z from 'zod'

export const outcomes = ['thanked', 'promise', 'heard'] as const
export type Outcome = (typeof outcomes)[number]
export const changes = ['yes', 'a_bit', 'not_yet'] as const
export type Change = (typeof changes)[number]

export const answerLimits = { answer: 3000, prompt: 500 } as const

const body = z.object({
  answer: z.string(),
  situation: z.string().optional(),
  effect: z.string().optional(),
  instead: z.string().optional(),
})
export type Body = z.infer<typeof body>

/** A signed answer. Those without a name hold no writer: see anonymous-answers.ts. */
export interface Answer {
  id: string
  roundId: string | undefined
  offerId: string | undefined
  writer: string
  reader: string
  givenAt: Date
  readAt: Date | undefined
  outcome: Outcome | undefined
  hasAskedBack: boolean
  hasReply: boolean
  change: Change | undefined
  /** The reader agreed that the writer is asked once more, four weeks after "not yet". */
  asksAgain: boolean
  changeAgain: Change | undefined
}

export function bodyToText(value: Body): string {
  return JSON.stringify(value)
}

export function bodyFromText(text: string): Body {
  return body.parse(JSON.parse(text))
}
