/** Whether it has changed, four weeks after an answer became a promise; after "not yet" once more, if its reader agrees. */
import type { ActionCall, Reply } from '../../../feature.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { nameOf } from '../../../people/display-name.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { insideWorkingHours } from '../../../time/working-hours.ts'
import { changes, type Change } from '../domain/answer.ts'
import { kinds } from '../domain/kinds.ts'
import { setAsksAgain, setChange } from '../store/answer-changes.ts'
import { lockAnswer } from '../store/answer-store.ts'
import { notYourAnswer } from '../views/ally-replies.ts'
import { asksAgain, changeSaidAlready } from '../views/follow-up-replies.ts'
import { planAbout } from './plan-about.ts'

/** Milliseconds until the writer is asked whether it has changed: four weeks. */
const untilAsked = 28 * 86_400_000

export function fourWeeksOn({ hours }: Person, now: Date): Date {
  return insideWorkingHours(new Date(now.getTime() + untilAsked), hours)
}

export async function sayChanged(call: ActionCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const [id = '', said] = call.value.split(':')
  const change: Change | undefined = changes.find((known) => known === said)
  const answer = await lockAnswer(call, id)
  if (answer?.writer !== me.userId || answer.outcome !== 'promise' || !change)
    return { say: textMessage(notYourAnswer) }
  await markStale(db, teamId, id)
  if (answer.changeAgain || (answer.change && !answer.asksAgain)) return { say: changeSaidAlready() }
  const isAgain = answer.change !== undefined
  await setChange(call, id, isAgain ? { change_again: change } : { change })
  const kind = isAgain ? kinds.change_told_again : kinds.change_told
  await planNudges(db, teamId, [{ ...planAbout(id, answer.reader, kind, now), from: me.userId }], now)
  return {}
}

/** The reader would like to know once more; the writer is asked in four weeks. */
export async function askAgain(call: ActionCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const answer = await lockAnswer(call, call.value)
  if (answer?.reader !== me.userId || answer.change !== 'not_yet') return { say: textMessage(notYourAnswer) }
  await markStale(db, teamId, answer.id)
  const people = await findPeople(db, teamId, [answer.writer])
  const writer = people.get(answer.writer)
  if (writer && !answer.asksAgain) {
    await setAsksAgain(call, answer.id)
    const planned = planAbout(answer.id, writer.userId, kinds.changed_again, now)
    await planNudges(db, teamId, [{ ...planned, dueAt: fourWeeksOn(writer, now) }], now)
  }
  return { say: asksAgain(nameOf(people, answer.writer)) }
}
