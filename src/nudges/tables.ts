import type { ColumnType, Generated } from 'kysely'

/** What became of a nudge; a pending one has a row in the queue too. */
export type NudgeState = 'pending' | 'sent' | 'failed' | 'cancelled' | 'done' | 'needs_human'

/**
 * What a row of the queue waits for. 'move' is a timer that has to run, and 'human' a send whose outcome could not be found
 * out and that a person has to check: older processes write these two names, so the database keeps them. Statements use
 * `awaits` of queue-sql.ts.
 */
type Awaits = 'post' | 'move' | 'history' | 'human'

/** A notice tells at once what a colleague did; a nudge reminds and costs budget; a timer acts and sends nothing. */
export type NudgeClass = 'notice' | 'nudge' | 'timer'

interface NudgesTable {
  team_id: string
  id: string
  user_id: string
  kind: string
  subject_id: string | null
  subject_version: Generated<number>
  dedupe_key: string
  facts: ColumnType<Record<string, unknown>, string | undefined, string>
  /** Whose doing it tells of. */
  sender: string | null
  /** The nudge's class. */
  manner: NudgeClass
  state: Generated<NudgeState>
  planned_at: Date
  due_at: Date
  held: string | null
  attempts: Generated<number>
  channel_id: string | null
  message_ts: string | null
  sent_at: Date | null
  code: string | null
  merged_into: string | null
  live: Generated<boolean>
  stale: Generated<boolean>
}

interface NudgeQueueTable {
  team_id: string
  user_id: string
  nudge_id: string
  awaits: Awaits
  not_before: Date
  attempt_at: Date | null
  fence: Generated<number>
  read_to: string | null
}

interface InboxesTable {
  team_id: string
  user_id: string
  channel_id: string | null
  next_send_at: Generated<Date>
  nudged_on: string | null
  nudged: Generated<number>
  lease_until: Date | null
  attempt_at: Date | null
  fence: Generated<number>
}

interface NudgeDuplicatesTable {
  team_id: string
  nudge_id: string
  ts: string
  channel_id: string
  seen_at: Date
  healed_at: Date | null
}

interface SeenRequestsTable {
  team_id: string
  key: string
  seen_at: Date
}

declare module '../db/database.ts' {
  interface Database {
    nudges: NudgesTable
    nudge_queue: NudgeQueueTable
    inboxes: InboxesTable
    nudge_duplicates: NudgeDuplicatesTable
    seen_requests: SeenRequestsTable
  }
}
