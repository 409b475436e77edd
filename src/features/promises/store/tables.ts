import type { ColumnType, Generated } from 'kysely'
import type { Currency } from '../../../people/currency.ts'
import type { MissAnswer, PromiseState, Proposal, WitnessState } from '../domain/commitment.ts'

export interface PromisesTable {
  team_id: string
  id: string
  promisor: string
  promisee: string
  what: string
  state: PromiseState
  due_at: Date
  due_zone: string
  due_words: string
  due_version: Generated<number>
  made_at: Date
  claimed_at: Date | null
  is_in_time: boolean | null
  closed_at: Date | null
  confirmed: boolean | null
  renegotiated: Generated<number>
  proposal: ColumnType<Proposal | string | null, string | null, string | null>
  thanked: Generated<boolean>
  thanks: string | null
  currency: Currency | null
  goal: string | null
  series_id: string | null
  recurs: string | null
  recurs_in: string | null
  series_start: Date | null
  series_due: Date | null
  series_followed: Generated<boolean>
  series_stopped: Generated<boolean>
  series_stopped_by: string | null
  witness: string | null
  witness_state: WitnessState | null
  source_link: string | null
  source_quote: string | null
  bump_again_at: Date | null
  why: string | null
  offered: boolean | null
  miss_answer: MissAnswer | null
  miss_note: string | null
  witness_spoke_at: Date | null
  last_seq: number
}

export interface PromiseEventsTable {
  team_id: string
  promise_id: string
  seq: number
  at: Date
  who: string | null
  action: string
  note: string | null
  due_at: Date | null
  from_due_at: Date | null
}

export interface PromiseDraftsTable {
  team_id: string
  id: string
  user_id: string
  draft: string
  made_at: Date
}

export interface RequestStopsTable {
  team_id: string
  user_id: string
  other: string
  stopped_at: Date
}

declare module '../../../db/database.ts' {
  interface Database {
    promises: PromisesTable
    promise_events: PromiseEventsTable
    promise_drafts: PromiseDraftsTable
    request_stops: RequestStopsTable
  }
}
