import type { ActionCall, Reply } from '../../../feature.ts'
import { deleteBlock } from '../../../people/block-store.ts'
import { lockMuted, saveChoices } from '../../../people/store.ts'
import { nothingSwitchedOn, switchedOn } from '../views/switched-off.ts'
import type { Catalog } from './catalog.ts'
import { openSettings } from './settings.ts'
import { listSwitchedOff } from './switched-off.ts'

/** The way back of one line of the list: the value is its action and that action's value. */
export async function switchOn(call: ActionCall, catalog: Catalog): Promise<Reply> {
  const off = (await listSwitchedOff(call, catalog)).find(
    (one) => `${one.actionId}:${one.value}` === call.value,
  )
  if (!off) return openSettings(call, catalog, nothingSwitchedOn)
  if (off.actionId === 'settings.allow') {
    await deleteBlock(call, call.me.userId, { other: off.value, everything: true })
    return { ...(await openSettings(call, catalog, switchedOn(off.text))), home: true }
  }
  if (off.actionId !== 'settings.unmute') {
    const reply = await catalog.actionOf(off.actionId)?.({ ...call, value: off.value, picked: undefined })
    return { ...(await openSettings(call, catalog, reply?.say?.text)), home: true }
  }
  const muted = (await lockMuted(call, call.me.userId)).filter((one) => one !== off.value)
  await saveChoices(call.db, call.teamId, call.me.userId, { muted })
  const me = { ...call.me, muted }
  return { ...(await openSettings({ ...call, me }, catalog, switchedOn(off.text))), home: true }
}
