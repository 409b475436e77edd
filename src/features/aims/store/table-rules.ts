import type { TableRules } from '../../../db/table-rules.ts'

export const aimRules = {
  aims: {
    people: { user_id: 'delete' },
    text: { lines: 'text[]' },
    rowId: ['user_id'],
    rest: ['is_open', 'saved_at'],
    ends: { after: 'uninstall' },
    export: 'in aims',
  },
  aim_introductions: {
    people: { first: 'delete', second: 'delete' },
    text: { shared: 'text' },
    rest: ['id', 'state', 'offered_at'],
    ends: { after: 'retention', at: 'offered_at' },
    export: 'in introductions',
  },
} as const satisfies TableRules
