/** Welcome: the first to use the app in a workspace hears what to do next, and whoever installed it what to tell colleagues. */
import type { Call, Feature, InstallCall, Reply } from '../../feature.ts'
import { nudgeKind, type AnyNudgeKind, type KindId, type Nudge } from '../../nudges/kinds.ts'
import { planNudges } from '../../nudges/plan.ts'
import type { Message } from '../../slack/blocks.ts'
import { markGreeted } from '../../workspaces/store.ts'
import { kinds } from './kinds.ts'
import { firstHere, installedHere } from './views/messages.ts'

/** Hours within which it is still an answer to what its reader did. */
const hoursFresh = 1

export function createWelcome(): Feature {
  async function greet(call: Call): Promise<Reply> {
    const { db, teamId, me, now } = call
    if (await markGreeted(db, teamId, now)) await planWelcome(call, kinds.first, me.userId)
    return {}
  }

  return {
    name: 'welcome',
    links: { greet },
    nudges: [
      welcomeNudge(kinds.first, 'what to do next', firstHere),
      welcomeNudge(kinds.installer, 'what to tell colleagues', installedHere),
    ],
    onInstall: (call) => planWelcome(call, kinds.installer, call.userId),
  }
}

function welcomeNudge(id: KindId<'notice'>, title: string, message: () => Message): AnyNudgeKind {
  return nudgeKind<Nudge>({
    id,
    title,
    load: async (_, nudges) => new Map(nudges.map((nudge) => [nudge.id, nudge])),
    isDue: () => true,
    // They have just pressed a button themselves: it does not wait for their hours.
    neededBy: ({ dueAt }) => new Date(dueAt.getTime() + hoursFresh * 3_600_000),
    isFinal: () => true,
    render: message,
  })
}

function planWelcome(
  { db, teamId, now }: Pick<InstallCall, 'db' | 'teamId' | 'now'>,
  kind: KindId,
  userId: string,
): Promise<void> {
  return planNudges(db, teamId, [{ userId, kind, dedupeKey: `${kind.name}:${userId}`, dueAt: now }], now)
}
