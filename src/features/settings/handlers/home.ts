import type { ActionCall, HomeCall, Reply } from '../../../feature.ts'
import { countUnknownOutcomes } from '../../../nudges/ledger.ts'
import { existingPage, type HomeSection } from '../../../slack/home-section.ts'
import { settingsSection, switchedOffSection } from '../views/home.ts'
import type { Catalog } from './catalog.ts'
import { changesHome } from './days-off.ts'
import { listSwitchedOff } from './switched-off.ts'

export async function settingsHome(call: HomeCall, catalog: Catalog): Promise<HomeSection[]> {
  const { db, teamId, me } = call
  const switchedOff = await listSwitchedOff(call, catalog)
  const page = existingPage(call.pageOf('settings.off'), switchedOff.length)
  return [
    await changesHome(call),
    switchedOffSection(switchedOff, page),
    settingsSection(await countUnknownOutcomes(db, teamId, me.userId)),
  ]
}

/** Another page of one section of Home; `value` is the section and the page. */
export async function turnPage(call: ActionCall): Promise<Reply> {
  const [section = '', page = ''] = call.value.split(':')
  return { home: { section, page: Math.min(Math.max(0, Math.trunc(Number(page)) || 0), 100_000) } }
}
