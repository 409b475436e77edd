/** Everything that a person has switched off or blocked, and its way back. */
import type { ActionCall, Call, Reply, SwitchedOff } from '../../../feature.ts'
import { saveChoices } from '../../../people/store.ts'
import { isKind, isSubject } from '../domain/mutes.ts'
import { kindIsOff, nothingSwitchedOn, subjectIsOff, switchedOn } from '../views/switched-off.ts'
import type { Catalog } from './catalog.ts'
import { openSettings } from './settings.ts'

export async function listSwitchedOff(call: Call, catalog: Catalog): Promise<SwitchedOff[]> {
  const { muted } = call.me
  const subjects = muted.filter(isSubject)
  const titles = await catalog.subjectTitles(call, subjects)
  return [
    ...muted.filter(isKind).map((kind) => kindIsOff(catalog.titleOf(kind), kind)),
    ...subjects.map((id) => subjectIsOff(titles.get(id), id)),
    ...(await catalog.blockedIn(call)),
  ]
}

/** The way back of one line of the list: the value is its action and that action's value. */
export async function switchOn(call: ActionCall, catalog: Catalog): Promise<Reply> {
  const off = (await listSwitchedOff(call, catalog)).find(
    (one) => `${one.actionId}:${one.value}` === call.value,
  )
  if (!off) return openSettings(call, catalog, nothingSwitchedOn)
  if (off.actionId !== 'settings.unmute') {
    const reply = await catalog.actionOf(off.actionId)?.({ ...call, value: off.value, picked: undefined })
    return { ...(await openSettings(call, catalog, reply?.say?.text)), home: true }
  }
  const muted = call.me.muted.filter((one) => one !== off.value)
  await saveChoices(call.db, call.teamId, call.me.userId, { muted })
  const me = { ...call.me, muted }
  return { ...(await openSettings({ ...call, me }, catalog, switchedOn(off.text))), home: true }
}
