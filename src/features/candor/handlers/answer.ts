/** The ally's responses to a question: an answer with a name or without, "nothing new", "not now". */
import { randomInt } from 'node:crypto'
import type { ActionCall, Reply, SubmissionCall } from '../../../feature.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { Body } from '../domain/answer.ts'
import { addAnonymousAnswer } from '../domain/anonymous-answers.ts'
import { nextAskState, type AskState } from '../domain/round.ts'
import { lineAboutCharacter } from '../domain/tone.ts'
import { findAnonymousAnswers, reshuffle, saveAnonymousAnswers } from '../store/anonymous-answer-store.ts'
import { insertAnswer } from '../store/answer-changes.ts'
import { setAskState, setInPerson } from '../store/ask-store.ts'
import type { CandorScope } from '../store/context.ts'
import { notifyUnread } from '../store/unread.ts'
import { readAnswer } from '../views/answer-fields.ts'
import { answerForm, readFormRef } from '../views/answer-forms.ts'
import {
  answerLaterReply,
  answerRefused,
  askRefused,
  nothingNew,
  notYourQuestion,
  storedAnonymously,
  storedSigned,
} from '../views/ally-replies.ts'
import { findMyAsk, lockMyAsk, type AskOfMe } from './my-ask.ts'

export async function openAnswer(call: ActionCall): Promise<Reply> {
  const { teamId, db, me, now } = call
  const found = await findMyAsk(call, call.value, me.userId)
  if (!found) return { say: textMessage(notYourQuestion) }
  const { round, ask } = found
  const checked = nextAskState(round, ask, 'signed', now)
  if ('refused' in checked) return { say: askRefused(checked.refused) }
  const people = await findPeople(db, teamId, [round.asker])
  return { open: answerForm({ round, ask, people, viewer: me, now }) }
}

export async function submitAnswer(call: SubmissionCall): Promise<Reply> {
  const { me, now } = call
  const read = readAnswer(call.values)
  if ('errors' in read) return read
  const { id: askId, wasShown } = readFormRef(call.metadata)
  const found = await lockMyAsk(call, askId, me.userId)
  if (!found) return { errors: { answer: notYourQuestion } }
  const { round, ask } = found
  const checked = nextAskState(round, ask, read.isAnonymous ? 'anonymous' : 'signed', now)
  if ('refused' in checked) return { errors: { answer: answerRefused(checked.refused) } }
  const line = wasShown ? undefined : lineAboutCharacter(read.body)
  if (line) {
    const people = await findPeople(call.db, call.teamId, [round.asker])
    return { open: answerForm({ round, ask, people, viewer: me, now }, { read, line }) }
  }
  if (read.isAnonymous) {
    const asker = await recordResponse(call, found, checked.next, read.body)
    return { say: storedAnonymously(asker, round, me, now) }
  }
  if (ask.inPerson) await setInPerson(call, ask.id, undefined)
  const asker = await recordResponse(call, found, checked.next)
  const answer = { roundId: round.id, writer: me.userId, reader: round.asker, body: read.body, now }
  const id = await insertAnswer(call, answer)
  await notifyUnread(call, round.asker, id)
  return { say: storedSigned(asker), home: true }
}

export async function sayNothing(call: ActionCall): Promise<Reply> {
  const found = await lockMyAsk(call, call.value, call.me.userId)
  if (!found) return { say: textMessage(notYourQuestion) }
  const checked = nextAskState(found.round, found.ask, 'nothing', call.now)
  if ('refused' in checked) {
    await markStale(call.db, call.teamId, found.ask.id)
    return { say: askRefused(checked.refused) }
  }
  return { say: nothingNew(await recordResponse(call, found, checked.next)) }
}

/**
 * Records that somebody responded, and answers the asker's name. Whether they answered without a name or have nothing
 * new, it is the same statements on the same rows with the same sizes, so that the database tells neither from the
 * other; the answers without a name are shuffled and encrypted anew whatever the response was.
 */
export async function recordResponse(
  scope: CandorScope,
  { round, ask }: AskOfMe,
  next: AskState,
  anonymous?: Body,
): Promise<string> {
  const { db, teamId } = scope
  await setAskState(scope, ask.id, next)
  await markStale(db, teamId, ask.id)
  if (round.state === 'open' && round.anonymity === 'offered') {
    const answers = await findAnonymousAnswers(scope, round.id)
    const shuffled = anonymous ? addAnonymousAnswer(answers, anonymous, randomInt) : reshuffle(answers)
    await saveAnonymousAnswers(scope, round, shuffled)
  }
  return nameOf(await findPeople(db, teamId, [round.asker]), round.asker)
}

/** Stores nothing, so that nobody can learn who waits. */
export async function answerLater(call: ActionCall): Promise<Reply> {
  const found = await findMyAsk(call, call.value || (call.picked ?? ''), call.me.userId)
  if (!found) return { say: textMessage(notYourQuestion) }
  return { say: answerLaterReply(found.round, call.me, call.now) }
}
