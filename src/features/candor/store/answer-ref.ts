/** What a button of the hearing speaks of, if it is the presser's to hear: a value is looked up, never believed. */
import type { BoxItem } from '../domain/anonymous-answers.ts'
import type { Desk } from './context.ts'
import { openBox } from './anonymous-answer-store.ts'
import { lockAnswer, type Letter } from './answer-store.ts'
import type { Round } from '../domain/round.ts'
import { lockRound } from './round-store.ts'

export type Target =
  | { kind: 'signed'; letter: Letter }
  | { kind: 'boxed'; round: Round; box: BoxItem[]; index: number; item: BoxItem }

export async function findTarget(
  { db, teamId, key }: Desk,
  value: string,
  reader: string,
): Promise<Target | undefined> {
  const [kind, id = '', at = ''] = value.split(':')
  if (kind === 'answer') {
    const letter = await lockAnswer(db, key, teamId, id)
    return letter?.reader === reader ? { kind: 'signed', letter } : undefined
  }
  const round = kind === 'box' ? await lockRound(db, key, teamId, id) : undefined
  if (round?.asker !== reader || round.nameless !== 'released') return undefined
  const box = (await openBox(db, key, teamId, id)) ?? []
  const item = /^\d{1,3}$/.test(at) ? box[Number(at)] : undefined
  return item && { kind: 'boxed', round, box, index: Number(at), item }
}

export const notYours = "I don't know this answer, or it was not given to you. Nothing changed."
