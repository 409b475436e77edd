import type { Call, Reply, SubmissionCall } from '../../../feature.ts'
import { saveChoices } from '../../../people/store.ts'
import type { Catalog } from './catalog.ts'
import { savedMessage } from '../views/saved.ts'
import { readSettings, settingsForm } from '../views/settings-form.ts'
import { listSwitchedOff } from './switched-off.ts'

/** `note` says what was just changed. */
export async function openSettings(call: Call, catalog: Catalog, note?: string): Promise<Reply> {
  const switchedOff = await listSwitchedOff(call, catalog)
  return {
    open: settingsForm(call.me, { reminders: catalog.remindersFor(call.me), switchedOff, note }, call.now),
  }
}

/** A switch that the form does not have is not kept, whatever the request says. */
export async function saveSettings(call: SubmissionCall, catalog: Catalog): Promise<Reply> {
  const reminders = catalog.remindersFor(call.me)
  const read = readSettings(call.values, { me: call.me, features: [...reminders.keys()] }, call.now)
  if ('errors' in read) return read
  await saveChoices(call.db, call.teamId, call.me.userId, read.choices)
  return { say: savedMessage(read.choices, reminders, call.me.hours.zone), home: true }
}
