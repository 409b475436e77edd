/** What one person tells another outside of any promise. Pure. */

export type NoteKind = 'thanks' | 'talk'

export interface Note {
  id: string
  writer: string
  reader: string
  kind: NoteKind
  words: string
  writtenAt: Date
}

/** Characters of a thank-you. */
export const maxThanks = 1000
/** Of one person to one other: thank-yous in a day, wishes to talk in a week. */
export const mostNotes: Record<NoteKind, { count: number; days: number }> = {
  thanks: { count: 5, days: 1 },
  talk: { count: 1, days: 7 },
}
