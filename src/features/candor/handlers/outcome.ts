/** What becomes of an answer: thanks, a promise, heard; and, four weeks after a promise, whether it has changed. */
import type { ActionCall, Call, Reply } from '../../../feature.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { insideWorkingHours } from '../../../time/working-hours.ts'
import { changes, type Change, type Outcome } from '../domain/answer.ts'
import type { CandorScope } from '../store/context.ts'
import { aboutAnswer, followUp } from './follow-up.ts'
import { showInbox, readInboxPage } from './inbox.ts'
import { saveAnonymousAnswers } from '../store/anonymous-answer-store.ts'
import { lockAnswer, setChange, setOutcome } from '../store/answer-store.ts'
import type { Round } from '../domain/round.ts'
import { findRounds, listAsks } from '../store/round-store.ts'
import { resolveAnswerRef, notYours, type AnswerRef } from '../store/answer-ref.ts'
import { kinds } from '../domain/kinds.ts'

export function outcomeButton(outcome: Exclude<Outcome, 'promise'>): (call: ActionCall) => Promise<Reply> {
  return async (call) => {
    const target = await resolveAnswerRef(call, call.value, call.me.userId)
    if (!target) return { say: textMessage(notYours) }
    const before = target.kind === 'signed' ? target.letter.outcome : target.item.outcome
    if (!before) await settle(call, target, outcome)
    return { ...(await showInbox(call, readInboxPage(call.view?.metadata ?? ''))), home: true }
  }
}

async function settle(scope: CandorScope, target: AnswerRef, outcome: Outcome): Promise<void> {
  const { db, teamId, now } = scope
  if (target.kind === 'signed') {
    const { id, writer } = target.letter
    await setOutcome(scope, id, outcome, now)
    const dedupeKey = `${id}:outcome:${outcome}`
    await planNudges(
      db,
      teamId,
      [{ userId: writer, kind: kinds.outcome, subjectId: id, dedupeKey, dueAt: now }],
      now,
    )
    return
  }
  const { round, box, index } = target
  await saveAnonymousAnswers(scope, round.id, box.with(index, { ...target.item, outcome }))
  await planNudges(db, teamId, await outcomeForAll(scope, round, outcome), now)
}

/** Once a round and outcome, however many answers it is: nobody knows whose it was, so everybody hears it. */
async function outcomeForAll(scope: CandorScope, round: Round, outcome: Outcome): Promise<Planned[]> {
  const { now } = scope
  const asks = await listAsks(scope, [round.id])
  return asks.map((ask) => ({
    userId: ask.ally,
    kind: kinds.outcome_all,
    subjectId: round.id,
    dedupeKey: `${round.id}:${outcome}:${ask.ally}`,
    facts: { outcome },
    dueAt: now,
  }))
}

/** Opens the promise form; the answer counts as a promise once one was made. */
export async function toPromise(call: ActionCall): Promise<Reply> {
  const target = await resolveAnswerRef(call, call.value, call.me.userId)
  if (!target) return { say: textMessage(notYours) }
  const to =
    target.kind === 'signed'
      ? [target.letter.writer]
      : (await listAsks(call, [target.round.id])).map((ask) => ask.ally)
  const people = await findPeople(call.db, call.teamId, to)
  const here = to.filter((id) => people.get(id)?.isDeactivated === false)
  return { next: { to: 'openPromiseForm', input: { to: here, answerRef: call.value } } }
}

/** Four weeks, after which the giver is asked whether it has changed. Milliseconds. */
const untilAskedAgain = 28 * 86_400_000

/** A promise was made of an answer: its giver learns of it, and is asked once, later, whether it has changed. */
export async function promised(call: Call, answerRef: string): Promise<Reply> {
  const { db, teamId, now } = call
  const target = await resolveAnswerRef(call, answerRef, call.me.userId)
  if (!target) return {}
  await settle(call, target, 'promise')
  const at = new Date(now.getTime() + untilAskedAgain)
  if (target.kind === 'boxed') {
    const { id, asker } = target.round
    const dedupeKey = `${id}:recheck`
    await planNudges(
      db,
      teamId,
      [
        {
          userId: asker,
          kind: kinds.recheck,
          subjectId: id,
          dedupeKey,
          dueAt: insideWorkingHours(at, call.me.hours),
        },
      ],
      now,
    )
    return {}
  }
  const { id, writer } = target.letter
  const giver = (await findPeople(db, teamId, [writer])).get(writer)
  if (!giver) return {}
  const dedupeKey = `${id}:changed`
  await planNudges(
    db,
    teamId,
    [
      {
        userId: writer,
        kind: kinds.changed,
        subjectId: id,
        dedupeKey,
        dueAt: insideWorkingHours(at, giver.hours),
      },
    ],
    now,
  )
  return {}
}

/** Nobody knows whose answer became a promise, so everybody who was asked is asked, and may answer without a name. */
export async function recheck(scope: CandorScope, roundId: string): Promise<void> {
  const round = (await findRounds(scope, [roundId])).get(roundId)
  const asker = round && (await findPeople(scope.db, scope.teamId, [round.asker])).get(round.asker)
  if (!round || !asker || asker.isDeactivated) return
  await followUp(
    scope,
    round,
    'Four weeks ago I made a promise of something that was answered here without a name. Has it changed?',
  )
}

export async function sayChanged(call: ActionCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const [id = '', said] = call.value.split(':')
  const change: Change | undefined = changes.find((known) => known === said)
  const letter = await lockAnswer(call, id)
  if (letter?.writer !== me.userId || letter.outcome !== 'promise' || !change)
    return { say: textMessage(notYours) }
  if (letter.change) {
    await markStale(db, teamId, id)
    return { say: textMessage('You have said so already. Thank you.') }
  }
  await setChange(call, id, change)
  await markStale(db, teamId, id)
  await planNudges(db, teamId, [aboutAnswer(id, letter.reader, kinds.change_told, now)], now)
  return {}
}
