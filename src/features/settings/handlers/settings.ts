import type { Call, Reply, SubmissionCall } from '../../../feature.ts'
import { saveChoices } from '../../../people/store.ts'
import type { Catalog } from './catalog.ts'
import { readSettings, settingsForm } from '../views/settings-form.ts'

export function openSettings({ me, now }: Call, { features }: Catalog): Reply {
  return { open: settingsForm(me, features, now) }
}

export async function saveSettings(call: SubmissionCall): Promise<Reply> {
  const read = readSettings(call.values, call.me, call.now)
  if ('errors' in read) return read
  await saveChoices(call.db, call.teamId, call.me.userId, read.choices)
  return { home: true }
}
