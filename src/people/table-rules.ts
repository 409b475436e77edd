import type { TableRules } from '../db/table-rules.ts'

export const peopleRules = {
  people: {
    people: { user_id: 'delete' },
    text: {},
    rest: [
      'name',
      'real_name',
      'zone',
      'locale',
      'is_bot',
      'is_guest',
      'is_foreign',
      'has_left',
      'fetched_at',
      'met_at',
      'changed_at',
      'day_start',
      'day_end',
      'workdays',
      'away_until',
      'daily_budget',
      'muted',
      'unreachable_since',
      'is_unreachable_told',
      'missed_retry_at',
    ],
    ends: { after: 'uninstall' },
    export: 'in profile',
  },
  refusals: {
    people: { user_id: 'delete', other: 'delete' },
    text: {},
    rest: ['everything'],
    ends: { after: 'uninstall' },
    export: 'in circle',
  },
} as const satisfies TableRules
