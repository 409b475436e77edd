/** Saying it face to face: the one asked offers it, the asker says "good" or "in writing, please". */
import type { ActionCall, Reply } from '../../../feature.ts'
import { mayHaveHeard, planNudges } from '../../../nudges/plan.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage, type Message } from '../../../slack/blocks.ts'
import { kinds } from '../domain/kinds.ts'
import { nextAskState, type Ask, type InPerson, type Round } from '../domain/round.ts'
import { findAsks, setInPerson, setAskState } from '../store/ask-store.ts'
import { lockRound } from '../store/round-store.ts'
import { askRefused, notYourQuestion } from '../views/ally-replies.ts'
import { inPersonAnswered, inPersonOffered, toldInPerson, wantedInWriting } from '../views/in-person.ts'
import { recordResponse } from './answer.ts'
import { lockMyAsk } from './my-ask.ts'
import { planAbout } from './plan-about.ts'

export async function offerInPerson(call: ActionCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const found = await lockMyAsk(call, call.value, me.userId)
  if (!found) return { say: textMessage(notYourQuestion) }
  const { round, ask } = found
  const checked = nextAskState(round, ask, 'signed', now)
  if ('refused' in checked) return { say: askRefused(checked.refused) }
  const asker = nameOf(await findPeople(db, teamId, [round.asker]), round.asker)
  // Once a question: nothing is stored of a "no" but that it was asked, which the ledger knows.
  if (await mayHaveHeard(db, teamId, ask.id, round.asker)) return { say: wantedInWriting(asker) }
  await respondInPerson(call, found, 'offered')
  const told = planAbout(ask.id, round.asker, kinds.in_person, now)
  await planNudges(db, teamId, [{ ...told, from: me.userId }], now)
  return { say: inPersonOffered(asker), home: true }
}

/** To one question to one person: it was said already. */
export async function tellInPerson(call: ActionCall): Promise<Reply> {
  const found = await lockMyAsk(call, call.value, call.me.userId)
  if (!found?.round.isSingle) return { say: textMessage(notYourQuestion) }
  const { round, ask } = found
  const checked = nextAskState(round, ask, 'signed', call.now)
  if ('refused' in checked) return { say: askRefused(checked.refused) }
  await respondInPerson(call, found, 'told')
  const people = await findPeople(call.db, call.teamId, [round.asker])
  return { say: toldInPerson(nameOf(people, round.asker)), home: true }
}

async function respondInPerson(
  call: ActionCall,
  found: { round: Round; ask: Ask },
  how: InPerson,
): Promise<void> {
  await setInPerson(call, found.ask.id, how)
  await recordResponse(call, found, 'signed')
}

export async function agreeInPerson(call: ActionCall): Promise<Reply> {
  const found = await lockOffered(call)
  if ('refused' in found) return { say: found.refused }
  await setInPerson(call, found.ask.id, 'agreed')
  return answerOffered(call, found.ask)
}

/** "In writing, please": their question waits for a response again. */
export async function askInWriting(call: ActionCall): Promise<Reply> {
  const found = await lockOffered(call)
  if ('refused' in found) return { say: found.refused }
  await setInPerson(call, found.ask.id, undefined)
  await setAskState(call, found.ask.id, 'asked')
  return answerOffered(call, found.ask)
}

async function answerOffered(call: ActionCall, { id, ally }: Ask): Promise<Reply> {
  const { db, teamId, me, now } = call
  await markStale(db, teamId, id)
  const told = planAbout(id, ally, kinds.in_person_answered, now)
  await planNudges(db, teamId, [{ ...told, from: me.userId }], now)
  return { home: true }
}

/** What waits for a word of the asker. */
async function lockOffered(call: ActionCall): Promise<{ ask: Ask } | { refused: Message }> {
  const known = (await findAsks(call, [call.value])).get(call.value)
  const round = known && (await lockRound(call, known.roundId))
  const ask = round && (await findAsks(call, [call.value])).get(call.value)
  if (!ask || round.asker !== call.me.userId) return { refused: textMessage(notYourQuestion) }
  if (ask.inPerson === 'offered') return { ask }
  await markStale(call.db, call.teamId, ask.id)
  return { refused: inPersonAnswered() }
}
