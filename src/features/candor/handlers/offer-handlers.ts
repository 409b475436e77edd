/** Feedback offered to somebody who did not ask: they say whether and when, and only then is it written. */
import { randomUUID } from 'node:crypto'
import type { CommandCall, SubmissionCall, ActionCall, Reply } from '../../../feature.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { isBlocked } from '../../../circles/allies.ts'
import { nameOf } from '../../../people/display-name.ts'
import { resolveMention } from '../../../people/resolve-mention.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { Mention } from '../../../slack/mentions.ts'
import { instantOf, localTime } from '../../../time/working-hours.ts'
import { insertAnswer } from '../store/answer-store.ts'
import { readAnswer, writeForm } from '../views/answer-forms.ts'
import { tooSoon, unfitToHear, type Offer } from '../domain/offer.ts'
import { insertOffer, listOffersBy, lockOffer, saveOffer } from '../store/offer-store.ts'
import { notifyUnread } from '../store/unread.ts'
import { kinds } from '../domain/kinds.ts'
import type { KindId } from '../../../nudges/kinds.ts'

const notYours = "I don't know this offer, or it is not yours. Nothing changed."

export async function offer(call: CommandCall, mention: Mention): Promise<Reply> {
  const { teamId, me, db, now } = call
  const hearer = await resolveMention(call, mention)
  if ('refused' in hearer) return { say: textMessage(hearer.refused) }
  const unfit = unfitToHear(hearer, me)
  if (unfit) return { say: textMessage(unfit) }
  const early = tooSoon(await listOffersBy(call, me.userId), hearer.userId, now)
  if (early) return { say: textMessage(early) }
  const made: Offer = {
    id: randomUUID(),
    giver: me.userId,
    hearer: hearer.userId,
    state: 'offered',
    offeredAt: now,
    wantedAt: undefined,
  }
  await insertOffer(call, made)
  const keepsAway = await isBlocked(call, hearer.userId, me.userId)
  if (!keepsAway) await planNudges(db, teamId, [notice(made, hearer.userId, kinds.offer, now)], now)
  const name = nameOf(new Map([[hearer.userId, hearer]]), hearer.userId)
  return {
    say: textMessage(
      `I ask ${name} whether they would like to hear it. You write it only after their yes; until then there is nothing to do.`,
    ),
  }
}

function notice(made: Offer, userId: string, kind: KindId, now: Date): Planned {
  return { userId, kind, subjectId: made.id, dedupeKey: `${made.id}:${kind.name}`, dueAt: now }
}

/** "Now" or "Tomorrow 9:00": from when the hearer would like to be told that it is there. */
export async function accept(call: ActionCall): Promise<Reply> {
  const { me, now } = call
  const [id = '', when] = call.value.split(':')
  const found = await lockOffer(call, id)
  if (found?.hearer !== me.userId) return { say: textMessage(notYours) }
  if (found.state !== 'offered') return answered(call, found)
  const tomorrow = localTime(now, me.hours.zone).toPlainDate().add({ days: 1 })
  const wantedAt = when === 'tomorrow' ? instantOf(tomorrow, '09:00', me.hours.zone) : now
  return answerOffer(call, { ...found, state: 'accepted', wantedAt })
}

export async function decline(call: ActionCall): Promise<Reply> {
  const found = await lockOffer(call, call.value)
  if (found?.hearer !== call.me.userId) return { say: textMessage(notYours) }
  if (found.state !== 'offered') return answered(call, found)
  return answerOffer(call, { ...found, state: 'declined' })
}

async function answerOffer(call: ActionCall, next: Offer): Promise<Reply> {
  const { db, teamId, now } = call
  await saveOffer(call, next)
  await markStale(db, teamId, next.id)
  await planNudges(db, teamId, [notice(next, next.giver, kinds.offer_answered, now)], now)
  return {}
}

async function answered({ db, teamId }: ActionCall, { id }: Offer): Promise<Reply> {
  await markStale(db, teamId, id)
  return { say: textMessage('You have answered this offer already. Nothing changed.') }
}

export async function openWrite(call: ActionCall): Promise<Reply> {
  const found = await lockOffer(call, call.value)
  if (found?.giver !== call.me.userId) return { say: textMessage(notYours) }
  const refused = whyNotWritten(found)
  if (refused) return { say: textMessage(refused) }
  const people = await findPeople(call.db, call.teamId, [found.hearer])
  if (people.get(found.hearer)?.isDeactivated !== false)
    return { say: textMessage('They have left this workspace.') }
  return { open: writeForm(found.id, found.hearer, people) }
}

function whyNotWritten({ state }: Offer): string | undefined {
  if (state === 'accepted') return undefined
  return state === 'written' ? 'You have written it already.' : 'They have not said yes to it.'
}

export async function submitWrite(call: SubmissionCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const read = readAnswer(call.values)
  if (!read) return { errors: { answer: 'Say it in a few words.' } }
  const found = await lockOffer(call, call.metadata)
  if (found?.giver !== me.userId) return { errors: { answer: notYours } }
  const refused = whyNotWritten(found)
  if (refused) return { errors: { answer: refused } }
  const { hearer, wantedAt } = found
  const id = await insertAnswer(call, {
    offerId: found.id,
    writer: me.userId,
    reader: hearer,
    body: read.body,
    now,
  })
  await saveOffer(call, { ...found, state: 'written' })
  await markStale(db, teamId, found.id)
  await notifyUnread(call, hearer, id, wantedAt && wantedAt > now ? wantedAt : now)
  const people = await findPeople(db, teamId, [hearer])
  return { say: textMessage(`Sent. Only ${nameOf(people, hearer)} reads it, with your name.`) }
}
