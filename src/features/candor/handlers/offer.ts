/** Feedback offered to somebody who did not ask: they say whether and when, and only then is it written. */
import { randomUUID } from 'node:crypto'
import type { ActionCall, CommandCall, Reply, SubmissionCall } from '../../../feature.ts'
import { whyNotAColleague } from '../../../circles/membership.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { heldLines } from '../../../nudges/views/held-line.ts'
import { whenHeard } from '../../../nudges/when-heard.ts'
import { findBlock } from '../../../people/block-store.ts'
import { cannotBeSent, nameOf } from '../../../people/display-name.ts'
import { resolveMention } from '../../../people/resolve-mention.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { Mention } from '../../../slack/mentions.ts'
import { instantOf, localTime } from '../../../time/working-hours.ts'
import { kinds } from '../domain/kinds.ts'
import { whyNoOfferNow, type Offer } from '../domain/offer.ts'
import { insertAnswer } from '../store/answer-changes.ts'
import { insertOffer, listOffersBy, lockOffer, saveOffer } from '../store/offer-store.ts'
import { notifyUnread } from '../store/unread.ts'
import { lineAboutCharacter } from '../domain/tone.ts'
import { readAnswer } from '../views/answer-fields.ts'
import { readFormRef, writeForm } from '../views/answer-forms.ts'
import {
  cannotHear,
  feedbackSent,
  hearerLeft,
  noOfferNow,
  notAccepted,
  notYourOffer,
  offerAnsweredAlready,
  offerMade,
  writtenAlready,
} from '../views/offer-replies.ts'
import { planAbout } from './plan-about.ts'

export async function offer(call: CommandCall, mention: Mention, hasMoreWords: boolean): Promise<Reply> {
  const { teamId, me, db, now } = call
  const hearer = await resolveMention(call, mention)
  if ('refused' in hearer) return { say: textMessage(hearer.refused) }
  const name = nameOf(new Map([[hearer.userId, hearer]]), hearer.userId)
  const unfit = whyNotAColleague(hearer, me)
  if (unfit) return { say: cannotHear(unfit, name) }
  const block = await findBlock(call, hearer.userId, me.userId)
  if (block?.everything) return { say: textMessage(cannotBeSent(name)) }
  const tooSoon = whyNoOfferNow(await listOffersBy(call, me.userId), hearer.userId, now)
  if (tooSoon) return { say: noOfferNow(tooSoon, name) }
  const made: Offer = {
    id: randomUUID(),
    giver: me.userId,
    hearer: hearer.userId,
    state: 'offered',
    offeredAt: now,
    wantedAt: undefined,
  }
  await insertOffer(call, made)
  // The giver is told the same either way.
  if (!block)
    await planNudges(
      db,
      teamId,
      [{ ...planAbout(made.id, hearer.userId, kinds.offer, now), from: me.userId }],
      now,
    )
  const waits = heldLines(await whenHeard(call, [hearer]), [hearer], me, now)
  return { say: offerMade(name, { hasMoreWords, waits }) }
}

/** "Now" or "Tomorrow 9:00": from when the hearer would like to be told that it is there. */
export async function accept(call: ActionCall): Promise<Reply> {
  const { me, now } = call
  const [id = '', when] = call.value.split(':')
  const found = await lockOffer(call, id)
  if (found?.hearer !== me.userId) return { say: textMessage(notYourOffer) }
  if (found.state !== 'offered') return answeredAlready(call, found)
  const tomorrow = localTime(now, me.hours.zone).toPlainDate().add({ days: 1 })
  const wantedAt = when === 'tomorrow' ? instantOf(tomorrow, '09:00', me.hours.zone) : now
  return answerOffer(call, { ...found, state: 'accepted', wantedAt })
}

export async function decline(call: ActionCall): Promise<Reply> {
  const found = await lockOffer(call, call.value)
  if (found?.hearer !== call.me.userId) return { say: textMessage(notYourOffer) }
  if (found.state !== 'offered') return answeredAlready(call, found)
  return answerOffer(call, { ...found, state: 'declined' })
}

async function answerOffer(call: ActionCall, next: Offer): Promise<Reply> {
  const { db, teamId, now } = call
  await saveOffer(call, next)
  await markStale(db, teamId, next.id)
  const told = planAbout(next.id, next.giver, kinds.offer_answered, now)
  await planNudges(db, teamId, [{ ...told, from: next.hearer }], now)
  return {}
}

async function answeredAlready({ db, teamId }: ActionCall, { id }: Offer): Promise<Reply> {
  await markStale(db, teamId, id)
  return { say: offerAnsweredAlready() }
}

export async function openWrite(call: ActionCall): Promise<Reply> {
  const found = await lockOffer(call, call.value)
  if (found?.giver !== call.me.userId) return { say: textMessage(notYourOffer) }
  const people = await findPeople(call.db, call.teamId, [found.hearer])
  const name = nameOf(people, found.hearer)
  const refused = whyNotWritten(found, name)
  if (refused) return { say: textMessage(refused) }
  if (people.get(found.hearer)?.isDeactivated !== false) return { say: hearerLeft(name) }
  return { open: writeForm(found.id, name) }
}

function whyNotWritten({ state }: Offer, name: string): string | undefined {
  if (state === 'accepted') return undefined
  return state === 'written' ? writtenAlready : notAccepted(name)
}

export async function submitWrite(call: SubmissionCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const read = readAnswer(call.values)
  if ('errors' in read) return read
  const { id: offerId, wasShown } = readFormRef(call.metadata)
  const found = await lockOffer(call, offerId)
  if (found?.giver !== me.userId) return { errors: { answer: notYourOffer } }
  const { hearer, wantedAt } = found
  const name = nameOf(await findPeople(db, teamId, [hearer]), hearer)
  const refused = whyNotWritten(found, name)
  if (refused) return { errors: { answer: refused } }
  const line = wasShown ? undefined : lineAboutCharacter(read.body)
  if (line) return { open: writeForm(found.id, name, { read, line }) }
  const answer = { offerId: found.id, writer: me.userId, reader: hearer, body: read.body, now }
  const id = await insertAnswer(call, answer)
  await saveOffer(call, { ...found, state: 'written' })
  await markStale(db, teamId, found.id)
  await notifyUnread(call, hearer, id, wantedAt && wantedAt > now ? wantedAt : now)
  return { say: feedbackSent(name) }
}
