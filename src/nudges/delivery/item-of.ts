import type { People } from '../../people/person.ts'
import type { Nudge, RenderedNudge } from '../kinds.ts'
import { lateSince, type Item } from '../views/item.ts'

type SentNudge = Nudge & { class: Item['class']; sentAt: Date }

/** A rendered nudge as a part of a message that was, or is, sent at `sentAt`. */
export function itemOf(row: SentNudge, found: RenderedNudge, people: People, hasOffSwitch: boolean): Item {
  const { id, subjectId, class: own, from } = row
  const { title, message, line, saysOnlyState } = found
  const sender = from === undefined ? undefined : people.get(from)?.displayName
  const late = own === 'nudge' ? lateSince(row.dueAt, row.sentAt) : {}
  return { id, subjectId, class: own, title, message, line, saysOnlyState, sender, hasOffSwitch, ...late }
}
