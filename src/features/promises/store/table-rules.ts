import type { TableRules } from '../../../db/table-rules.ts'

export const promiseRules = {
  promises: {
    // The other side keeps its own record; what the forgotten one wrote in it goes (see forget.ts).
    people: { promisor: 'replace', promisee: 'replace', witness: 'replace' },
    text: ['what', 'due_words', 'proposal', 'thanks', 'goal', 'source_link', 'source_quote'],
    rest: [
      'id',
      'state',
      'due_at',
      'due_zone',
      'due_version',
      'made_at',
      'claimed_at',
      'closed_at',
      'confirmed',
      'renegotiated',
      'thanked',
      'currency',
      'series_id',
      'recurs',
      'recurs_in',
      'series_start',
      'series_due',
      'series_followed',
      'series_stopped',
      'witness_state',
      'bump_again_at',
      'last_seq',
    ],
    ends: { after: 'retention', at: 'closed_at', insertedAt: 'made_at' },
    export: 'in promises',
  },
  promise_events: {
    people: { who: 'replace' },
    text: ['note'],
    rest: ['promise_id', 'seq', 'at', 'action', 'due_at'],
    ends: { after: 'row of', table: 'promises' },
    export: 'in promises',
  },
  request_stops: {
    people: { user_id: 'delete', other: 'delete' },
    text: [],
    rest: ['stopped_at'],
    ends: { after: 'uninstall' },
    export: 'in promises',
  },
} as const satisfies TableRules
