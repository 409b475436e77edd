import type { TableRules } from '../db/table-rules.ts'

export const workspaceRules = {
  workspaces: {
    people: {},
    text: { installation: 'text' },
    rowId: [],
    rest: [
      'name',
      'zone',
      'enterprise_id',
      'bot_user_id',
      'state',
      'stop_code',
      'uninstalled_at',
      'days_off',
      'size',
      'installed_at',
      'paused_until',
      'next_send_at',
      'history_paused_until',
      'edits_paused_until',
      'retention_ran_at',
      'restored_at',
      'restored_since',
    ],
    ends: { after: 'uninstall' },
    export: 'no: about the workspace, not about a person',
  },
} as const satisfies TableRules
