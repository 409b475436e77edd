import type { TableRules } from '../../../db/table-rules.ts'

export const relationshipRules = {
  relationship_labels: {
    people: { user_id: 'delete', other: 'delete' },
    text: { label: 'text' },
    rest: ['id', 'labelled_at', 'mentioned_at'],
    ends: { after: 'uninstall' },
    export: 'in relationships',
  },
  relationship_notes: {
    people: { writer: 'delete', reader: 'delete' },
    text: { words: 'text' },
    rest: ['id', 'kind', 'written_at'],
    ends: { after: 'retention', at: 'written_at' },
    export: 'in relationships',
  },
  sharings: {
    people: { one: 'delete', other: 'delete', invited_by: 'delete' },
    text: {},
    rest: ['id', 'state', 'invited_at', 'agreed_at', 'quiet_until'],
    ends: { after: 'uninstall' },
    export: 'in relationships',
  },
  stated_values: {
    people: { user_id: 'delete' },
    text: { stated: 'text' },
    rowId: ['user_id'],
    rest: ['changed_at'],
    ends: { after: 'uninstall' },
    export: 'in relationships',
  },
  shared_goals: {
    // The others keep the goal; its name and why go with whoever wrote them (see forget.ts).
    people: { made_by: 'replace' },
    text: { name: 'text', why: 'text' },
    rest: ['id', 'made_at', 'closed_at'],
    ends: { after: 'retention', at: 'closed_at' },
    export: 'in relationships',
  },
  goal_members: {
    people: { user_id: 'delete' },
    text: {},
    rowId: ['goal_id', 'user_id'],
    rest: ['goal_id', 'state', 'asked_at'],
    ends: { after: 'row of', table: 'shared_goals' },
    export: 'in relationships',
  },
  goal_promises: {
    people: {},
    text: {},
    rowId: ['promise_id'],
    rest: ['promise_id', 'goal_id'],
    ends: { after: 'row of', table: 'promises' },
    export: 'in relationships',
  },
} as const satisfies TableRules
