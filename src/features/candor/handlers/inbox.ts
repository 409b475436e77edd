/** Hearing what was answered, when ready: in a modal that only its reader can open. */
import * as z from 'zod'
import type { Call, ActionCall, Reply } from '../../../feature.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { AnonymousAnswer } from '../domain/anonymous-answers.ts'
import type { CandorScope } from '../store/context.ts'
import { inboxModal, perPage, type InboxAnswer } from '../views/inbox-modal.ts'
import { readAnonymousAnswers } from '../store/anonymous-answer-store.ts'
import { listDecryptedAnswers, markRead, type DecryptedAnswer } from '../store/answer-store.ts'
import type { Round } from '../domain/round.ts'
import { findRounds, listAsks } from '../store/round-store.ts'
import { resolveAnswerRef, notYours } from '../store/answer-ref.ts'
import { listReleased } from '../store/unread.ts'

const place = z.object({ page: z.number().int().min(0).max(1000), earlier: z.boolean() })
const start = { page: 0, earlier: false }

/** The page that a button's value or the modal's metadata names; the first where it can't be read. */
export function readInboxPage(text: string): z.infer<typeof place> {
  try {
    return place.safeParse(JSON.parse(text)).data ?? start
  } catch {
    return start
  }
}

export async function showInbox(call: Call, at: z.infer<typeof place> = start): Promise<Reply> {
  const { items, hasMore } = await listHeard(call, call.me.userId, at)
  // The last thing of a later page was dealt with.
  if (!items.length && at.page > 0) return showInbox(call, { ...at, page: 0 })
  const read = items.flatMap((item) => (item.letter && !item.letter.readAt ? [item.letter] : []))
  await markRead(
    call,
    read.map((letter) => letter.id),
    call.now,
  )
  for (const letter of read) await refreshGiver(call, letter)
  const people = await findPeople(
    call.db,
    call.teamId,
    items.flatMap((item) => item.writer ?? []),
  )
  return { open: inboxModal({ items, hasMore, ...at }, people, call.me, call.now) }
}

export function turnPage(call: ActionCall): Promise<Reply> {
  return showInbox(call, readInboxPage(call.value))
}

/** The giver's card no longer offers to change what was opened. */
async function refreshGiver(call: Call, letter: DecryptedAnswer): Promise<void> {
  const { db, teamId } = call
  if (!letter.roundId) return
  const asks = await listAsks(call, [letter.roundId])
  const theirs = asks.find((ask) => ask.ally === letter.writer)
  if (theirs) await markStale(db, teamId, theirs.id)
}

type Item = InboxAnswer & { letter?: DecryptedAnswer }

async function listHeard(scope: CandorScope, reader: string, { page, earlier }: z.infer<typeof place>) {
  // Those without a name are few, and stand before the signed ones, so that the signed ones can be paged in the database.
  const boxed = await listBoxed(scope, reader, earlier)
  const from = page * perPage
  const here = boxed.slice(from, from + perPage)
  const limit = perPage + 1 - here.length
  const letters = await listDecryptedAnswers(scope, reader, {
    settled: earlier,
    limit,
    offset: Math.max(0, from - boxed.length),
  })
  const rounds = await findRounds(
    scope,
    letters.flatMap((letter) => letter.roundId ?? []),
  )
  const all: Item[] = [
    ...here,
    ...letters.map((letter) => signedItem(letter, rounds.get(letter.roundId ?? ''))),
  ]
  return { items: all.slice(0, perPage), hasMore: all.length > perPage || boxed.length > from + perPage }
}

async function listBoxed(scope: CandorScope, reader: string, earlier: boolean): Promise<Item[]> {
  const items: Item[] = []
  for (const round of await listReleased(scope, reader)) {
    const box = await readAnonymousAnswers(scope, round.id)
    // Once a round: what is asked back goes to everybody who was asked.
    const canAskBack = round.parent === undefined && !box.some((item) => item.hasAskedBack)
    for (const [index, item] of box.entries())
      if ((item.outcome !== undefined) === earlier) items.push(boxedItem(round, index, item, canAskBack))
  }
  return items
}

function boxedItem(
  round: Round,
  index: number,
  { body, outcome }: AnonymousAnswer,
  canAskBack: boolean,
): Item {
  return {
    value: `box:${round.id}:${index}`,
    writer: undefined,
    givenAt: undefined,
    question: round.question,
    body,
    outcome,
    canAskBack,
  }
}

function signedItem(letter: DecryptedAnswer, round: Round | undefined): Item {
  const { askedBack, reply, change } = letter
  return {
    letter,
    value: `answer:${letter.id}`,
    writer: letter.writer,
    givenAt: letter.givenAt,
    question: round?.question,
    body: letter.body,
    outcome: letter.outcome,
    canAskBack: !letter.hasAskedBack,
    ...(askedBack && { askedBack }),
    ...(reply && { reply }),
    ...(change && { change }),
  }
}

/** One answer by itself, with what was asked back about it. */
export async function openOne(call: ActionCall): Promise<Reply> {
  const target = await resolveAnswerRef(call, `answer:${call.value}`, call.me.userId)
  if (target?.kind !== 'signed') return { say: textMessage(notYours) }
  const { letter } = target
  await markRead(call, [letter.id], call.now)
  const round = letter.roundId ? (await findRounds(call, [letter.roundId])).get(letter.roundId) : undefined
  const people = await findPeople(call.db, call.teamId, [letter.writer])
  const page = {
    items: [signedItem(letter, round)],
    page: 0,
    hasMore: false,
    earlier: letter.outcome !== undefined,
  }
  return { open: inboxModal(page, people, call.me, call.now) }
}
