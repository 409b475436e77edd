/** Promises in App Home. */
import type { HomeCall } from '../../../feature.ts'
import { findPeople } from '../../../people/store.ts'
import { existingPage, homePageSize, type HomeSection } from '../../../slack/home-section.ts'
import { instantOf, localTime } from '../../../time/working-hours.ts'
import { graceMinutes } from '../domain/commitment.ts'
import { participantIds } from '../domain/participants.ts'
import { countForHome, homeLists, listForHome, type HomeList } from '../store/home-queries.ts'
import { homeLine, homeSections } from '../views/home.ts'
import { linesOf } from '../views/list-view.ts'

export async function promisesHome(call: HomeCall): Promise<HomeSection[]> {
  const { me, now } = call
  const slippedBefore = new Date(now.getTime() - graceMinutes * 60_000)
  const { zone } = me.hours
  const endOfDay = instantOf(localTime(now, zone).toPlainDate().add({ days: 1 }), '00:00', zone)
  const { slipped, dueToday, toConfirm, ...counts } = await countForHome(call, me.userId, {
    slippedBefore,
    endOfDay,
  })
  const pages = perList((list) => existingPage(call.pageOf(`promises.${list}`), counts[list]))
  const offset = perList((list) => pages[list] * homePageSize)
  const found = await listForHome(call, me.userId, { limit: homePageSize, offset }, slippedBefore)
  const people = await findPeople(call.db, call.teamId, Object.values(found).flat().flatMap(participantIds))
  const part = (list: HomeList) => ({
    count: counts[list],
    page: pages[list],
    lines: found[list].map((promise) => ({
      key: promise.id,
      blocks: homeLine(linesOf({ promise, viewer: me, people, now })),
    })),
  })
  return homeSections({ ...perList(part), slipped, dueToday, toConfirm })
}

function perList<T>(of: (list: HomeList) => T): Record<HomeList, T> {
  return Object.fromEntries(homeLists.map((list) => [list, of(list)])) as Record<HomeList, T>
}
