import type { TableRules } from '../../../db/table-rules.ts'

export const pulseRules = {
  pulses: {
    people: { starter: 'replace' },
    text: {},
    rest: [
      'id',
      'channel_id',
      'wording',
      'state',
      'opened_at',
      'closes_at',
      'closed_at',
      'asked',
      'answered',
      'compared_with',
    ],
    ends: { after: 'retention', at: 'closed_at' },
    export: 'in pulses',
  },
  pulse_asks: {
    // The row stays without its person: which pulses may stand side by side depends on how many were asked.
    people: { user_id: 'replace' },
    text: {},
    rest: ['id', 'pulse_id', 'state'],
    ends: { after: 'row of', table: 'pulses' },
    export: 'in pulses',
  },
  pulse_boxes: {
    people: {},
    text: { sealed: 'text' },
    rowId: ['pulse_id'],
    rest: ['pulse_id'],
    ends: { after: 'row of', table: 'pulses' },
    export: 'no: sums of answers, in which nobody can find their own',
  },
} as const satisfies TableRules
