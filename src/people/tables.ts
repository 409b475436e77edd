import type { Generated } from 'kysely'

export interface PeopleTable {
  team_id: string
  user_id: string
  name: string
  real_name: string
  zone: string | null
  locale: Generated<string>
  is_bot: Generated<boolean>
  is_guest: Generated<boolean>
  is_foreign: Generated<boolean>
  has_left: Generated<boolean>
  fetched_at: Date
  met_at: Date | null
  changed_at: Date | null
  day_start: Generated<string>
  day_end: Generated<string>
  workdays: Generated<number[]>
  away_until: Date | null
  daily_budget: Generated<number>
  muted: Generated<string[]>
  unreachable_since: Date | null
  is_unreachable_told: Generated<boolean>
  missed_retry_at: Date | null
}

/** Blocks: `user_id` wants something, or nothing at all, no more from `other`. The name is that of the first migration. */
export interface RefusalsTable {
  team_id: string
  user_id: string
  other: string
  everything: Generated<boolean>
}

declare module '../db/database.ts' {
  interface Database {
    people: PeopleTable
    refusals: RefusalsTable
  }
}
