/** "No more from Mallory", from the menu of anything that came from Mallory. */
import { isId } from '../../../db/id.ts'
import type { ActionCall, Call, Reply, SubmissionCall } from '../../../feature.ts'
import { findOwnNudge } from '../../../nudges/ledger.ts'
import { insertBlock } from '../../../people/block-store.ts'
import { nameOf } from '../../../people/display-name.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { nobodyToStop, noMoreForm, noMoreSaid } from '../views/no-more.ts'
import type { Catalog } from './catalog.ts'

export async function askNoMore(call: ActionCall, nudgeId: string): Promise<Reply> {
  const sender = await findSender(call, nudgeId)
  return sender ? { open: noMoreForm(sender, nudgeId) } : { say: nobodyToStop }
}

export async function submitNoMore(call: SubmissionCall, { endWith }: Catalog): Promise<Reply> {
  const sender = await findSender(call, call.metadata)
  if (!sender) return { say: nobodyToStop }
  const { userId } = sender
  await insertBlock(call, call.me.userId, { other: userId, everything: true })
  await endWith(call, userId)
  return { say: noMoreSaid(nameOf(new Map([[userId, sender]]), userId)), home: true }
}

/** Whoever one of a person's own messages is from. */
async function findSender(call: Call, nudgeId: string): Promise<Person | undefined> {
  const { db, teamId, me } = call
  const nudge = isId(nudgeId) ? await findOwnNudge(db, teamId, me.userId, nudgeId) : undefined
  return nudge?.sender ? (await findPeople(db, teamId, [nudge.sender])).get(nudge.sender) : undefined
}
