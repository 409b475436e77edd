/** What the asker chooses: ask, change, skip, ask now, settings, questions, a note to oneself. */
import type { Call, SubmissionCall, ActionCall, Reply } from '../../../feature.ts'
import { listAllies } from '../../../circles/allies.ts'
import { namesOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { actions, button, textMessage } from '../../../slack/blocks.ts'
import { formatTime } from '../../../slack/mrkdwn.ts'
import { startRound, proposeRound, skipProposal } from './start-round.ts'
import { beginSchedule, planWeeklyTimer } from './weekly-timer.ts'
import type { CandorScope } from '../store/context.ts'
import { insertNote, listNotes } from '../store/note-store.ts'
import { asked, prompt } from '../views/messages.ts'
import { noteForm, readTextField } from '../views/answer-forms.ts'
import {
  changeForm,
  questionsForm,
  readChange,
  readQuestionsForm,
  readSettings,
  settingsForm,
} from '../views/settings-modal.ts'
import type { Round } from '../domain/round.ts'
import { firstDay, instantOn, usual } from '../domain/schedule.ts'
import {
  findSchedule,
  findWorkspaceQuestions,
  lockSchedule,
  saveSchedule,
  saveWorkspaceQuestions,
} from '../store/schedule-store.ts'
import { listAsks, listRounds, lockRound } from '../store/round-store.ts'
import { markStale } from '../../../nudges/update-planned.ts'

const notYours = "I don't know this question, or it is not yours. Nothing changed."
const full =
  'Nobody you chose can be asked just now: each of them had two questions this week, or is no longer in your circle.'

/** A proposal of `me` that still awaits a press; otherwise words for it. */
async function findProposed(call: Call, id: string): Promise<Round | string> {
  const round = await lockRound(call, id)
  if (round?.asker !== call.me.userId) return notYours
  if (round.state === 'proposed') return round
  await markStale(call.db, call.teamId, round.id)
  return round.state === 'skipped'
    ? 'This one was skipped. `/candor ask now` asks another.'
    : 'This one was asked already.'
}

export async function askThem(call: ActionCall): Promise<Reply> {
  const round = await findProposed(call, call.value)
  if (typeof round === 'string') return { say: textMessage(round) }
  const asks = await listAsks(call, [round.id])
  return ask(
    call,
    call,
    round,
    asks.map((one) => one.ally),
  )
}

async function ask(scope: CandorScope, call: Call, round: Round, wanted: readonly string[]): Promise<Reply> {
  await attended(scope, call)
  const opened = await startRound(scope, call.me, round, wanted)
  if (!opened) return { say: textMessage(full) }
  const people = await findPeople(scope.db, scope.teamId, [...opened.asked, ...opened.leftOut])
  const leftOut = opened.leftOut.length ? namesOf(people, opened.leftOut) : ''
  return { say: asked(namesOf(people, opened.asked), leftOut, opened.round, call.me, call.now), home: true }
}

/** A press: the question rests no longer, and prompts that lay unanswered are forgotten. */
async function attended(scope: CandorScope, { me }: Call): Promise<void> {
  const schedule = await lockSchedule(scope, me.userId)
  if (!schedule) return
  await saveSchedule(scope, { ...schedule, unanswered: 0 })
  await beginSchedule(scope, me)
}

export async function openChange(call: ActionCall): Promise<Reply> {
  const round = await findProposed(call, call.value)
  if (typeof round === 'string') return { say: textMessage(round) }
  const allies = await listAllies(call, call.me.userId)
  if (!allies.length)
    return {
      say: textMessage('Nobody is in your circle any more. `/circle @colleague why` asks someone in.'),
    }
  const asks = await listAsks(call, [round.id])
  const people = await findPeople(call.db, call.teamId, allies)
  const chosen = asks.map((one) => one.ally).filter((ally) => allies.includes(ally))
  return { open: changeForm(round, allies, chosen, people) }
}

export async function submitChange(call: SubmissionCall): Promise<Reply> {
  const { question, allies } = readChange(call.values)
  if (!question) return { errors: { question: 'What would you like to know?' } }
  if (!allies.length) return { errors: { allies: 'Pick at least one.' } }
  const round = await findProposed(call, call.metadata)
  if (typeof round === 'string') return { say: textMessage(round) }
  return ask(call, call, { ...round, question }, allies)
}

export async function skipRound(call: ActionCall): Promise<Reply> {
  const round = await findProposed(call, call.value)
  if (typeof round === 'string') return { say: textMessage(round) }
  await attended(call, call)
  await skipProposal(call, round)
  return { say: textMessage('Skipped. Nobody is asked this week.'), home: true }
}

export async function askNow(call: Call): Promise<Reply> {
  const { db, teamId, me } = call
  const allies = await listAllies(call, me.userId)
  if (!allies.length)
    return {
      say: textMessage(
        'Nobody is in your circle yet, so there is nobody to ask.',
        actions(
          button('Choose someone', 'circle.form', ''),
          button('Write a note to myself', 'candor.note', ''),
        ),
      ),
    }
  await beginSchedule(call, me)
  const [waiting] = await listRounds(call, me.userId, { states: ['proposed'], limit: 1 })
  const schedule = await findSchedule(call, me.userId)
  const round = waiting ?? (await proposeRound(call, me, schedule!))
  if (!round)
    return {
      say: textMessage(
        'Everybody in your circle had two questions this week. They can be asked again in a few days.',
      ),
    }
  const asks = await listAsks(call, [round.id])
  const people = await findPeople(
    db,
    teamId,
    asks.map((one) => one.ally),
  )
  return {
    say: prompt(
      round,
      asks.map((one) => one.ally),
      people,
    ),
  }
}

export async function openSettings(call: Call): Promise<Reply> {
  return { open: settingsForm((await findSchedule(call, call.me.userId)) ?? usual) }
}

export async function submitSettings(call: SubmissionCall): Promise<Reply> {
  const { me, now } = call
  const read = readSettings(call.values)
  if ('errors' in read) return read
  const before = await beginSchedule(call, me)
  const nextOn = read.paused ? undefined : firstDay(read, me.hours.zone, now)
  const next = await planWeeklyTimer(call, me, { ...before, ...read, nextOn, unanswered: 0 })
  if (!next.nextOn)
    return {
      say: textMessage('Saved. Your weekly question is paused; `/candor ask now` still works.'),
      home: true,
    }
  const first = formatTime(instantOn(next.nextOn, next, me.hours.zone), me.hours.zone, now)
  const allies = await listAllies(call, me.userId)
  const alone = allies.length
    ? ''
    : ' Nobody is in your circle yet: `/circle @colleague why` asks someone in.'
  return { say: textMessage(`Saved. Your next question comes ${first}.${alone}`), home: true }
}

export async function openQuestions(call: Call): Promise<Reply> {
  const found = await findWorkspaceQuestions(call)
  const who = found && (await findPeople(call.db, call.teamId, [found.changedBy]))
  return { open: questionsForm(found?.questions, who && namesOf(who, [found.changedBy])) }
}

export async function submitQuestions(call: SubmissionCall): Promise<Reply> {
  const { me } = call
  if (me.isGuest || me.isExternal)
    return { errors: { questions: 'The questions are kept by the colleagues of this workspace.' } }
  const read = readQuestionsForm(call.values)
  if ('errors' in read) return read
  await saveWorkspaceQuestions(call, read, me.userId, call.now)
  return { say: textMessage('Saved. They take turns from the next round on.') }
}

/** The notes before it that the form shows. */
const notesShown = 10

export async function openNote(call: Call): Promise<Reply> {
  const notes = await listNotes(call, call.me.userId, notesShown)
  return { open: noteForm(notes, call.me, call.now) }
}

export async function submitNote(call: SubmissionCall): Promise<Reply> {
  const text = readTextField(call.values)
  if (!text) return { errors: { text: 'Write a few words.' } }
  await insertNote(call, call.me.userId, text, call.now)
  await attended(call, call)
  return { say: textMessage('Kept. Only you read it; `/candor note` shows your notes.') }
}
