import type { Generated } from 'kysely'

export interface WorkspacesTable {
  team_id: string
  name: Generated<string>
  zone: Generated<string>
  enterprise_id: string | null
  bot_user_id: string | null
  installation: string | null
  state: Generated<'active' | 'stopped' | 'uninstalled'>
  stop_code: string | null
  uninstalled_at: Date | null
  days_off: Generated<string[]>
  size: Generated<number>
  installed_at: Date
  paused_until: Date | null
  next_send_at: Generated<Date>
}

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
  day_start: Generated<string>
  day_end: Generated<string>
  workdays: Generated<number[]>
  away_until: Date | null
  daily_budget: Generated<number>
  muted: Generated<string[]>
}

export interface PeopleTables {
  workspaces: WorkspacesTable
  people: PeopleTable
}
