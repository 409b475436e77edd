import type { Generated } from 'kysely'

interface WorkspacesTable {
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
  /** Until when Slack's rate limits let no messages, history reads or edits through. */
  paused_until: Date | null
  history_paused_until: Date | null
  edits_paused_until: Date | null
  next_send_at: Generated<Date>
  retention_ran_at: Date | null
  /** When its first command was greeted. */
  greeted_at: Date | null
  /** When a backup was restored last, and the time of that backup. */
  restored_at: Date | null
  restored_since: Date | null
}

export interface WorkspaceChangesTable {
  team_id: string
  id: string
  what: 'days_off' | 'questions'
  value_before: string
  value_after: string
  changed_by: string
  changed_at: Date
  undone_by: string | null
  undone_at: Date | null
}

declare module '../db/database.ts' {
  interface Database {
    workspaces: WorkspacesTable
    workspace_changes: WorkspaceChangesTable
  }
}
