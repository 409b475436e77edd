/** What becomes of an answer: thanks, a promise, heard; and, four weeks after a promise, whether it has changed. */
import type { ActionCall, Call, Reply } from '../../../feature.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { Outcome } from '../domain/answer.ts'
import { kinds } from '../domain/kinds.ts'
import type { Round } from '../domain/round.ts'
import { saveAnonymousAnswers } from '../store/anonymous-answer-store.ts'
import { resolveAnswerRef, type AnswerRef } from '../store/answer-ref.ts'
import { setOutcome } from '../store/answer-changes.ts'
import { listAsks } from '../store/ask-store.ts'
import type { CandorScope } from '../store/context.ts'
import { findRounds } from '../store/round-store.ts'
import { updateUnreadCards } from '../store/unread.ts'
import { notYourAnswer } from '../views/ally-replies.ts'
import { promiseSource } from '../views/inbox-modal.ts'
import { hasItChanged, outcomeTold } from '../views/follow-up-replies.ts'
import { fourWeeksOn } from './changed.ts'
import { followUp } from './follow-up.ts'
import { readInboxPage, showInbox } from './inbox.ts'
import { planAbout } from './plan-about.ts'

export function outcomeButton(outcome: Exclude<Outcome, 'promise'>): (call: ActionCall) => Promise<Reply> {
  return async (call) => {
    const found = await resolveAnswerRef(call, call.value, call.me.userId)
    if (!found) return { say: textMessage(notYourAnswer) }
    const at = readInboxPage(call.view?.metadata ?? '')
    if (found.answer.outcome) return { ...(await showInbox(call, at)), home: true }
    await recordOutcome(call, found, outcome)
    const writer = found.kind === 'signed' ? found.answer.writer : undefined
    const people = await findPeople(call.db, call.teamId, writer ? [writer] : [])
    const notice = outcomeTold(outcome, writer && nameOf(people, writer))
    return { ...(await showInbox(call, at, notice)), home: true }
  }
}

async function recordOutcome(scope: CandorScope, found: AnswerRef, outcome: Outcome): Promise<void> {
  const { db, teamId, now } = scope
  if (found.kind === 'signed') {
    const { id, writer, reader } = found.answer
    await setOutcome(scope, id, outcome, now)
    await updateUnreadCards(scope, reader)
    const dedupeKey = `${id}:outcome:${outcome}`
    const told: Planned = {
      userId: writer,
      from: reader,
      kind: kinds.outcome,
      subjectId: id,
      dedupeKey,
      dueAt: now,
    }
    return planNudges(db, teamId, [told], now)
  }
  const { round, answers, index, answer } = found
  await saveAnonymousAnswers(scope, round, answers.with(index, { ...answer, outcome }))
  await updateUnreadCards(scope, round.asker)
  await planNudges(db, teamId, await outcomeForAll(scope, round, outcome), now)
}

/** Once a round and outcome, however many answers it is: nobody knows whose it was, so everybody hears it. */
async function outcomeForAll(scope: CandorScope, round: Round, outcome: Outcome): Promise<Planned[]> {
  const asks = await listAsks(scope, [round.id])
  return asks.map((ask) => ({
    userId: ask.ally,
    from: round.asker,
    kind: kinds.outcome_all,
    subjectId: round.id,
    dedupeKey: `${round.id}:${outcome}:${ask.ally}`,
    facts: { outcome },
    dueAt: scope.now,
  }))
}

/** Opens the promise form; the answer counts as a promise once one was made. */
export async function toPromise(call: ActionCall): Promise<Reply> {
  const found = await resolveAnswerRef(call, call.value, call.me.userId)
  if (!found) return { say: textMessage(notYourAnswer) }
  const to =
    found.kind === 'signed'
      ? [found.answer.writer]
      : (await listAsks(call, [found.round.id])).map((ask) => ask.ally)
  const people = await findPeople(call.db, call.teamId, to)
  const here = to.filter((id) => people.get(id)?.isDeactivated === false)
  const above = promiseSource(
    found.answer.body,
    found.kind === 'signed' ? found.answer.writer : undefined,
    people,
  )
  return { next: { to: 'openPromiseForm', input: { to: here, answerRef: call.value, above } } }
}

/** A promise was made of an answer: its writer learns of it, and is asked once, later, whether it has changed. */
export async function promised(call: Call, answerRef: string): Promise<Reply> {
  const { db, teamId, now } = call
  const found = await resolveAnswerRef(call, answerRef, call.me.userId)
  if (!found) return {}
  await recordOutcome(call, found, 'promise')
  if (found.kind === 'anonymous')
    return plan({
      userId: found.round.asker,
      kind: kinds.recheck,
      subjectId: found.round.id,
      dedupeKey: `${found.round.id}:recheck`,
      dueAt: fourWeeksOn(call.me, now),
    })
  const { id, writer } = found.answer
  const person = (await findPeople(db, teamId, [writer])).get(writer)
  if (!person) return {}
  return plan({ ...planAbout(id, writer, kinds.changed, now), dueAt: fourWeeksOn(person, now) })

  async function plan(planned: Planned): Promise<Reply> {
    await planNudges(db, teamId, [planned], now)
    return {}
  }
}

/** Nobody knows whose answer became a promise, so everybody who was asked is asked, and may answer without a name. */
export async function recheck(scope: CandorScope, roundId: string): Promise<void> {
  const round = (await findRounds(scope, [roundId])).get(roundId)
  const asker = round && (await findPeople(scope.db, scope.teamId, [round.asker])).get(round.asker)
  if (!round || !asker || asker.isDeactivated) return
  await followUp(scope, round, hasItChanged)
}
