import { sql } from 'kysely'
import type { Nudge } from '../kinds.ts'
import type { NudgeClass } from '../tables.ts'

/** The columns of `nudges` that a kind of nudge sees. */
export interface NudgeRow {
  id: string
  user_id: string
  sender: string | null
  kind: string
  subject_id: string | null
  subject_version: number
  facts: Record<string, unknown>
  due_at: Date
  planned_at: Date
}

/** The columns of a NudgeRow, of `nudges d`. */
export const nudgeColumns = sql`d.id, d.user_id, d.sender, d.kind, d.subject_id, d.subject_version, d.facts, d.due_at, d.planned_at`

/** An inbox that this process holds: until the lease ends no other process sends to that person. */
export interface ClaimedInbox {
  userId: string
  fence: number
  channelId: string | null
  /** The person's local day of the last nudge, and the messages with nudges sent on it. */
  nudgedOn: string | null
  nudged: number
}

/** A message that is due to a person whose inbox is claimed. */
export interface DueNudge extends Nudge {
  class: Exclude<NudgeClass, 'timer'>
  attempts: number
  notBefore: Date
}

export function toNudge(row: NudgeRow): Nudge {
  return {
    id: row.id,
    userId: row.user_id,
    from: row.sender ?? undefined,
    kind: row.kind,
    subjectId: row.subject_id ?? undefined,
    subjectVersion: row.subject_version,
    facts: row.facts,
    dueAt: row.due_at,
    plannedAt: row.planned_at,
  }
}
