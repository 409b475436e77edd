/** What settings and `why` show of promises. */
import type { Call, SwitchedOff } from '../../../feature.ts'
import { nameOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { roleOf } from '../domain/roles.ts'
import { participantIds } from '../domain/participants.ts'
import { findPromises } from '../store/promise-store.ts'
import { requestsStopped, subjectTitle } from '../views/switched-off.ts'
import { listRequestBlocks } from '../store/request-block-store.ts'

export async function requestsSwitchedOff(call: Call): Promise<SwitchedOff[]> {
  const blocked = await listRequestBlocks(call, call.me.userId)
  const people = await findPeople(call.db, call.teamId, blocked)
  return blocked.map((userId) => requestsStopped(nameOf(people, userId), userId))
}

export async function promiseTitles(call: Call, ids: readonly string[]): Promise<Map<string, string>> {
  const { db, teamId, me } = call
  const promises = [...(await findPromises(call, ids)).values()].filter(
    (promise) => roleOf(promise, me.userId) !== 'stranger',
  )
  const people = await findPeople(db, teamId, promises.flatMap(participantIds))
  return new Map(promises.map((promise) => [promise.id, subjectTitle(promise, people)]))
}
