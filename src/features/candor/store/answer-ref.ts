/** The answer that a button of the inbox names, if the presser is its reader: a value is looked up, never trusted. */
import type { AnonymousAnswer } from '../domain/anonymous-answers.ts'
import type { Round } from '../domain/round.ts'
import { findAnonymousAnswers } from './anonymous-answer-store.ts'
import { lockAnswer, type DecryptedAnswer } from './answer-store.ts'
import type { CandorScope } from './context.ts'
import { lockRound } from './round-store.ts'

interface SignedRef {
  kind: 'signed'
  answer: DecryptedAnswer
}

/** The `index`th of the round's `answers`. */
export interface AnonymousRef {
  kind: 'anonymous'
  round: Round
  answers: AnonymousAnswer[]
  index: number
  answer: AnonymousAnswer
}

export type AnswerRef = SignedRef | AnonymousRef

export async function resolveAnswerRef(
  scope: CandorScope,
  value: string,
  reader: string,
): Promise<AnswerRef | undefined> {
  const [kind, id = '', at = ''] = value.split(':')
  if (kind === 'answer') {
    const answer = await lockAnswer(scope, id)
    return answer?.reader === reader ? { kind: 'signed', answer } : undefined
  }
  const round = kind === 'box' ? await lockRound(scope, id) : undefined
  if (round?.asker !== reader || round.anonymity !== 'released') return undefined
  const answers = await findAnonymousAnswers(scope, id)
  const answer = /^\d{1,3}$/.test(at) ? answers[Number(at)] : undefined
  return answer && { kind: 'anonymous', round, answers, index: Number(at), answer }
}
