/** What a button of the hearing speaks of, if it is the presser's to hear: a value is looked up, never believed. */
import type { AnonymousAnswer } from '../domain/anonymous-answers.ts'
import type { CandorScope } from './context.ts'
import { lockAnonymousAnswers } from './anonymous-answer-store.ts'
import { lockAnswer, type DecryptedAnswer } from './answer-store.ts'
import type { Round } from '../domain/round.ts'
import { lockRound } from './round-store.ts'

export type AnswerRef =
  | { kind: 'signed'; letter: DecryptedAnswer }
  | { kind: 'boxed'; round: Round; box: AnonymousAnswer[]; index: number; item: AnonymousAnswer }

export async function resolveAnswerRef(
  scope: CandorScope,
  value: string,
  reader: string,
): Promise<AnswerRef | undefined> {
  const [kind, id = '', at = ''] = value.split(':')
  if (kind === 'answer') {
    const letter = await lockAnswer(scope, id)
    return letter?.reader === reader ? { kind: 'signed', letter } : undefined
  }
  const round = kind === 'box' ? await lockRound(scope, id) : undefined
  if (round?.asker !== reader || round.anonymity !== 'released') return undefined
  const box = (await lockAnonymousAnswers(scope, id)) ?? []
  const item = /^\d{1,3}$/.test(at) ? box[Number(at)] : undefined
  return item && { kind: 'boxed', round, box, index: Number(at), item }
}

export const notYours = "I don't know this answer, or it was not given to you. Nothing changed."
