/** What somebody who was asked can do: answer, or not this time. */
import type { ActionCall, Call, Reply, SubmissionCall } from '../../../feature.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { takesPart, type Ask, type Pulse } from '../domain/pulse.ts'
import { addAnswer, type Answer } from '../domain/tally.ts'
import { findPulseAsks, setDone } from '../store/pulse-ask-store.ts'
import type { PulseScope } from '../store/context.ts'
import { findPulses, lockPulse } from '../store/pulse-store.ts'
import { findTally, saveTally } from '../store/tally-store.ts'
import { firstField, pulseForm, readPulseForm } from '../views/answer-form.ts'
import { kept, passed } from '../views/messages.ts'
import { answerRefused, notYourPulse, type AnswerProblem } from '../views/refusals.ts'

interface AskOfMe {
  pulse: Pulse
  ask: Ask
}

/** Opening the form leaves no trace of its own. */
export async function openPulseForm(call: ActionCall): Promise<Reply> {
  const { me, value } = call
  const ask = (await findPulseAsks(call, [value])).get(value)
  const pulse = ask && (await findPulses(call, [ask.pulseId])).get(ask.pulseId)
  if (!pulse || ask.userId !== me.userId) return { say: textMessage(notYourPulse) }
  const problem = whyNotAnswered(call, { pulse, ask })
  if (problem) return { say: textMessage(answerRefused(problem)) }
  return { open: pulseForm(pulse, ask, me.locale) }
}

export async function submitPulse(call: SubmissionCall): Promise<Reply> {
  const read = readPulseForm(call.values)
  if ('errors' in read) return read
  const found = await lockMyAsk(call, call.metadata)
  if (!found) return { errors: { [firstField]: notYourPulse } }
  const problem = whyNotAnswered(call, found)
  if (problem) return { errors: { [firstField]: answerRefused(problem) } }
  await recordResponse(call, found, read.answer)
  return { say: kept(found.pulse, call.me, call.now), home: true }
}

export async function passPulse(call: ActionCall): Promise<Reply> {
  const found = await lockMyAsk(call, call.value)
  if (!found) return { say: textMessage(notYourPulse) }
  const problem = whyNotAnswered(call, found)
  if (problem) {
    await markStale(call.db, call.teamId, found.ask.id)
    return { say: textMessage(answerRefused(problem)) }
  }
  await recordResponse(call, found)
  return { say: passed(), home: true }
}

/** With the pulse locked, so that responses are handled one after the other. */
async function lockMyAsk(call: Call, askId: string): Promise<AskOfMe | undefined> {
  const known = (await findPulseAsks(call, [askId])).get(askId)
  if (known?.userId !== call.me.userId) return undefined
  const pulse = await lockPulse(call, known.pulseId)
  const ask = (await findPulseAsks(call, [askId])).get(askId)
  return pulse && ask && { pulse, ask }
}

function whyNotAnswered({ me }: Call, { pulse, ask }: AskOfMe): AnswerProblem | undefined {
  if (!takesPart(me)) return 'guest'
  if (pulse.state !== 'open' || ask.state === 'listed') return 'closed'
  return ask.state === 'done' ? 'responded' : undefined
}

/**
 * An answer and "not this time" are the same statements on the same rows with the same sizes, so that the database tells
 * neither from the other; the sums are encrypted anew whatever the response was.
 */
async function recordResponse(scope: PulseScope, { pulse, ask }: AskOfMe, answer?: Answer): Promise<void> {
  await setDone(scope, ask.id)
  await markStale(scope.db, scope.teamId, ask.id)
  const tally = await findTally(scope, pulse.id)
  await saveTally(scope, pulse.id, answer ? addAnswer(tally, answer) : tally)
}
