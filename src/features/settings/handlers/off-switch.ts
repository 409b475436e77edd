import type { ActionCall, Reply } from '../../../feature.ts'
import { findOwnNudge } from '../../../nudges/ledger.ts'
import { lockMuted, saveChoices } from '../../../people/store.ts'
import { isId } from '../../../db/id.ts'
import type { Catalog } from './catalog.ts'
import { withMute } from '../domain/mutes.ts'
import { kindSwitchedOff, subjectSwitchedOff, unknownMessage } from '../views/off-switch.ts'
import { askNoMore } from './no-more.ts'
import { openSettings } from './settings.ts'

/** The off switch of a message: of its kind, of the reminders about its subject, or of whoever it is from. */
export async function switchOff(call: ActionCall, catalog: Catalog): Promise<Reply> {
  const { db, teamId, me } = call
  const [what, id = ''] = (call.picked ?? call.value).split(':')
  // 'feature' stands in messages of versions before 0.2, and would stop more than its label said.
  if (what === 'settings' || what === 'feature') return openSettings(call, catalog)
  if (what === 'person') return askNoMore(call, id)
  const nudge = isId(id) ? await findOwnNudge(db, teamId, me.userId, id) : undefined
  if (!nudge) return { say: unknownMessage }
  const muted = await lockMuted(call, me.userId)
  if (what === 'kind' || !nudge.subjectId) {
    await saveChoices(db, teamId, me.userId, { muted: withMute(muted, nudge.kind) })
    return { say: kindSwitchedOff(catalog.titleOf(nudge.kind)), home: true }
  }
  // What is planned stays planned, so that the way back brings it; delivery drops what is due while it is switched off.
  const { subjectId } = nudge
  await saveChoices(db, teamId, me.userId, { muted: withMute(muted, subjectId) })
  const titles = await catalog.subjectTitles(call, [subjectId])
  return { say: subjectSwitchedOff(titles.get(subjectId)), home: true }
}
