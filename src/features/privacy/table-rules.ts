import type { TableRules } from '../../db/table-rules.ts'

export const privacyRules = {
  erasures: {
    people: {},
    text: {},
    // The id stands here from the press until the erasure is done, some seconds later.
    rest: ['digest', 'user_id', 'asked_at', 'done_at'],
    ends: { after: 'uninstall' },
    export: 'no: keyed digests that name nobody',
  },
  export_links: {
    people: { user_id: 'delete' },
    text: {},
    rest: ['id', 'made_at'],
    ends: { after: 'days', days: 1, at: 'made_at' },
    export: 'no: links that have expired after 15 minutes',
  },
} as const satisfies TableRules
