/** Reading what was answered, when ready: in a modal that only its reader can open. */
import * as z from 'zod'
import type { ActionCall, Call, Reply } from '../../../feature.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { parseValue } from '../../../slack/parse-value.ts'
import type { AnonymousAnswer } from '../domain/anonymous-answers.ts'
import type { Round } from '../domain/round.ts'
import { readAnonymousAnswers } from '../store/anonymous-answer-store.ts'
import { resolveAnswerRef } from '../store/answer-ref.ts'
import { markRead } from '../store/answer-changes.ts'
import { listDecryptedAnswers, type DecryptedAnswer } from '../store/answer-store.ts'
import { findAskOf } from '../store/ask-store.ts'
import { findRounds } from '../store/round-store.ts'
import { listReleased } from '../store/unread.ts'
import { notYourAnswer } from '../views/ally-replies.ts'
import { inboxModal, perPage, type InboxAnswer } from '../views/inbox-modal.ts'

const inboxPage = z.object({ page: z.number().int().min(0).max(1000), earlier: z.boolean() })
type InboxPage = z.infer<typeof inboxPage>
const firstPage: InboxPage = { page: 0, earlier: false }

/** The page that a button's value or the modal's metadata names; the first where it can't be read. */
export function readInboxPage(text: string): InboxPage {
  return parseValue(inboxPage, text) ?? firstPage
}

export async function showInbox(call: Call, at: InboxPage = firstPage, notice?: string): Promise<Reply> {
  const { items, hasMore } = await listInbox(call, at)
  // The last answer of a later page was dealt with.
  if (!items.length && at.page > 0) return showInbox(call, { ...at, page: 0 }, notice)
  await markOpened(
    call,
    items.flatMap((item) => item.signed ?? []),
  )
  const writers = items.flatMap((item) => item.writer ?? [])
  const people = await findPeople(call.db, call.teamId, writers)
  return { open: inboxModal({ items, hasMore, ...at, ...(notice && { notice }) }, people, call.me, call.now) }
}

export function turnPage(call: ActionCall): Promise<Reply> {
  return showInbox(call, readInboxPage(call.value))
}

/** From now on these can't be changed or taken back, and their writers' cards no longer offer it. */
async function markOpened(call: Call, answers: readonly DecryptedAnswer[]): Promise<void> {
  const opened = answers.filter((answer) => !answer.readAt)
  const ids = opened.map((answer) => answer.id)
  await markRead(call, ids, call.now)
  for (const { roundId, writer } of opened) {
    const ask = roundId && (await findAskOf(call, roundId, writer))
    if (ask) await markStale(call.db, call.teamId, ask.id)
  }
}

type Item = InboxAnswer & { signed?: DecryptedAnswer }

/** Answers without a name are few and come first, so that the signed ones can be paged in the database. */
async function listInbox(call: Call, { page, earlier }: InboxPage) {
  const anonymous = await listAnonymous(call, earlier)
  const from = page * perPage
  const here = anonymous.slice(from, from + perPage)
  const signed = await listDecryptedAnswers(call, call.me.userId, {
    settled: earlier,
    limit: perPage + 1 - here.length,
    offset: Math.max(0, from - anonymous.length),
  })
  const roundIds = signed.flatMap((answer) => answer.roundId ?? [])
  const rounds = await findRounds(call, roundIds)
  const all: Item[] = [
    ...here,
    ...signed.map((answer) => signedItem(answer, rounds.get(answer.roundId ?? ''))),
  ]
  return { items: all.slice(0, perPage), hasMore: all.length > perPage || anonymous.length > from + perPage }
}

async function listAnonymous(call: Call, earlier: boolean): Promise<Item[]> {
  const items: Item[] = []
  const rounds = await listReleased(call, call.me.userId)
  const byRound = await readAnonymousAnswers(
    call,
    rounds.map(({ id }) => id),
  )
  for (const round of rounds) {
    const answers = byRound.get(round.id) ?? []
    // Once a round: what is asked back goes to everybody who was asked.
    const canAskBack = round.parent === undefined && !answers.some((answer) => answer.hasAskedBack)
    for (const [index, answer] of answers.entries())
      if ((answer.outcome !== undefined) === earlier)
        items.push(anonymousItem(round, index, answer, canAskBack))
  }
  return items
}

function anonymousItem(round: Round, index: number, answer: AnonymousAnswer, canAskBack: boolean): Item {
  return {
    value: `box:${round.id}:${index}`,
    writer: undefined,
    givenAt: undefined,
    question: round.question,
    body: answer.body,
    outcome: answer.outcome,
    canAskBack,
  }
}

function signedItem(signed: DecryptedAnswer, round: Round | undefined): Item {
  const { askedBack, reply } = signed
  const change = signed.changeAgain ?? signed.change
  return {
    signed,
    value: `answer:${signed.id}`,
    writer: signed.writer,
    givenAt: signed.givenAt,
    question: round?.question,
    body: signed.body,
    outcome: signed.outcome,
    canAskBack: !signed.hasAskedBack,
    ...(askedBack && { askedBack }),
    ...(reply && { reply }),
    ...(change && { change }),
  }
}

/** One answer by itself, with what was asked back about it. */
export async function openOne(call: ActionCall): Promise<Reply> {
  const found = await resolveAnswerRef(call, `answer:${call.value}`, call.me.userId)
  if (found?.kind !== 'signed') return { say: textMessage(notYourAnswer) }
  const { answer } = found
  await markRead(call, [answer.id], call.now)
  const round = answer.roundId ? (await findRounds(call, [answer.roundId])).get(answer.roundId) : undefined
  const people = await findPeople(call.db, call.teamId, [answer.writer])
  const earlier = answer.outcome !== undefined
  const page = { items: [signedItem(answer, round)], page: 0, hasMore: false, earlier }
  return { open: inboxModal(page, people, call.me, call.now) }
}
