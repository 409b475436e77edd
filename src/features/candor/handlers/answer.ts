/** The ally's responses to a question: an answer with a name or without, "nothing new", "not now". */
import { randomInt } from 'node:crypto'
import type { ActionCall, Reply, SubmissionCall } from '../../../feature.ts'
import { listAllies } from '../../../circles/allies.ts'
import { markStale, markStaleFor } from '../../../nudges/update-planned.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { Body } from '../domain/answer.ts'
import { addAnonymousAnswer } from '../domain/anonymous-answers.ts'
import { nextAskState, type Ask, type Round } from '../domain/round.ts'
import { lockAnonymousAnswers, reshuffle, saveAnonymousAnswers } from '../store/anonymous-answer-store.ts'
import { insertAnswer } from '../store/answer-store.ts'
import { findAsks, setAskState } from '../store/ask-store.ts'
import type { CandorScope } from '../store/context.ts'
import { lockRound } from '../store/round-store.ts'
import { notifyUnread } from '../store/unread.ts'
import { answerForm, readAnswer } from '../views/answer-forms.ts'
import {
  answerIsEmpty,
  answerLaterReply,
  answerRefused,
  askRefused,
  nothingNew,
  notYourQuestion,
  storedAnonymously,
  storedSigned,
} from '../views/ally-replies.ts'

interface AskOfMe {
  round: Round
  ask: Ask
}

/** The question put to `me`, with its round locked, so that responses are handled one after the other. */
async function lockMyAsk(scope: CandorScope, askId: string, me: string): Promise<AskOfMe | undefined> {
  const known = (await findAsks(scope, [askId])).get(askId)
  if (known?.ally !== me) return undefined
  const round = await lockRound(scope, known.roundId)
  const ask = (await findAsks(scope, [askId])).get(askId)
  if (!round || !ask) return undefined
  const isAlly = (await listAllies(scope, round.asker)).includes(me)
  return { round, ask: isAlly ? ask : { ...ask, state: 'gone' } }
}

export async function openAnswer(call: ActionCall): Promise<Reply> {
  const { teamId, db, me, now } = call
  const found = await lockMyAsk(call, call.value, me.userId)
  if (!found) return { say: textMessage(notYourQuestion) }
  const { round, ask } = found
  const checked = nextAskState(round, ask, 'signed', now)
  if ('refused' in checked) {
    await markStaleFor(db, teamId, ask.id, me.userId)
    return { say: askRefused(checked.refused) }
  }
  const people = await findPeople(db, teamId, [round.asker])
  return { open: answerForm({ round, ask, people, viewer: me, now }) }
}

export async function submitAnswer(call: SubmissionCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const read = readAnswer(call.values)
  if (!read) return { errors: { answer: answerIsEmpty } }
  const found = await lockMyAsk(call, call.metadata, me.userId)
  if (!found) return { errors: { answer: notYourQuestion } }
  const { round, ask } = found
  const checked = nextAskState(round, ask, read.isAnonymous ? 'anonymous' : 'signed', now)
  if ('refused' in checked) return { errors: { answer: answerRefused(checked.refused) } }
  await setAskState(call, ask.id, checked.next)
  await markStale(db, teamId, ask.id)
  const people = await findPeople(db, teamId, [round.asker])
  const name = nameOf(people, round.asker)
  if (read.isAnonymous) {
    await rewriteAnonymousAnswers(call, round, read.body)
    return { say: storedAnonymously(name, round, me, now), home: true }
  }
  const answer = { roundId: round.id, writer: me.userId, reader: round.asker, body: read.body, now }
  const id = await insertAnswer(call, answer)
  await rewriteAnonymousAnswers(call, round)
  await notifyUnread(call, round.asker, id)
  return { say: storedSigned(name), home: true }
}

/**
 * Shuffles the answers without a name and encrypts them anew at every response of whatever kind, so that a change of
 * the stored text does not tell who added to it.
 */
async function rewriteAnonymousAnswers(scope: CandorScope, round: Round, added?: Body): Promise<void> {
  if (round.state !== 'open' || round.anonymity !== 'offered') return
  const answers = (await lockAnonymousAnswers(scope, round.id)) ?? []
  const next = added ? addAnonymousAnswer(answers, added, randomInt) : reshuffle(answers)
  await saveAnonymousAnswers(scope, round.id, next)
}

export async function sayNothing(call: ActionCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const found = await lockMyAsk(call, call.value, me.userId)
  if (!found) return { say: textMessage(notYourQuestion) }
  const { round, ask } = found
  const checked = nextAskState(round, ask, 'nothing', now)
  await markStale(db, teamId, ask.id)
  if ('refused' in checked) return { say: askRefused(checked.refused) }
  await setAskState(call, ask.id, checked.next)
  await rewriteAnonymousAnswers(call, round)
  return { say: nothingNew(), home: true }
}

/** Stores nothing, so that nobody can learn who waits. */
export async function answerLater(call: ActionCall): Promise<Reply> {
  const found = await lockMyAsk(call, call.value, call.me.userId)
  if (!found) return { say: textMessage(notYourQuestion) }
  const { round, ask } = found
  if (round.state !== 'open') await markStale(call.db, call.teamId, ask.id)
  return { say: answerLaterReply(round, call.me, call.now) }
}
