import type { TableRules } from '../db/table-rules.ts'

export const circleRules = {
  circle_members: {
    people: { asker: 'delete', ally: 'delete' },
    text: { why: 'text' },
    rest: ['id', 'standing', 'invited_at', 'quiet_until'],
    ends: { after: 'uninstall' },
    export: 'in circle',
  },
} as const satisfies TableRules
