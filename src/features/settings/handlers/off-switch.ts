import type { ActionCall, Reply } from '../../../feature.ts'
import { featureOf } from '../../../nudges/kinds.ts'
import { findOwnNudge } from '../../../nudges/ledger.ts'
import { cancelNudges } from '../../../nudges/update-planned.ts'
import { saveChoices } from '../../../people/store.ts'
import type { Catalog } from './catalog.ts'
import { isSubject } from '../domain/mutes.ts'
import { switchedOff, unknownMessage } from '../views/off-switch.ts'
import { openSettings } from './settings.ts'

/** Subjects that one person can have switched off; the oldest gives way. */
const maxMutedSubjects = 200

/** The off switch of a reminder: of its subject, or of its whole feature. */
export async function switchOff(call: ActionCall, catalog: Catalog): Promise<Reply> {
  const { db, teamId, me } = call
  const [what, id = ''] = (call.picked ?? '').split(':')
  if (what === 'settings') return openSettings(call, catalog)
  const nudge = /^[0-9a-f-]{36}$/.test(id) ? await findOwnNudge(db, teamId, me.userId, id) : undefined
  if (!nudge) return { say: unknownMessage }
  const feature = featureOf(nudge.kind)
  const key = what === 'feature' ? feature : (nudge.subjectId ?? feature)
  const subjects = me.muted.filter(isSubject).slice(-maxMutedSubjects)
  const features = me.muted.filter((muted) => !isSubject(muted))
  await saveChoices(db, teamId, me.userId, { muted: [...new Set([...features, ...subjects, key])] })
  if (key === nudge.subjectId) {
    const kinds = catalog.remindersOf(feature)
    await cancelNudges(db, teamId, { subjectId: key, userId: me.userId, kinds })
  }
  return { say: switchedOff(key === feature ? feature : undefined), home: true }
}
