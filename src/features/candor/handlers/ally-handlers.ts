/** The ally's side of a round: answer with a name or without, nothing new, not now; change or take back what is signed. */
import { randomInt } from 'node:crypto'
import type { SubmissionCall, ActionCall, Reply } from '../../../feature.ts'
import { cancelNudges, markStale, markStaleFor } from '../../../nudges/update-planned.ts'
import { listAllies } from '../../../circles/allies.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { formatTime } from '../../../slack/mrkdwn.ts'
import type { Body } from '../domain/answer.ts'
import { addAnonymousAnswer } from '../domain/anonymous-answers.ts'
import type { CandorScope } from '../store/context.ts'
import { reshuffle, lockAnonymousAnswers, saveAnonymousAnswers } from '../store/anonymous-answer-store.ts'
import { deleteAnswer, insertAnswer, lockAnswer, rewriteAnswer } from '../store/answer-store.ts'
import { answerForm, readAnswer, rewriteForm } from '../views/answer-forms.ts'
import { isLateSigning, nextAskState, type Ask, type Response, type Round } from '../domain/round.ts'
import { findAsks, lockRound, setAskState } from '../store/round-store.ts'
import { notifyUnread } from '../store/unread.ts'

const notYours = "I don't know this question, or it was not put to you. Nothing changed."
const empty = 'Say it in a few words.'

interface Found {
  round: Round
  ask: Ask
}

/** The question that was put to `me`, with its round locked: whoever responds, responds one after the other. */
async function findMine(scope: CandorScope, askId: string, me: string): Promise<Found | undefined> {
  const known = (await findAsks(scope, [askId])).get(askId)
  if (known?.ally !== me) return undefined
  const round = await lockRound(scope, known.roundId)
  const ask = (await findAsks(scope, [askId])).get(askId)
  if (!round || !ask) return undefined
  const isAlly = (await listAllies(scope, round.asker)).includes(me)
  return { round, ask: isAlly ? ask : { ...ask, state: 'gone' } }
}

export async function openAnswer(call: ActionCall): Promise<Reply> {
  const { teamId, db, me, now } = call
  const found = await findMine(call, call.value, me.userId)
  if (!found) return { say: textMessage(notYours) }
  const { round, ask } = found
  const checked = nextAskState(round, ask, 'signed', now)
  if ('refused' in checked) {
    await markStaleFor(db, teamId, ask.id, me.userId)
    return { say: textMessage(checked.refused) }
  }
  const people = await findPeople(db, teamId, [round.asker])
  return { open: answerForm(round, ask.id, people, me, now) }
}

export async function submitAnswer(call: SubmissionCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const read = readAnswer(call.values)
  if (!read) return { errors: { answer: empty } }
  const found = await findMine(call, call.metadata, me.userId)
  if (!found) return { errors: { answer: notYours } }
  const { round, ask } = found
  const checked = nextAskState(round, ask, read.nameless ? 'nameless' : 'signed', now)
  // An error leaves the form open, so that what was written is not lost.
  if ('refused' in checked)
    return { errors: { answer: `${checked.refused} You can copy your words from here.` } }
  await setAskState(call, ask.id, checked.next)
  await markStale(db, teamId, ask.id)
  const people = await findPeople(db, teamId, [round.asker])
  const name = nameOf(people, round.asker)
  if (read.nameless) {
    await stir(call, round, read.body)
    return {
      say: textMessage(
        `Kept, without your name. Only ${name} reads it, together with the others, when the question closes ` +
          `${formatTime(round.closesAt!, me.hours.zone, now)}; if there are too few, it is erased unread, and you hear of that. ` +
          "It can't be changed or taken back.",
      ),
      home: true,
    }
  }
  const id = await insertAnswer(call, {
    roundId: round.id,
    writer: me.userId,
    reader: round.asker,
    body: read.body,
    now,
  })
  await stir(call, round)
  await notifyUnread(call, round.asker, id)
  return {
    say: textMessage(
      `Only ${name} reads it, with your name. You can change it, or take it back, until they open it.`,
    ),
    home: true,
  }
}

/**
 * Shuffles the answers without a name and seals them anew, whatever the response was, so that a change of the box
 * tells nothing of who added to it.
 */
async function stir(scope: CandorScope, round: Round, added?: Body): Promise<void> {
  if (round.state !== 'open' || round.anonymity !== 'offered') return
  const box = (await lockAnonymousAnswers(scope, round.id)) ?? []
  await saveAnonymousAnswers(
    scope,
    round.id,
    added ? addAnonymousAnswer(box, added, randomInt) : reshuffle(box),
  )
}

export async function sayNothing(call: ActionCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const response: Response = 'nothing'
  const found = await findMine(call, call.value, me.userId)
  if (!found) return { say: textMessage(notYours) }
  const { round, ask } = found
  const checked = nextAskState(round, ask, response, now)
  await markStale(db, teamId, ask.id)
  if ('refused' in checked) return { say: textMessage(checked.refused) }
  await setAskState(call, ask.id, checked.next)
  await stir(call, round)
  return { say: textMessage('Thank you for looking. That is all for this one.'), home: true }
}

/** Stores nothing: who waits is nobody's to know. */
export async function answerLater(call: ActionCall): Promise<Reply> {
  const found = await findMine(call, call.value, call.me.userId)
  if (!found) return { say: textMessage(notYours) }
  const { round } = found
  if (round.state !== 'open' || !round.closesAt) {
    await markStale(call.db, call.teamId, found.ask.id)
    return {
      say: textMessage(
        isLateSigning(round, call.now)
          ? 'It can still be answered with your name.'
          : 'This question has closed in the meantime.',
      ),
    }
  }
  return {
    say: textMessage(
      `No hurry. It is open until ${formatTime(round.closesAt, call.me.hours.zone, call.now)}; I remind once, two working days after it was asked.`,
    ),
  }
}

const opened = 'They have opened it in the meantime, so it stands as it was.'

export async function openRewrite(call: ActionCall): Promise<Reply> {
  const letter = await lockAnswer(call, call.value)
  if (letter?.writer !== call.me.userId) return { say: textMessage(notYours) }
  if (letter.readAt) return { say: textMessage(opened) }
  const people = await findPeople(call.db, call.teamId, [letter.reader])
  return { open: rewriteForm(letter.id, letter.reader, people, letter.body) }
}

export async function submitRewrite(call: SubmissionCall): Promise<Reply> {
  const read = readAnswer(call.values)
  if (!read) return { errors: { answer: empty } }
  const letter = await lockAnswer(call, call.metadata)
  if (letter?.writer !== call.me.userId) return { errors: { answer: notYours } }
  if (letter.readAt) return { errors: { answer: opened } }
  await rewriteAnswer(call, letter.id, read.body)
  const people = await findPeople(call.db, call.teamId, [letter.reader])
  return { say: textMessage(`Changed. Only ${nameOf(people, letter.reader)} reads it, with your name.`) }
}

export async function withdraw(call: ActionCall): Promise<Reply> {
  const { db, teamId, me } = call
  const letter = await lockAnswer(call, call.value)
  if (letter?.writer !== me.userId) return { say: textMessage(notYours) }
  if (letter.readAt) return { say: textMessage(opened) }
  await deleteAnswer(call, letter.id)
  await cancelNudges(db, teamId, { subjectId: letter.id })
  await reopenAsk(call, letter.roundId)
  return { say: textMessage('Taken back; it is erased.'), home: true }
}

async function reopenAsk(call: ActionCall, roundId: string | undefined): Promise<void> {
  const { db, teamId, me } = call
  if (!roundId) return
  await lockRound(call, roundId)
  const mine = await db
    .selectFrom('candor_asks')
    .select('id')
    .where('team_id', '=', teamId)
    .where('round_id', '=', roundId)
    .where('ally', '=', me.userId)
    .executeTakeFirst()
  if (!mine) return
  await setAskState(call, mine.id, 'asked')
  await markStale(db, teamId, mine.id)
}
