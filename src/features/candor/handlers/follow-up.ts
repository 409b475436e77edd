/** One thing asked back: of the writer of a signed answer, or of everybody who was asked where there is no name. */
import type { ActionCall, Reply, SubmissionCall } from '../../../feature.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { kinds } from '../domain/kinds.ts'
import type { Round } from '../domain/round.ts'
import { saveAnonymousAnswers } from '../store/anonymous-answer-store.ts'
import { resolveAnswerRef, type AnonymousRef } from '../store/answer-ref.ts'
import { addFollowUp } from '../store/answer-changes.ts'
import { lockAnswer } from '../store/answer-store.ts'
import { listAsks } from '../store/ask-store.ts'
import type { CandorScope } from '../store/context.ts'
import { insertRound } from '../store/round-store.ts'
import { notYourAnswer } from '../views/ally-replies.ts'
import { backForm, readTextField, replyForm } from '../views/follow-up-forms.ts'
import {
  askedBackAlready,
  askedBackOf,
  askedBackOfAll,
  backIsEmpty,
  nobodyLeftToAsk,
  repliedAlready,
  replyIsEmpty,
  replySent,
  someHadTwo,
} from '../views/follow-up-replies.ts'
import { planAbout } from './plan-about.ts'
import { listSpent, newRound, skipProposal, startRound } from './start-round.ts'

/** Puts a question to everybody who was asked before; undefined = to nobody. */
export async function followUp(scope: CandorScope, round: Round, question: string) {
  const asker = (await findPeople(scope.db, scope.teamId, [round.asker])).get(round.asker)!
  const allies = (await listAsks(scope, [round.id])).map((ask) => ask.ally)
  const back = newRound(round.asker, question, round.id)
  await insertRound(scope, back, scope.now)
  const opened = await startRound(scope, asker, back, allies)
  if (!opened) await skipProposal(scope, back)
  return opened
}

export async function openBack(call: ActionCall): Promise<Reply> {
  const found = await resolveAnswerRef(call, call.value, call.me.userId)
  if (!found) return { say: textMessage(notYourAnswer) }
  const to = found.kind === 'signed' ? found.answer.writer : undefined
  const people = await findPeople(call.db, call.teamId, to ? [to] : [])
  return { open: backForm(call.value, to, people) }
}

export async function submitBack(call: SubmissionCall): Promise<Reply> {
  const { db, teamId, now, me } = call
  const text = readTextField(call.values)
  if (!text) return { errors: { text: backIsEmpty } }
  const found = await resolveAnswerRef(call, call.metadata, me.userId)
  if (!found) return { errors: { text: notYourAnswer } }
  if (found.kind === 'anonymous') return askBackOfAll(call, found, text)
  const { id, writer, hasAskedBack } = found.answer
  if (hasAskedBack) return { errors: { text: askedBackAlready } }
  await addFollowUp(call, id, 'asked_back', text)
  await planNudges(db, teamId, [{ ...planAbout(id, writer, kinds.asked_back, now), from: me.userId }], now)
  return { say: askedBackOf(nameOf(await findPeople(db, teamId, [writer]), writer)) }
}

async function askBackOfAll(call: SubmissionCall, found: AnonymousRef, text: string): Promise<Reply> {
  const { round, answers, index, answer } = found
  if (answers.some((one) => one.hasAskedBack)) return { errors: { text: askedBackAlready } }
  const allies = (await listAsks(call, [round.id])).map((ask) => ask.ally)
  if ((await listSpent(call, call.me, allies)).length) return { errors: { text: someHadTwo } }
  await saveAnonymousAnswers(call, round, answers.with(index, { ...answer, hasAskedBack: true }))
  const opened = await followUp(call, round, text)
  return opened ? { say: askedBackOfAll(), home: true } : { errors: { text: nobodyLeftToAsk } }
}

export async function openReply(call: ActionCall): Promise<Reply> {
  const answer = await lockAnswer(call, call.value)
  if (answer?.writer !== call.me.userId || !answer.askedBack) return { say: textMessage(notYourAnswer) }
  if (answer.hasReply) return { say: textMessage(repliedAlready) }
  const people = await findPeople(call.db, call.teamId, [answer.reader])
  return { open: replyForm(answer, answer.askedBack, people) }
}

export async function submitReply(call: SubmissionCall): Promise<Reply> {
  const { db, teamId, now, me } = call
  const text = readTextField(call.values)
  if (!text) return { errors: { text: replyIsEmpty } }
  const answer = await lockAnswer(call, call.metadata)
  if (answer?.writer !== me.userId || !answer.askedBack) return { errors: { text: notYourAnswer } }
  if (answer.hasReply) return { errors: { text: repliedAlready } }
  await addFollowUp(call, answer.id, 'reply', text)
  await markStale(db, teamId, answer.id)
  await planNudges(
    db,
    teamId,
    [{ ...planAbout(answer.id, answer.reader, kinds.replied, now), from: me.userId }],
    now,
  )
  return { say: replySent(nameOf(await findPeople(db, teamId, [answer.reader]), answer.reader)) }
}
