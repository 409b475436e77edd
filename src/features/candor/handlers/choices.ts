/** What people set for themselves: the weekly question, the questions of the workspace, a note to oneself. */
import type { Call, Reply, SubmissionCall } from '../../../feature.ts'
import { listAllies } from '../../../circles/allies.ts'
import { namesOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { insertChange, lockWorkspace } from '../../../workspaces/changes.ts'
import { firstQuestionDay, instantOn, usual } from '../domain/schedule.ts'
import { insertNote, listNotes } from '../store/note-store.ts'
import { findSchedule, findWorkspaceQuestions, saveWorkspaceQuestions } from '../store/schedule-store.ts'
import { noteForm, readTextField } from '../views/follow-up-forms.ts'
import {
  noteIsEmpty,
  questionsAreColleagues,
  savedNote,
  savedPaused,
  savedQuestions,
  savedSchedule,
} from '../views/asker-replies.ts'
import { questionsForm, readQuestionsForm, readSettings, settingsForm } from '../views/settings-modal.ts'
import { resetUnanswered } from './ask.ts'
import { beginSchedule, planWeeklyTimer } from './weekly-timer.ts'

export async function openSettings(call: Call): Promise<Reply> {
  return { open: settingsForm((await findSchedule(call, call.me.userId)) ?? usual) }
}

export async function submitSettings(call: SubmissionCall): Promise<Reply> {
  const { me, now } = call
  const read = readSettings(call.values)
  if ('errors' in read) return read
  const before = await beginSchedule(call, me)
  const nextOn = read.paused ? undefined : firstQuestionDay(read, me.hours.zone, now)
  const next = await planWeeklyTimer(call, me, { ...before, ...read, nextOn, unanswered: 0 })
  if (!next.nextOn) return { say: savedPaused(), home: true }
  const allies = await listAllies(call, me.userId)
  const first = instantOn(next.nextOn, next, me.hours.zone)
  return { say: savedSchedule(first, allies.length > 0, me, now), home: true }
}

export async function openQuestions(call: Call): Promise<Reply> {
  const found = await findWorkspaceQuestions(call)
  const who = found && (await findPeople(call.db, call.teamId, [found.changedBy]))
  return { open: questionsForm(found?.questions, who && namesOf(who, [found.changedBy])) }
}

export async function submitQuestions(call: SubmissionCall): Promise<Reply> {
  const { me } = call
  if (me.isGuest || me.isExternal) return { errors: { questions: questionsAreColleagues } }
  const read = readQuestionsForm(call.values)
  if ('errors' in read) return read
  await lockWorkspace(call)
  const before = (await findWorkspaceQuestions(call))?.questions ?? []
  const isChanged = JSON.stringify(before) !== JSON.stringify(read)
  await saveWorkspaceQuestions(call, read, me.userId, call.now)
  if (isChanged)
    await insertChange(call, { what: 'questions', before, after: read, changedBy: me.userId }, call.now)
  return { say: savedQuestions(), home: isChanged }
}

/** As they were before somebody changed them. */
export async function restoreQuestions(call: Call, questions: readonly string[]): Promise<Reply> {
  await saveWorkspaceQuestions(call, questions, call.me.userId, call.now)
  return {}
}

/** Earlier notes that the form shows. */
const notesShown = 10

export async function openNote(call: Call): Promise<Reply> {
  const notes = await listNotes(call, call.me.userId, notesShown)
  return { open: noteForm(notes, call.me, call.now) }
}

export async function submitNote(call: SubmissionCall): Promise<Reply> {
  const text = readTextField(call.values)
  if (!text) return { errors: { text: noteIsEmpty } }
  await insertNote(call, call.me.userId, text, call.now)
  await resetUnanswered(call)
  return { say: savedNote() }
}
