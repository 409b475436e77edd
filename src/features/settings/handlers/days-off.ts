/** `/forthright days off`, and the undo of what a member changed for everybody. */
import type { ActionCall, Call, HomeCall, Reply, SubmissionCall } from '../../../feature.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import type { HomeSection } from '../../../slack/home-section.ts'
import { localDay } from '../../../time/working-hours.ts'
import {
  insertChange,
  listChanges,
  lockWorkspace,
  markUndone,
  saveDaysOff,
  undoable,
} from '../../../workspaces/changes.ts'
import { readDaysOff } from '../domain/days-off.ts'
import {
  changesSection,
  changeUndone,
  daysOffForm,
  daysOffOfColleagues,
  daysOffRefused,
  daysOffSaved,
  daysOffUnchanged,
  nothingToUndo,
  readDaysOffForm,
} from '../views/days-off.ts'

const dayMs = 24 * 3600_000
/** For how long a change stands in Home. */
const shownFor = 14 * dayMs
const mostShown = 5
/** More changes than that are made by nobody within the two weeks. */
const mostRead = 100

export async function openDaysOff(call: Call): Promise<Reply> {
  if (isVisitor(call)) return { say: textMessage(daysOffOfColleagues) }
  return { open: daysOffForm(aheadOf(call, call.me.hours.daysOff)) }
}

export async function submitDaysOff(call: SubmissionCall): Promise<Reply> {
  if (isVisitor(call)) return { errors: { days: daysOffOfColleagues } }
  const { zone, dayEnd, workdays } = call.me.hours
  const speaker = { now: call.now, zone, locale: call.me.locale, endOfDay: dayEnd, workdays }
  const read = readDaysOff(readDaysOffForm(call.values), speaker)
  if ('refused' in read) return { errors: daysOffRefused(read) }
  const { daysOff: before } = await lockWorkspace(call)
  const ahead = aheadOf(call, before)
  // Those that are over stay: working days are counted back over them.
  const after = [...before.filter((day) => !ahead.includes(day)), ...read.days]
  if (ahead.join() === read.days.join()) return { say: daysOffUnchanged }
  await saveDaysOff(call, after)
  await insertChange(
    call,
    { what: 'days_off', before: ahead, after: read.days, changedBy: call.me.userId },
    call.now,
  )
  return { say: daysOffSaved(read.days), home: true }
}

/** The value names a change, which is looked up; it is undone only while it says how things are. */
export async function undoChange(call: ActionCall): Promise<Reply> {
  if (isVisitor(call)) return { say: textMessage(daysOffOfColleagues) }
  const { daysOff } = await lockWorkspace(call)
  const changes = await recentChanges(call)
  const change = changes.find(({ id }) => id === call.value)
  if (!change || !undoable(changes).has(change.id)) return { say: nothingToUndo }
  await markUndone(call, change.id, call.me.userId, call.now)
  if (change.what === 'questions')
    return {
      say: changeUndone(change),
      home: true,
      next: { to: 'restoreQuestions', input: { questions: change.before } },
    }
  const kept = daysOff.filter((day) => !change.after.includes(day))
  await saveDaysOff(call, [...kept, ...change.before.filter((day) => !kept.includes(day))].toSorted())
  return { say: changeUndone(change), home: true }
}

export async function changesHome(call: HomeCall): Promise<HomeSection> {
  const changes = await recentChanges(call)
  const shown = changes.slice(0, mostShown)
  const ids = shown.flatMap(({ changedBy, undoneBy }) => (undoneBy ? [changedBy, undoneBy] : [changedBy]))
  const people = await findPeople(call.db, call.teamId, ids)
  return changesSection(shown, isVisitor(call) ? new Set() : undoable(changes), people)
}

function recentChanges(call: Call) {
  return listChanges(call, new Date(call.now.getTime() - shownFor), mostRead)
}

/** Guests and people from outside live by the days off, and leave them as they are. */
function isVisitor({ me }: Call): boolean {
  return me.isGuest || me.isExternal
}

/** Today and later, in order. */
function aheadOf({ me, now }: Call, days: readonly string[]): string[] {
  const today = localDay(now, me.hours.zone).toString()
  return days.filter((day) => day >= today).toSorted()
}
