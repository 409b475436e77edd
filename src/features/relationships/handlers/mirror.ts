/** My mirror, and who my allies are by what happened: opened by the person whose it is, and by nothing else. */
import type { ActionCall, Call, Reply } from '../../../feature.ts'
import { findPeople } from '../../../people/store.ts'
import { pictureNotSent, pictureSent } from '../../../pictures/replies.ts'
import { endedIn, mirrorOf, spans, type Mirror, type MirrorSpan } from '../domain/mirror.ts'
import { byColleague, isMutual } from '../domain/tally.ts'
import { alliesModal } from '../views/allies.ts'
import { mirrorPicture } from '../views/mirror-picture.ts'
import { mirrorModal } from '../views/mirror.ts'
import { weeksBefore, type ReadDealings } from './dealings.ts'

export function showMirror(read: ReadDealings): (call: Call, span: string) => Promise<Reply> {
  return async (call, span) => {
    const mirror = await loadMirror(read, call, span)
    return { open: mirrorModal(mirror, await peopleIn(call, mirror)) }
  }
}

/** The picture goes to the one who presses, of their own numbers; the window keeps its words. */
export function sendMirrorPicture(read: ReadDealings) {
  return async (call: ActionCall): Promise<Reply> => {
    const mirror = await loadMirror(read, call, call.value)
    const people = await peopleIn(call, mirror)
    if (!endedIn(mirror.mine)) return { open: mirrorModal(mirror, people) }
    return {
      files: {
        create: async () => [{ name: 'my-mirror.png', picture: mirrorPicture(mirror) }],
        done: mirrorModal(mirror, people, pictureSent),
        otherwise: mirrorModal(mirror, people, pictureNotSent),
      },
    }
  }
}

async function loadMirror(read: ReadDealings, call: Call, wanted: string): Promise<Mirror> {
  const { me, now } = call
  const span: MirrorSpan = wanted === 'year' ? 'year' : 'weeks'
  const from = weeksBefore(now, spans[span].weeks)
  return mirrorOf(await read(call, { userId: me.userId, from, to: now }), me.userId, span)
}

function peopleIn({ db, teamId }: Call, { valued }: Mirror) {
  return findPeople(
    db,
    teamId,
    valued.map(({ by }) => by),
  )
}

/** Weeks of what happened. */
const allyWeeks = 52

export function showAllies(read: ReadDealings): (call: Call) => Promise<Reply> {
  return async (call) => {
    const { me, now, db, teamId } = call
    const dealings = await read(call, { userId: me.userId, from: weeksBefore(now, allyWeeks), to: now })
    const all = [...byColleague(dealings, me.userId).values()].toSorted(
      (a, b) => b.latest.getTime() - a.latest.getTime(),
    )
    const people = await findPeople(
      db,
      teamId,
      all.map(({ other }) => other),
    )
    const here = all.filter(({ other }) => people.get(other)?.isDeactivated === false)
    const mutual = here.filter(isMutual)
    const oneWay = here.filter((one) => !isMutual(one)).map(({ other }) => other)
    return { open: alliesModal({ mutual, oneWay }, people) }
  }
}
