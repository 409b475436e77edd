/** One thing asked back: of the giver of a signed answer, or of everybody where there is no name. */
import type { SubmissionCall, ActionCall, Reply } from '../../../feature.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { listSpent, newRound, startRound, skipProposal } from './start-round.ts'
import type { CandorScope } from '../store/context.ts'
import { saveAnonymousAnswers } from '../store/anonymous-answer-store.ts'
import { addFollowUp, lockAnswer } from '../store/answer-store.ts'
import { backForm, readTextField, replyForm } from '../views/answer-forms.ts'
import type { Round } from '../domain/round.ts'
import { insertRound, listAsks } from '../store/round-store.ts'
import { resolveAnswerRef, notYours } from '../store/answer-ref.ts'
import { kinds } from '../domain/kinds.ts'
import type { KindId } from '../../../nudges/kinds.ts'

/** Puts a question to everybody who was asked before; undefined = to nobody. */
export async function followUp(scope: CandorScope, round: Round, question: string) {
  const asker = (await findPeople(scope.db, scope.teamId, [round.asker])).get(round.asker)!
  const asks = await listAsks(scope, [round.id])
  const back = newRound(round.asker, question, round.id)
  await insertRound(scope, back, scope.now)
  const opened = await startRound(
    scope,
    asker,
    back,
    asks.map((ask) => ask.ally),
  )
  if (!opened) await skipProposal(scope, back)
  return opened
}

export async function openBack(call: ActionCall): Promise<Reply> {
  const target = await resolveAnswerRef(call, call.value, call.me.userId)
  if (!target) return { say: textMessage(notYours) }
  const to = target.kind === 'signed' ? target.letter.writer : undefined
  const people = await findPeople(call.db, call.teamId, to ? [to] : [])
  return { open: backForm(call.value, to, people) }
}

export async function submitBack(call: SubmissionCall): Promise<Reply> {
  const { db, teamId, now, me } = call
  const text = readTextField(call.values)
  if (!text) return { errors: { text: 'Ask it in a few words.' } }
  const target = await resolveAnswerRef(call, call.metadata, me.userId)
  if (!target) return { errors: { text: notYours } }
  if (target.kind === 'boxed') {
    const { round, box, index, item } = target
    if (box.some((one) => one.hasAskedBack)) return { errors: { text: 'You asked one thing back already.' } }
    const asks = await listAsks(call, [round.id])
    const allies = asks.map((ask) => ask.ally)
    if ((await listSpent(call, me, allies)).length)
      return {
        errors: { text: 'Some of them had two questions this week already. Ask again in a few days.' },
      }
    await saveAnonymousAnswers(call, round.id, box.with(index, { ...item, hasAskedBack: true }))
    const opened = await followUp(call, round, text)
    if (!opened) return { errors: { text: 'Nobody who was asked is still in your circle.' } }
    return {
      say: textMessage('Asked of everybody who had the question. Their answers reach you as before.'),
      home: true,
    }
  }
  const { letter } = target
  if (letter.hasAskedBack) return { errors: { text: 'You asked one thing back already.' } }
  await addFollowUp(call, letter.id, 'asked_back', text)
  await planNudges(db, teamId, [aboutAnswer(letter.id, letter.writer, kinds.asked_back, now)], now)
  const people = await findPeople(db, teamId, [letter.writer])
  return { say: textMessage(`Asked. Only ${nameOf(people, letter.writer)} reads it.`) }
}

export async function openReply(call: ActionCall): Promise<Reply> {
  const letter = await lockAnswer(call, call.value)
  if (letter?.writer !== call.me.userId || !letter.askedBack) return { say: textMessage(notYours) }
  if (letter.hasReply) return { say: textMessage('You have replied to this already.') }
  const people = await findPeople(call.db, call.teamId, [letter.reader])
  return { open: replyForm(letter.id, letter.reader, letter.askedBack, letter.body, people) }
}

export async function submitReply(call: SubmissionCall): Promise<Reply> {
  const { db, teamId, now, me } = call
  const text = readTextField(call.values)
  if (!text) return { errors: { text: 'Say it in a few words.' } }
  const letter = await lockAnswer(call, call.metadata)
  if (letter?.writer !== me.userId || !letter.askedBack) return { errors: { text: notYours } }
  if (letter.hasReply) return { errors: { text: 'You have replied to this already.' } }
  await addFollowUp(call, letter.id, 'reply', text)
  await markStale(db, teamId, letter.id)
  await planNudges(db, teamId, [aboutAnswer(letter.id, letter.reader, kinds.replied, now)], now)
  const people = await findPeople(db, teamId, [letter.reader])
  return { say: textMessage(`Sent. Only ${nameOf(people, letter.reader)} reads it.`) }
}

export function aboutAnswer(answerId: string, userId: string, kind: KindId, now: Date): Planned {
  return { userId, kind, subjectId: answerId, dedupeKey: `${answerId}:${kind.name}`, dueAt: now }
}
