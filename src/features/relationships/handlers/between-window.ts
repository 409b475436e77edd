/** What two people agreed to see together, as a window and as a picture. */
import type { ActionCall, Call, Reply } from '../../../feature.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { pictureNotSent, pictureSent } from '../../../pictures/replies.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { isIn } from '../domain/goal.ts'
import { valuedIn } from '../domain/mirror.ts'
import { pairOf, quarterWeeks, type Sharing } from '../domain/sharing.ts'
import { tallyOf } from '../domain/tally.ts'
import { listOpenGoals } from '../store/goal-store.ts'
import { lockSharing } from '../store/sharing-store.ts'
import { notShared } from '../views/between-messages.ts'
import { betweenPicture } from '../views/between-picture.ts'
import { betweenModal, type BetweenView } from '../views/between.ts'
import { weeksBefore, type ReadDealings } from './dealings.ts'

/** The button *Between us*; its value is the colleague. */
export function showBetween(read: ReadDealings) {
  return async (call: ActionCall): Promise<Reply> => {
    const found = await sharedWith(call)
    return found ? openBetween(read, call, found.sharing, found.other) : { say: textMessage(notShared) }
  }
}

/** What is shown, drawn for the one who presses; the window keeps its words. */
export function sendBetweenPicture(read: ReadDealings) {
  return async (call: ActionCall): Promise<Reply> => {
    const found = await sharedWith(call)
    if (!found) return { say: textMessage(notShared) }
    const view = await viewOf(read, call, found.sharing, found.other)
    return {
      files: {
        create: async () => [{ name: 'between-us.png', picture: betweenPicture(view) }],
        done: betweenModal(view, pictureSent),
        otherwise: betweenModal(view, pictureNotSent),
      },
    }
  }
}

/** What the one who presses shares with the colleague whom the button names, while both agree. */
async function sharedWith(call: ActionCall): Promise<{ sharing: Sharing; other: Person } | undefined> {
  const sharing = await lockSharing(call, pairOf(call.me.userId, call.value))
  const other = (await findPeople(call.db, call.teamId, [call.value])).get(call.value)
  return sharing?.state === 'shared' && other ? { sharing, other } : undefined
}

export async function openBetween(
  read: ReadDealings,
  call: Call,
  sharing: Sharing,
  other: Person,
): Promise<Reply> {
  return { open: betweenModal(await viewOf(read, call, sharing, other)) }
}

async function viewOf(read: ReadDealings, call: Call, sharing: Sharing, other: Person): Promise<BetweenView> {
  const { me, now } = call
  const from = weeksBefore(now, quarterWeeks)
  const all = await read(call, { userId: me.userId, other: other.userId, from, to: now })
  const sideOf = (person: Person) => {
    const own = all.filter((one) => one.from === person.userId)
    return { person, tally: tallyOf(own), valued: valuedIn(own)[0] }
  }
  const goals = (await listOpenGoals(call, me.userId)).filter((goal) =>
    [me, other].every(({ userId }) => isIn(goal, userId)),
  )
  return { sharing, me: sideOf(me), other: sideOf(other), goals: goals.map(({ name }) => name) }
}
