import type { TableRules } from '../../../db/table-rules.ts'

export const lifelineRules = {
  lifeline_groups: {
    people: { starter: 'replace' },
    text: {},
    rest: ['id', 'state', 'gathered_at', 'started_at', 'ended_at'],
    ends: { after: 'retention', at: 'ended_at' },
    export: 'in lifeline groups',
  },
  lifeline_members: {
    people: { user_id: 'delete' },
    text: {},
    rowId: ['group_id', 'user_id'],
    rest: ['group_id', 'state'],
    ends: { after: 'row of', table: 'lifeline_groups' },
    export: 'in lifeline groups',
  },
  lifeline_entries: {
    people: { user_id: 'delete' },
    text: { aim: 'text', step: 'text' },
    rowId: ['group_id', 'month', 'user_id'],
    rest: ['group_id', 'month', 'written_at'],
    ends: { after: 'retention', at: 'written_at' },
    export: 'in lifeline groups',
  },
} as const satisfies TableRules
