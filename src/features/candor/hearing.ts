/** Hearing what was answered: open when ready, thank, ask one thing back, make it a promise, heard. */
import { z } from 'zod'
import type { Call, FormCall, PressCall, Reply } from '../../feature.ts'
import { markStale, planNudges, type Planned } from '../../nudges/plan.ts'
import { nameOf } from '../../people/named.ts'
import type { People } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import { words } from '../../slack/blocks.ts'
import { insideWorkingHours } from '../../time/working-hours.ts'
import { changes, type Change, type Outcome } from './answer.ts'
import { newRound, openRound } from './asking.ts'
import type { BoxItem } from './box.ts'
import type { Desk } from './desk.ts'
import { hearing, perPage, type Heard } from './hearing-view.ts'
import {
  addToExchange,
  listLetters,
  lockAnswer,
  markRead,
  openBox,
  sayChange,
  sealBox,
  settleAnswer,
  type Letter,
} from './letters.ts'
import { backForm, readTextField, replyForm } from './modal.ts'
import type { Round } from './round.ts'
import { findRounds, insertRound, listAsks, lockRound } from './store.ts'
import { listReleased } from './waiting.ts'

const place = z.object({ page: z.number().int().min(0).max(1000), earlier: z.boolean() })
const start = { page: 0, earlier: false }

/** The page that a button's value or the modal's metadata names; the first where it can't be read. */
function readPlace(text: string): z.infer<typeof place> {
  try {
    return place.safeParse(JSON.parse(text)).data ?? start
  } catch {
    return start
  }
}

export async function hear(call: Call, key: Buffer, at: z.infer<typeof place> = start): Promise<Reply> {
  const { items, hasMore } = await listHeard({ ...call, key }, call.me.userId, at)
  // The last thing of a later page was dealt with.
  if (!items.length && at.page > 0) return hear(call, key, { ...at, page: 0 })
  const read = items.flatMap((item) => (item.letter && !item.letter.readAt ? [item.letter] : []))
  await markRead(
    call.db,
    call.teamId,
    read.map((letter) => letter.id),
    call.now,
  )
  for (const letter of read) await refreshGiver(call, letter)
  const people = await findPeople(
    call.db,
    call.teamId,
    items.flatMap((item) => item.writer ?? []),
  )
  return { open: hearing({ items, hasMore, ...at }, people, call.me, call.now) }
}

export function turnPage(call: PressCall, key: Buffer): Promise<Reply> {
  return hear(call, key, readPlace(call.value))
}

/** The giver's card no longer offers to change what was opened. */
async function refreshGiver({ db, teamId }: Call, letter: Letter): Promise<void> {
  if (!letter.roundId) return
  const asks = await listAsks(db, teamId, [letter.roundId])
  const theirs = asks.find((ask) => ask.ally === letter.writer)
  if (theirs) await markStale(db, teamId, theirs.id)
}

type Item = Heard & { letter?: Letter }

async function listHeard(desk: Desk, reader: string, { page, earlier }: z.infer<typeof place>) {
  const { db, teamId, key } = desk
  // Those without a name are few, and stand before the signed ones, so that the signed ones can be paged in the database.
  const boxed = await listBoxed(desk, reader, earlier)
  const from = page * perPage
  const here = boxed.slice(from, from + perPage)
  const limit = perPage + 1 - here.length
  const letters = await listLetters(db, key, teamId, reader, {
    settled: earlier,
    limit,
    offset: Math.max(0, from - boxed.length),
  })
  const rounds = await findRounds(
    db,
    key,
    teamId,
    letters.flatMap((letter) => letter.roundId ?? []),
  )
  const all: Item[] = [
    ...here,
    ...letters.map((letter) => signedItem(letter, rounds.get(letter.roundId ?? ''))),
  ]
  return { items: all.slice(0, perPage), hasMore: all.length > perPage || boxed.length > from + perPage }
}

async function listBoxed({ db, teamId, key }: Desk, reader: string, earlier: boolean): Promise<Item[]> {
  const items: Item[] = []
  for (const round of await listReleased(db, key, teamId, reader)) {
    const box = (await openBox(db, key, teamId, round.id)) ?? []
    for (const [index, item] of box.entries())
      if ((item.outcome !== undefined) === earlier) items.push(boxedItem(round, index, item))
  }
  return items
}

function boxedItem(round: Round, index: number, { body, outcome, hasAskedBack }: BoxItem): Item {
  return {
    value: `box:${round.id}:${index}`,
    writer: undefined,
    givenAt: undefined,
    question: round.question,
    body,
    outcome,
    canAskBack: !hasAskedBack && round.parent === undefined,
  }
}

function signedItem(letter: Letter, round: Round | undefined): Item {
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

/** What a button of the modal speaks of, if it is the presser's to hear. */
type Target =
  | { kind: 'signed'; letter: Letter }
  | { kind: 'boxed'; round: Round; box: BoxItem[]; index: number; item: BoxItem }

async function findTarget(
  { db, teamId, key }: Desk,
  value: string,
  reader: string,
): Promise<Target | undefined> {
  const [kind, id = '', at = ''] = value.split(':')
  if (kind === 'answer') {
    const letter = await lockAnswer(db, key, teamId, id)
    return letter?.reader === reader ? { kind: 'signed', letter } : undefined
  }
  const round = kind === 'box' ? await lockRound(db, key, teamId, id) : undefined
  if (round?.asker !== reader || round.nameless !== 'released') return undefined
  const box = (await openBox(db, key, teamId, id)) ?? []
  const item = /^\d{1,3}$/.test(at) ? box[Number(at)] : undefined
  return item && { kind: 'boxed', round, box, index: Number(at), item }
}

const notYours = "I don't know this answer, or it was not given to you. Nothing changed."

export function settles(
  outcome: Exclude<Outcome, 'promise'>,
): (call: PressCall, key: Buffer) => Promise<Reply> {
  return async (call, key) => {
    const desk = { ...call, key }
    const target = await findTarget(desk, call.value, call.me.userId)
    if (!target) return { say: words(notYours) }
    const before = target.kind === 'signed' ? target.letter.outcome : target.item.outcome
    if (!before) await settle(desk, target, outcome)
    return { ...(await hear(call, key, readPlace(call.view?.metadata ?? ''))), home: true }
  }
}

async function settle(desk: Desk, target: Target, outcome: Outcome): Promise<void> {
  const { db, teamId, now, key } = desk
  if (target.kind === 'signed') {
    const { id, writer } = target.letter
    await settleAnswer(db, teamId, id, outcome, now)
    const dedupeKey = `${id}:outcome:${outcome}`
    await planNudges(
      db,
      teamId,
      [{ userId: writer, kind: 'candor.outcome', manner: 'notice', subjectId: id, dedupeKey, dueAt: now }],
      now,
    )
    return
  }
  const { round, box, index } = target
  await sealBox(db, key, teamId, round.id, box.with(index, { ...target.item, outcome }))
  await planNudges(db, teamId, await outcomeForAll(desk, round, outcome), now)
}

/** Once a round and outcome, however many answers it is: nobody knows whose it was, so everybody hears it. */
async function outcomeForAll({ db, teamId, now }: Desk, round: Round, outcome: Outcome): Promise<Planned[]> {
  const asks = await listAsks(db, teamId, [round.id])
  return asks.map((ask) => ({
    userId: ask.ally,
    kind: 'candor.outcome_all',
    manner: 'notice',
    subjectId: round.id,
    dedupeKey: `${round.id}:${outcome}:${ask.ally}`,
    facts: { outcome },
    dueAt: now,
  }))
}

/** Opens the promise form; the answer counts as a promise once one was made. */
export async function toPromise(call: PressCall, key: Buffer): Promise<Reply> {
  const target = await findTarget({ ...call, key }, call.value, call.me.userId)
  if (!target) return { say: words(notYours) }
  const to =
    target.kind === 'signed'
      ? [target.letter.writer]
      : (await listAsks(call.db, call.teamId, [target.round.id])).map((ask) => ask.ally)
  const people = await findPeople(call.db, call.teamId, to)
  const here = to.filter((id) => people.get(id)?.hasLeft === false)
  const next = { action: 'candor.promised', value: call.value }
  return {
    next: { action: 'promises.form', value: JSON.stringify({ isRequest: false, to: here, what: '', next }) },
  }
}

/** Four weeks, after which the giver is asked whether it has changed. Milliseconds. */
const untilAskedAgain = 28 * 86_400_000

/** A promise was made of an answer: its giver learns of it, and is asked once, later, whether it has changed. */
export async function promised(call: PressCall, key: Buffer): Promise<Reply> {
  const desk = { ...call, key }
  const { db, teamId, now } = call
  const target = await findTarget(desk, call.value, call.me.userId)
  if (!target) return {}
  await settle(desk, target, 'promise')
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
          kind: 'candor.recheck',
          manner: 'timer',
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
        kind: 'candor.changed',
        manner: 'nudge',
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
export async function recheck(desk: Desk, roundId: string): Promise<void> {
  const round = (await findRounds(desk.db, desk.key, desk.teamId, [roundId])).get(roundId)
  const asker = round && (await findPeople(desk.db, desk.teamId, [round.asker])).get(round.asker)
  if (!round || !asker || asker.hasLeft) return
  await followUp(
    desk,
    round,
    'Four weeks ago I made a promise of something that was answered here without a name. Has it changed?',
  )
}

async function followUp(desk: Desk, round: Round, question: string) {
  const asker = (await findPeople(desk.db, desk.teamId, [round.asker])).get(round.asker)!
  const asks = await listAsks(desk.db, desk.teamId, [round.id])
  const back = newRound(round.asker, question, round.id)
  await insertRound(desk.db, desk.key, desk.teamId, back, desk.now)
  return openRound(
    desk,
    asker,
    back,
    asks.map((ask) => ask.ally),
  )
}

export async function openBack(call: PressCall, key: Buffer): Promise<Reply> {
  const target = await findTarget({ ...call, key }, call.value, call.me.userId)
  if (!target) return { say: words(notYours) }
  const to = target.kind === 'signed' ? target.letter.writer : undefined
  const people: People = await findPeople(call.db, call.teamId, to ? [to] : [])
  return { open: backForm(call.value, to, people) }
}

export async function submitBack(call: FormCall, key: Buffer): Promise<Reply> {
  const { db, teamId, now, me } = call
  const desk = { ...call, key }
  const text = readTextField(call.values)
  if (!text) return { errors: { text: 'Ask it in a few words.' } }
  const target = await findTarget(desk, call.metadata, me.userId)
  if (!target) return { errors: { text: notYours } }
  if (target.kind === 'boxed') {
    const { round, box, index, item } = target
    if (item.hasAskedBack) return { errors: { text: 'You asked back about this one already.' } }
    await sealBox(db, key, teamId, round.id, box.with(index, { ...item, hasAskedBack: true }))
    const opened = await followUp(desk, round, text)
    if (!opened) return { errors: { text: 'Nobody who was asked is still in your circle.' } }
    return {
      say: words('Asked of everybody who had the question. Their answers reach you as before.'),
      home: true,
    }
  }
  const { letter } = target
  if (letter.hasAskedBack) return { errors: { text: 'You asked one thing back already.' } }
  await addToExchange(db, key, teamId, letter.id, 'asked_back', text)
  await planNudges(db, teamId, [aside(letter.id, letter.writer, 'candor.asked_back', now)], now)
  const people = await findPeople(db, teamId, [letter.writer])
  return { say: words(`Asked. Only ${nameOf(people, letter.writer)} reads it.`) }
}

export async function openReply(call: PressCall, key: Buffer): Promise<Reply> {
  const letter = await lockAnswer(call.db, key, call.teamId, call.value)
  if (letter?.writer !== call.me.userId || !letter.askedBack) return { say: words(notYours) }
  if (letter.hasReply) return { say: words('You have replied to this already.') }
  const people = await findPeople(call.db, call.teamId, [letter.reader])
  return { open: replyForm(letter.id, letter.reader, letter.askedBack, letter.body, people) }
}

export async function submitReply(call: FormCall, key: Buffer): Promise<Reply> {
  const { db, teamId, now, me } = call
  const text = readTextField(call.values)
  if (!text) return { errors: { text: 'Say it in a few words.' } }
  const letter = await lockAnswer(db, key, teamId, call.metadata)
  if (letter?.writer !== me.userId || !letter.askedBack) return { errors: { text: notYours } }
  if (letter.hasReply) return { errors: { text: 'You have replied to this already.' } }
  await addToExchange(db, key, teamId, letter.id, 'reply', text)
  await markStale(db, teamId, letter.id)
  await planNudges(db, teamId, [aside(letter.id, letter.reader, 'candor.replied', now)], now)
  const people = await findPeople(db, teamId, [letter.reader])
  return { say: words(`Sent. Only ${nameOf(people, letter.reader)} reads it.`) }
}

function aside(answerId: string, userId: string, kind: string, now: Date): Planned {
  return { userId, kind, manner: 'notice', subjectId: answerId, dedupeKey: `${answerId}:${kind}`, dueAt: now }
}

/** One answer by itself, with what was asked back about it. */
export async function openOne(call: PressCall, key: Buffer): Promise<Reply> {
  const target = await findTarget({ ...call, key }, `answer:${call.value}`, call.me.userId)
  if (target?.kind !== 'signed') return { say: words(notYours) }
  const { letter } = target
  await markRead(call.db, call.teamId, [letter.id], call.now)
  const round = letter.roundId
    ? (await findRounds(call.db, key, call.teamId, [letter.roundId])).get(letter.roundId)
    : undefined
  const people = await findPeople(call.db, call.teamId, [letter.writer])
  const page = {
    items: [signedItem(letter, round)],
    page: 0,
    hasMore: false,
    earlier: letter.outcome !== undefined,
  }
  return { open: hearing(page, people, call.me, call.now) }
}

export async function sayChanged(call: PressCall, key: Buffer): Promise<Reply> {
  const { db, teamId, me, now } = call
  const [id = '', said] = call.value.split(':')
  const change: Change | undefined = changes.find((known) => known === said)
  const letter = await lockAnswer(db, key, teamId, id)
  if (letter?.writer !== me.userId || letter.outcome !== 'promise' || !change) return { say: words(notYours) }
  if (letter.change) {
    await markStale(db, teamId, id)
    return { say: words('You have said so already. Thank you.') }
  }
  await sayChange(db, teamId, id, change)
  await markStale(db, teamId, id)
  await planNudges(db, teamId, [aside(id, letter.reader, 'candor.change_told', now)], now)
  return {}
}
