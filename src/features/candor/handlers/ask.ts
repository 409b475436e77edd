/** The asker's side of a proposed round: ask, change, skip, or ask without waiting for the day. */
import type { ActionCall, Call, Reply, SubmissionCall } from '../../../feature.ts'
import { listAllies } from '../../../circles/allies.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { namesOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage, type Message } from '../../../slack/blocks.ts'
import type { Round } from '../domain/round.ts'
import { listAsks } from '../store/ask-store.ts'
import { listRounds, lockRound } from '../store/round-store.ts'
import { findSchedule, lockSchedule, saveSchedule } from '../store/schedule-store.ts'
import {
  asked,
  circleEmptied,
  circleIsEmpty,
  everybodyHadTwo,
  nobodyCanBeAsked,
  nobodyPicked,
  ownLineIsEmpty,
  proposalIsOver,
  questionIsEmpty,
  skipped,
} from '../views/asker-replies.ts'
import { notYourQuestion } from '../views/ally-replies.ts'
import { readOwnLine, sayMineFirstForm } from '../views/ask-forms.ts'
import { changeForm, readChange } from '../views/change-form.ts'
import { prompt } from '../views/asker-messages.ts'
import { proposeRound, skipProposal, startRound } from './start-round.ts'
import { beginSchedule } from './weekly-timer.ts'

/** A proposal of `me` that still waits for a press; otherwise why not, in words. */
async function findProposed(call: Call, id: string): Promise<{ round: Round } | { refused: Message }> {
  const round = await lockRound(call, id)
  if (round?.asker !== call.me.userId) return { refused: textMessage(notYourQuestion) }
  if (round.state === 'proposed') return { round }
  await markStale(call.db, call.teamId, round.id)
  return { refused: proposalIsOver(round.state) }
}

export async function askThem(call: ActionCall): Promise<Reply> {
  const found = await findProposed(call, call.value)
  if ('refused' in found) return { say: found.refused }
  const asks = await listAsks(call, [found.round.id])
  return ask(
    call,
    found.round,
    asks.map((one) => one.ally),
  )
}

async function ask(call: Call, round: Round, wanted: readonly string[]): Promise<Reply> {
  await resetUnanswered(call)
  const opened = await startRound(call, call.me, round, wanted)
  if (!opened) return { say: nobodyCanBeAsked() }
  const people = await findPeople(call.db, call.teamId, [...opened.asked, ...opened.leftOut])
  const names = {
    asked: namesOf(people, opened.asked),
    leftOut: opened.leftOut.length ? namesOf(people, opened.leftOut) : '',
    anonymous: {
      count: opened.mayBeAnonymous.length,
      isAll: opened.mayBeAnonymous.length === opened.asked.length,
    },
  }
  return { say: asked(names, opened.round, call.me, call.now), home: true }
}

/** A press shows that the asker is attending: the count of ignored prompts starts anew, and a rested question resumes. */
export async function resetUnanswered(call: Call): Promise<void> {
  const schedule = await lockSchedule(call, call.me.userId)
  if (!schedule) return
  await saveSchedule(call, { ...schedule, unanswered: 0 })
  await beginSchedule(call, call.me)
}

export async function openChange(call: ActionCall): Promise<Reply> {
  const found = await findProposed(call, call.value)
  if ('refused' in found) return { say: found.refused }
  const { round } = found
  const allies = await listAllies(call, call.me.userId)
  if (!allies.length) return { say: circleEmptied() }
  const asks = await listAsks(call, [round.id])
  const people = await findPeople(call.db, call.teamId, allies)
  const chosen = asks.map((one) => one.ally).filter((ally) => allies.includes(ally))
  return { open: changeForm(round, allies, chosen, people) }
}

export async function submitChange(call: SubmissionCall): Promise<Reply> {
  const { question, allies, ownLine } = readChange(call.values)
  if (!question) return { errors: { question: questionIsEmpty } }
  if (!allies.length) return { errors: { allies: nobodyPicked } }
  const found = await findProposed(call, call.metadata)
  if ('refused' in found) return { say: found.refused }
  return ask(call, { ...found.round, question, ownLine }, allies)
}

export async function openOwn(call: ActionCall): Promise<Reply> {
  const found = await findProposed(call, call.value)
  if ('refused' in found) return { say: found.refused }
  const chosen = (await listAsks(call, [found.round.id])).map((one) => one.ally)
  return { open: sayMineFirstForm(found.round, chosen, await findPeople(call.db, call.teamId, chosen)) }
}

export async function submitOwn(call: SubmissionCall): Promise<Reply> {
  const ownLine = readOwnLine(call.values)
  if (!ownLine) return { errors: { own: ownLineIsEmpty } }
  const found = await findProposed(call, call.metadata)
  if ('refused' in found) return { say: found.refused }
  const asks = await listAsks(call, [found.round.id])
  return ask(
    call,
    { ...found.round, ownLine },
    asks.map((one) => one.ally),
  )
}

export async function skipRound(call: ActionCall): Promise<Reply> {
  const found = await findProposed(call, call.value || (call.picked ?? ''))
  if ('refused' in found) return { say: found.refused }
  await resetUnanswered(call)
  await skipProposal(call, found.round)
  return { say: skipped(), home: true }
}

export async function askNow(call: Call): Promise<Reply> {
  const { db, teamId, me } = call
  const allies = await listAllies(call, me.userId)
  if (!allies.length) return { say: circleIsEmpty() }
  await beginSchedule(call, me)
  const [waiting] = await listRounds(call, me.userId, { states: ['proposed'], limit: 1 })
  const schedule = await findSchedule(call, me.userId)
  const round = waiting ?? (await proposeRound(call, me, schedule!))
  if (!round) return { say: everybodyHadTwo() }
  const chosen = (await listAsks(call, [round.id])).map((one) => one.ally)
  return { say: prompt(round, chosen, await findPeople(db, teamId, chosen)) }
}
