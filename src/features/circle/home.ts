/** My circle and the circles I am in, in App Home and in `/circle list`. */
import type { KnownBlock } from '@slack/types'
import type { Call } from '../../feature.ts'
import { nameOf } from '../../people/display-name.ts'
import { findPeople } from '../../people/store.ts'
import { isAwaited, type Membership } from '../../circles/membership.ts'
import { circleBlocks } from './views/home.ts'
import { listMemberships, listBlocked } from '../../circles/store.ts'

export async function circleHome(call: Call): Promise<KnownBlock[]> {
  const { teamId, me, db, now } = call
  const all = await listMemberships(call, me.userId)
  const blocked = await listBlocked(call, me.userId)
  const people = await findPeople(db, teamId, [...all.flatMap((one) => [one.asker, one.ally]), ...blocked])
  const isHere = (userId: string) => people.get(userId)?.isDeactivated === false
  const isIn = (one: Membership) => one.status === 'in'
  const byName = (side: 'ally' | 'asker') => (a: Membership, b: Membership) =>
    nameOf(people, a[side]).localeCompare(nameOf(people, b[side]))
  const mine = all.filter((one) => one.asker === me.userId && isHere(one.ally)).toSorted(byName('ally'))
  const theirs = all.filter((one) => one.ally === me.userId && isIn(one) && isHere(one.asker))
  const awaited = mine.filter((one) => isAwaited(one, now))
  return circleBlocks(
    { allies: mine.filter(isIn), awaited, askers: theirs.toSorted(byName('asker')), blocked },
    people,
  )
}
