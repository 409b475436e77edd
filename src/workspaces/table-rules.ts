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
      'greeted_at',
      'restored_at',
      'restored_since',
    ],
    ends: { after: 'uninstall' },
    export: 'no: about the workspace, not about a person',
  },
  workspace_changes: {
    people: { changed_by: 'replace', undone_by: 'replace' },
    text: { value_before: 'text', value_after: 'text' },
    rest: ['id', 'what', 'changed_at', 'undone_at'],
    ends: { after: 'retention', at: 'changed_at' },
    export: 'no: days off and questions belong to the workspace',
  },
} as const satisfies TableRules
