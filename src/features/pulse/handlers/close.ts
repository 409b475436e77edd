/** The end of a pulse: its sums are released to its channel, or erased unread. */
import type { ActionCall, Reply } from '../../../feature.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { comparableWith, fewest } from '../domain/compare.ts'
import { kinds } from '../domain/kinds.ts'
import type { Pulse } from '../domain/pulse.ts'
import { answersIn } from '../domain/tally.ts'
import type { PulseScope } from '../store/context.ts'
import { deleteListed, listPulseAsks, loadAsked } from '../store/pulse-ask-store.ts'
import { listPulses, lockPulse, saveClosing } from '../store/pulse-store.ts'
import { eraseTally, findTally, saveTally } from '../store/tally-store.ts'
import { notYourPulse } from '../views/refusals.ts'
import { closedBefore, closedNow } from '../views/start-replies.ts'

/** Its starter closes it before its time. */
export async function closeEarly(call: ActionCall): Promise<Reply> {
  const pulse = await lockPulse(call, call.value)
  if (pulse?.starter !== call.me.userId) return { say: textMessage(notYourPulse) }
  if (pulse.state !== 'open') return { say: closedBefore(), replace: true }
  await close(call, pulse)
  return { say: closedNow(pulse), replace: true }
}

export async function closePulse(scope: PulseScope, pulseId: string): Promise<void> {
  const pulse = await lockPulse(scope, pulseId)
  if (pulse?.state === 'open') await close(scope, pulse)
}

async function close(scope: PulseScope, pulse: Pulse): Promise<void> {
  const { db, teamId, now } = scope
  await deleteListed(scope, pulse.id)
  const asks = await listPulseAsks(scope, pulse.id)
  const tally = await findTally(scope, pulse.id)
  const answered = answersIn(tally)
  const isReleased = answered >= fewest
  if (isReleased) await saveTally(scope, pulse.id, tally)
  else await eraseTally(scope, pulse.id)
  await saveClosing(scope, pulse.id, {
    state: isReleased ? 'released' : 'erased',
    closedAt: now,
    asked: asks.length,
    answered: isReleased ? answered : undefined,
    comparedWith: isReleased ? await comparedWith(scope, pulse) : [],
  })
  await markStale(
    db,
    teamId,
    asks.map(({ id }) => id),
  )
  await planNudges(
    db,
    teamId,
    [planForChannel(pulse, kinds.rewrite, now), planForChannel(pulse, kinds.closed, now)],
    now,
  )
}

async function comparedWith(scope: PulseScope, { id, channelId }: Pulse): Promise<string[]> {
  const released = await listPulses(scope, channelId, ['released'])
  const [newest, ...earlier] = await loadAsked(scope, [id, ...released.map((pulse) => pulse.id)])
  return comparableWith(newest!, earlier)
}

function planForChannel({ id, channelId }: Pulse, kind: Planned['kind'], now: Date): Planned {
  return { userId: channelId, kind, subjectId: id, dedupeKey: `${id}:${kind.name}`, dueAt: now }
}
