import type { Nudge } from '../kinds.ts'

/** The columns of `nudges` that a kind of nudge sees. */
export interface NudgeRow {
  id: string
  user_id: string
  kind: string
  subject_id: string | null
  subject_version: number
  facts: Record<string, unknown>
  due_at: Date
  planned_at: Date
}

export function toNudge(row: NudgeRow): Nudge {
  return {
    id: row.id,
    userId: row.user_id,
    kind: row.kind,
    subjectId: row.subject_id ?? undefined,
    subjectVersion: row.subject_version,
    facts: row.facts,
    dueAt: row.due_at,
    plannedAt: row.planned_at,
  }
}
