/**
 * Privacy: `/forthright privacy`, `export` and `forget me`. What each table holds of people and for how long stands
 * beside the table; export and erasure derive from it, and from what every feature says of itself.
 */
import type { Scope } from '../../db/database.ts'
import type { Call, Feature, Reply } from '../../feature.ts'
import { forgetPerson } from '../../people/profile-change.ts'
import { exportFiles } from './export.ts'
import { insertErasure, insertExportLink, takeExportLink } from './store.ts'
import { privacyRules } from './table-rules.ts'
import {
  exportComing,
  exportImpossible,
  exportLink,
  forgetDone,
  forgetQuestion,
  privacyMessage,
} from './views.ts'

export { exportFiles, takeExportLink }

export interface PrivacySettings {
  retentionMonths: number
  /** Where people reach this server, without a slash at its end; undefined = they can't. */
  publicUrl: string | undefined
}

/** The path of the page behind a link. */
export const exportPath = '/forthright/export'

/** `others` are the features whose part is exported and forgotten. */
export function privacyWith(others: readonly Feature[], settings: PrivacySettings): Feature {
  async function sendExport(call: Call): Promise<Reply> {
    const { me, now } = call
    const create = (scope: Scope) => exportFiles(others, scope, me.userId, now)
    return { files: { create, done: exportComing(), otherwise: await otherwise(call) } }
  }

  async function otherwise(call: Call) {
    if (!settings.publicUrl) return exportImpossible()
    const token = await insertExportLink(call, call.me.userId, call.now)
    return exportLink(`${settings.publicUrl}${exportPath}?token=${token}`)
  }

  async function forget(call: Call): Promise<Reply> {
    const { userId } = call.me
    await forgetPerson(others, { ...call, userId })
    await insertErasure(call, userId, call.now)
    return { say: forgetDone() }
  }

  return {
    name: 'privacy',
    forthright: {
      privacy: {
        help: [{ usage: '/forthright privacy', does: 'what is stored, for how long, and who can see it' }],
        run: async () => ({ say: privacyMessage(settings.retentionMonths) }),
      },
      export: {
        help: [{ usage: '/forthright export', does: 'gives you everything that is held on you' }],
        run: sendExport,
      },
      'forget me': {
        help: [{ usage: '/forthright forget me', does: 'erases you here, after asking' }],
        run: async () => ({ say: forgetQuestion() }),
      },
    },
    actions: {
      'privacy.export': sendExport,
      'privacy.forget_ask': async () => ({ say: forgetQuestion() }),
      'privacy.forget': forget,
    },
    tables: privacyRules,
  }
}
