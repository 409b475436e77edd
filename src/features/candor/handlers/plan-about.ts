import type { KindId } from '../../../nudges/kinds.ts'
import type { Planned } from '../../../nudges/plan.ts'

/** One message of a kind about a subject, now; once, as its key holds nothing else. */
export function planAbout(subjectId: string, userId: string, kind: KindId, now: Date): Planned {
  return { userId, kind, subjectId, dedupeKey: `${subjectId}:${kind.name}`, dueAt: now }
}
