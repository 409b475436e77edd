import { paceOpensAt } from './claim.ts'
import { updateStale } from './update-stale.ts'
import { recover, deliverDue } from './pass.ts'
import { logLevelOf } from '../../db/connection-error.ts'
import type { DeliveryContext } from './context.ts'

export interface WorkspaceWorkers {
  /** Something may be due in this workspace now. */
  wake(teamId: string): void
  /** A whole pass, with what was left unclear; resolves when it is done. */
  runFull(teamId: string): Promise<void>
  stop(): void
}

/** Milliseconds that an alarm waits at least and at most; the heartbeat comes as often. */
const alarmAfter = { least: 50, most: 15_000 }

interface Turn {
  again: boolean
  isWhole: boolean
  done: Promise<void>
}

/** `inHand` hears of every pass, so that a stop waits for it. A workspace that is slow delays no other. */
export function workspaceWorkers(
  delivery: DeliveryContext,
  inHand: (work: Promise<void>) => Promise<void>,
): WorkspaceWorkers {
  const turns = new Map<string, Turn>()
  /** Workspaces whose pace is used up: until the alarm, claiming would find nothing that may go. */
  const closed = new Map<string, NodeJS.Timeout>()
  let isStopped = false

  async function take(teamId: string, isWhole: boolean): Promise<void> {
    const current = turns.get(teamId)
    if (current) {
      current.again = true
      current.isWhole ||= isWhole
      return current.done
    }
    if (isStopped) return undefined
    const turn: Turn = { again: true, isWhole, done: Promise.resolve() }
    turns.set(teamId, turn)
    turn.done = inHand(run(teamId, turn))
    return turn.done
  }

  async function run(teamId: string, turn: Turn): Promise<void> {
    try {
      while (turn.again && !isStopped) {
        const { isWhole } = turn
        Object.assign(turn, { again: false, isWhole: false })
        if (isWhole) {
          await recover(delivery, teamId)
          // The database knows best whether the pace is still used up: the alarm goes by this process's own clock.
          clearTimeout(closed.get(teamId))
          closed.delete(teamId)
        }
        if (closed.has(teamId)) await updateStale(delivery, teamId, await delivery.ctx.clock.now())
        else await speakWhileOpen(teamId)
      }
    } catch (error) {
      delivery.ctx.log[logLevelOf(error)]({ teamId, err: error }, 'kick failed')
    } finally {
      turns.delete(teamId)
    }
  }

  async function speakWhileOpen(teamId: string): Promise<void> {
    const { ctx, rateLimit: pace } = delivery
    let now: Date
    let opens: Date | undefined
    let tries = 0
    do {
      await deliverDue(delivery, teamId)
      now = await ctx.clock.now()
      opens = await paceOpensAt(ctx.db, teamId, now, pace)
      // Due and not held by the pace: it was written just now, or another process has it in hand.
    } while (opens && opens <= now && ++tries < 3 && !isStopped)
    if (!opens || isStopped) return
    const wait = Math.max(alarmAfter.least, opens.getTime() - now.getTime())
    const alarm = setTimeout(wake, Math.min(alarmAfter.most, wait), teamId)
    closed.set(teamId, alarm.unref())
  }

  function wake(teamId: string): void {
    closed.delete(teamId)
    void take(teamId, false)
  }

  return {
    wake: (teamId) => void take(teamId, false),
    runFull: (teamId) => take(teamId, true),
    stop() {
      isStopped = true
      for (const alarm of closed.values()) clearTimeout(alarm)
    },
  }
}
