/** What can be done about a colleague from a list: a promise, a thank-you, the wish to talk. */
import type { ActionCall, Call, Reply, SubmissionCall } from '../../../feature.ts'
import { planNudges } from '../../../nudges/plan.ts'
import { heldLines } from '../../../nudges/views/held-line.ts'
import { whenHeard } from '../../../nudges/when-heard.ts'
import { findBlock } from '../../../people/block-store.ts'
import { cannotBeSent } from '../../../people/display-name.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { escape } from '../../../slack/mrkdwn.ts'
import { kinds } from '../domain/kinds.ts'
import { mostNotes, type NoteKind } from '../domain/note.ts'
import { countNotes, insertNote } from '../store/note-store.ts'
import { notForGuests } from '../views/between-messages.ts'
import { cannotReach, noteLimit, noteSent, noThanks, readThanks, thanksForm } from '../views/notes.ts'
import { hasLeft, isAnApp, notAColleagueOfYours, thatIsYou } from '../views/people-replies.ts'
import { linesFor } from './values.ts'
import { isLabelWord, relabel } from './people.ts'

/** A line of the menu beside a colleague. */
export async function pressPerson(call: ActionCall): Promise<Reply> {
  const [verb = '', other = ''] = (call.picked ?? '').split(':')
  if (isLabelWord(verb)) return relabel(call, other, verb)
  const about = { ...call, value: other, picked: undefined }
  if (verb === 'promise') return makePromise(about)
  if (verb === 'thanks') return openThanks(about)
  return verb === 'talk' ? askToTalk(about) : { say: textMessage(notAColleagueOfYours) }
}

export async function makePromise(call: ActionCall): Promise<Reply> {
  return { next: { to: 'openPromiseForm', input: { to: [call.value] } } }
}

export async function openThanks(call: ActionCall): Promise<Reply> {
  const found = await reachable(call, call.value)
  return 'refused' in found
    ? { say: textMessage(found.refused) }
    : { open: thanksForm(found, await linesFor(call, [found.userId])) }
}

export async function submitThanks(call: SubmissionCall): Promise<Reply> {
  const found = await reachable(call, call.metadata)
  const words = readThanks(call.values)
  if ('refused' in found) return { errors: { thanks: found.refused } }
  return words
    ? { say: textMessage(await send(call, found, 'thanks', words)) }
    : { errors: { thanks: noThanks } }
}

export async function askToTalk(call: ActionCall): Promise<Reply> {
  const found = await reachable(call, call.value)
  return { say: textMessage('refused' in found ? found.refused : await send(call, found, 'talk', '')) }
}

/** Whoever blocks the writer's feedback hears nothing, and the writer is told the same as ever. */
async function send(call: Call, to: Person, kind: NoteKind, words: string): Promise<string> {
  const { me, now, db, teamId } = call
  const name = escape(to.displayName)
  const block = await findBlock(call, to.userId, me.userId)
  if (block?.everything) return cannotBeSent(name)
  const { count, days } = mostNotes[kind]
  const since = new Date(now.getTime() - days * 86_400_000)
  const between = { writer: me.userId, reader: to.userId, kind }
  if ((await countNotes(call, { ...between, since })) >= count) return noteLimit(kind, name)
  const id = await insertNote(call, { ...between, words, writtenAt: now })
  const waits = heldLines(await whenHeard(call, [to]), [to], me, now)
  if (block) return noteSent(kind, name, waits)
  const about = { kind: kinds.note, subjectId: id, dedupeKey: `${id}:note`, dueAt: now }
  await planNudges(db, teamId, [{ ...about, userId: to.userId, from: me.userId }], now)
  return noteSent(kind, name, waits)
}

async function reachable(call: Call, userId: string): Promise<Person | { refused: string }> {
  // They would reach anybody in the workspace, whom they may not even see.
  if (call.me.isGuest || call.me.isExternal) return { refused: notForGuests }
  const person = (await findPeople(call.db, call.teamId, [userId])).get(userId)
  if (!person) return { refused: notAColleagueOfYours }
  if (person.userId === call.me.userId) return { refused: thatIsYou }
  const name = escape(person.displayName)
  if (person.isBot) return { refused: isAnApp(name) }
  if (person.isDeactivated) return { refused: hasLeft(name) }
  return person.isExternal ? { refused: cannotReach(name) } : person
}
