/** Changing a signed answer, or taking it back, until its reader has opened it. */
import type { ActionCall, Reply, SubmissionCall } from '../../../feature.ts'
import { cancelNudges, markStale } from '../../../nudges/update-planned.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { deleteAnswer, rewriteAnswer } from '../store/answer-changes.ts'
import { lockAnswer } from '../store/answer-store.ts'
import { findAskOf, setAskState } from '../store/ask-store.ts'
import { lockRound } from '../store/round-store.ts'
import { updateUnreadCards } from '../store/unread.ts'
import { lineAboutCharacter } from '../domain/tone.ts'
import { readAnswer } from '../views/answer-fields.ts'
import { readFormRef, rewriteForm } from '../views/answer-forms.ts'
import { alreadyOpened, answerChanged, answerErased, notYourAnswer } from '../views/ally-replies.ts'

export async function openRewrite(call: ActionCall): Promise<Reply> {
  const answer = await lockAnswer(call, call.value)
  if (answer?.writer !== call.me.userId) return { say: textMessage(notYourAnswer) }
  const people = await findPeople(call.db, call.teamId, [answer.reader])
  if (answer.readAt) return { say: textMessage(alreadyOpened(nameOf(people, answer.reader))) }
  return { open: rewriteForm(answer, people) }
}

export async function submitRewrite(call: SubmissionCall): Promise<Reply> {
  const read = readAnswer(call.values)
  if ('errors' in read) return read
  const { id, wasShown } = readFormRef(call.metadata)
  const answer = await lockAnswer(call, id)
  if (answer?.writer !== call.me.userId) return { errors: { answer: notYourAnswer } }
  const people = await findPeople(call.db, call.teamId, [answer.reader])
  const reader = nameOf(people, answer.reader)
  if (answer.readAt) return { errors: { answer: alreadyOpened(reader) } }
  const line = wasShown ? undefined : lineAboutCharacter(read.body)
  if (line) return { open: rewriteForm(answer, people, { read, line }) }
  await rewriteAnswer(call, answer.id, read.body)
  return { say: answerChanged(reader) }
}

export async function withdraw(call: ActionCall): Promise<Reply> {
  const { db, teamId, me } = call
  const answer = await lockAnswer(call, call.value)
  if (answer?.writer !== me.userId) return { say: textMessage(notYourAnswer) }
  const reader = nameOf(await findPeople(db, teamId, [answer.reader]), answer.reader)
  if (answer.readAt) return { say: textMessage(alreadyOpened(reader)) }
  await deleteAnswer(call, answer.id)
  await cancelNudges(db, teamId, { subjectId: answer.id })
  await updateUnreadCards(call, answer.reader)
  await reopenAsk(call, answer.roundId)
  return { say: answerErased(), home: true }
}

/** Their question waits for a response again. */
async function reopenAsk(call: ActionCall, roundId: string | undefined): Promise<void> {
  if (!roundId) return
  await lockRound(call, roundId)
  const mine = await findAskOf(call, roundId, call.me.userId)
  if (!mine) return
  await setAskState(call, mine.id, 'asked')
  await markStale(call.db, call.teamId, mine.id)
}
