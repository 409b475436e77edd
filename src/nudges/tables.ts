import type { ColumnType, Generated } from 'kysely'

/** What became of a nudge; one that is pending stands in the queue too. */
export type NudgeState = 'pending' | 'sent' | 'failed' | 'cancelled' | 'done' | 'needs_human'

/** What a row of the queue waits for: to be posted, to be done, to be looked up in history, to be seen by a person. */
export type Awaits = 'post' | 'move' | 'history' | 'human'

/** A notice tells at once what a colleague did; a nudge reminds and costs budget; a timer acts and says nothing. */
export type NudgeClass = 'notice' | 'nudge' | 'timer'

export interface NudgesTable {
  team_id: string
  id: string
  user_id: string
  kind: string
  subject_id: string | null
  subject_version: Generated<number>
  dedupe_key: string
  facts: ColumnType<Record<string, unknown>, string | undefined, string>
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

export interface NudgeQueueTable {
  team_id: string
  user_id: string
  nudge_id: string
  awaits: Awaits
  not_before: Date
  attempt_at: Date | null
  fence: Generated<number>
  read_to: string | null
}

export interface InboxesTable {
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

export interface NudgeDuplicatesTable {
  team_id: string
  nudge_id: string
  ts: string
  channel_id: string
  seen_at: Date
  healed_at: Date | null
}

export interface SeenRequestsTable {
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
