import type { Call, SwitchedOff } from '../../../feature.ts'
import { listBlocks } from '../../../people/block-store.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { isKind, isSubject } from '../domain/mutes.ts'
import { nothingFrom } from '../views/no-more.ts'
import { kindIsOff, subjectIsOff } from '../views/switched-off.ts'
import type { Catalog } from './catalog.ts'

/** Everything that a person has switched off or blocked, each with its way back. */
export async function listSwitchedOff(call: Call, catalog: Catalog): Promise<SwitchedOff[]> {
  const { muted } = call.me
  const subjects = muted.filter(isSubject)
  const blocks = await listBlocks(call, call.me.userId)
  const blocked = blocks.flatMap((one) => (one.everything ? [one.other] : []))
  const people = await findPeople(call.db, call.teamId, blocked)
  const titles = await catalog.subjectTitles(call, subjects)
  return [
    ...muted.filter(isKind).map((kind) => kindIsOff(catalog.titleOf(kind), kind)),
    ...subjects.map((id) => subjectIsOff(titles.get(id), id)),
    ...blocked.map((userId) => nothingFrom(nameOf(people, userId), userId)),
    ...(await catalog.blockedIn(call)),
  ]
}
