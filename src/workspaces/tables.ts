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
  retention_ran_at: Date | null
}

declare module '../db/database.ts' {
  interface Database {
    workspaces: WorkspacesTable
  }
}
