/** Finding somebody with much the same aims, and introducing the two once both have said yes. */
import type { ActionCall, Call, Reply } from '../../../feature.ts'
import type { KindId } from '../../../nudges/kinds.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { isOpen, type Introduction } from '../domain/introduction.ts'
import { kinds } from '../domain/kinds.ts'
import { findAims } from '../store/aim-store.ts'
import { lockIntroduction, setIntroductionState } from '../store/introduction-store.ts'
import {
  aimsAreForColleagues,
  asking,
  dropped,
  found as foundMessage,
  nobodyYet,
  notThisMonth,
  notYourIntroduction,
  passed,
} from '../views/messages.ts'
import { openAims } from './aims.ts'
import { planLook, search } from './search.ts'

export async function findSomebody(call: Call): Promise<Reply> {
  const { me, now } = call
  if (me.isGuest || me.isExternal) return { say: aimsAreForColleagues() }
  const mine = await findAims(call, me.userId)
  if (!mine?.isOpen || !mine.lines.length) return openAims(call)
  await planLook(call, me)
  const result = await search(call, me, mine)
  if (!result) return { say: nobodyYet() }
  return { say: 'from' in result ? notThisMonth(result.from, me, now) : foundMessage(result.found) }
}

/** The first says yes: now the second is asked. */
export async function askSecond(call: ActionCall): Promise<Reply> {
  const found = await lockOpen(call, 'first')
  if ('say' in found) return found
  await setIntroductionState(call, found.id, 'asked')
  await planNudges(call.db, call.teamId, [plan(found, found.second, kinds.asked, call.now)], call.now)
  return { say: asking(), replace: true }
}

export async function dropIntroduction(call: ActionCall): Promise<Reply> {
  const found = await lockOpen(call, 'first')
  if ('say' in found) return found
  await setIntroductionState(call, found.id, 'dropped')
  return { say: dropped(), replace: true }
}

export async function acceptIntroduction(call: ActionCall): Promise<Reply> {
  const { db, teamId, now } = call
  const found = await lockOpen(call, 'second')
  if ('say' in found) return found
  await setIntroductionState(call, found.id, 'introduced')
  const { first, second } = found
  const told = [
    { ...plan(found, first, kinds.introduced, now), from: second },
    { ...plan(found, second, kinds.introduced, now), from: first },
  ]
  await planNudges(db, teamId, told, now)
  return {}
}

export async function declineIntroduction(call: ActionCall): Promise<Reply> {
  const found = await lockOpen(call, 'second')
  if ('say' in found) return found
  await setIntroductionState(call, found.id, 'closed')
  return {}
}

/** One that waits for a word of `me`. */
async function lockOpen(
  call: ActionCall,
  side: 'first' | 'second',
): Promise<Introduction | { say: ReturnType<typeof passed> }> {
  const found = await lockIntroduction(call, call.value)
  if (found?.[side] !== call.me.userId) return { say: textMessage(notYourIntroduction) }
  await markStale(call.db, call.teamId, found.id)
  const waits = found.state === (side === 'first' ? 'offered' : 'asked')
  return waits && isOpen(found, call.now) ? found : { say: passed() }
}

function plan({ id }: Introduction, userId: string, kind: KindId, now: Date): Planned {
  return { userId, kind, subjectId: id, dedupeKey: `${id}:${kind.name}:${userId}`, dueAt: now }
}
