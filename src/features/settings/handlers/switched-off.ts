import type { Call, SwitchedOff } from '../../../feature.ts'
import { isKind, isSubject } from '../domain/mutes.ts'
import { kindIsOff, subjectIsOff } from '../views/switched-off.ts'
import type { Catalog } from './catalog.ts'

/** Everything that a person has switched off or blocked, each with its way back. */
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
