/** My circle and the circles I am in, in App Home and in `/circle list`. */
import type { Call, HomeCall } from '../../feature.ts'
import { uniqueActionIds, type Message } from '../../slack/blocks.ts'
import { listBlocks } from '../../people/block-store.ts'
import { nameOf } from '../../people/display-name.ts'
import { findPeople } from '../../people/store.ts'
import { isAwaited, type Membership } from '../../circles/membership.ts'
import { sectionBlocks, type HomeSection } from '../../slack/home-section.ts'
import { asList, circleSections } from './views/home.ts'
import { listMemberships } from '../../circles/store.ts'

/** As a message; the pages of Home are turned in Home. */
export async function circleList(call: Call): Promise<Message> {
  const sections = await circleHome({ ...call, pageOf: () => 0 })
  return {
    text: 'Your circle',
    blocks: uniqueActionIds(sections.map(asList).flatMap(sectionBlocks).slice(1)),
  }
}

export async function circleHome(call: HomeCall): Promise<HomeSection[]> {
  const { teamId, me, db, now } = call
  const all = await listMemberships(call, me.userId)
  const blocked = (await listBlocks(call, me.userId)).flatMap((one) => (one.everything ? [] : [one.other]))
  const people = await findPeople(db, teamId, [...all.flatMap((one) => [one.asker, one.ally]), ...blocked])
  const isHere = (userId: string) => people.get(userId)?.isDeactivated === false
  const isIn = (one: Membership) => one.status === 'in'
  const byName = (side: 'ally' | 'asker') => (a: Membership, b: Membership) =>
    nameOf(people, a[side]).localeCompare(nameOf(people, b[side]))
  const mine = all.filter((one) => one.asker === me.userId && isHere(one.ally)).toSorted(byName('ally'))
  const theirs = all.filter((one) => one.ally === me.userId && isIn(one) && isHere(one.asker))
  const awaited = mine.filter((one) => isAwaited(one, now))
  return circleSections(
    { allies: mine.filter(isIn), awaited, askers: theirs.toSorted(byName('asker')), blocked },
    people,
    call.pageOf,
  )
}
