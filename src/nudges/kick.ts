/** Speaks at once where something was just written, one pass at a time, and again when the pace allows. */
import { levelOf } from '../log.ts'
import { paceOpensAt } from './ledger.ts'
import { refresh } from './refresh.ts'
import { speakNow, type Delivery } from './tick.ts'

export interface Kicker {
  /** Something may be due in this workspace now. */
  kick(teamId: string): void
  stop(): void
}

/** Milliseconds that an alarm waits at least and at most; the heartbeat comes as often. */
const alarmAfter = { least: 50, most: 15_000 }

/** `inHand` hears of every pass, so that a stop waits for it. */
export function kicker(delivery: Delivery, inHand: (work: Promise<void>) => Promise<void>): Kicker {
  const running = new Map<string, { again: boolean }>()
  /** Workspaces whose pace is used up: until the alarm, claiming would find nothing that may go. */
  const closed = new Map<string, NodeJS.Timeout>()
  let isStopped = false

  function kick(teamId: string): void {
    const current = running.get(teamId)
    if (current) current.again = true
    else if (!isStopped) inHand(run(teamId)).catch(() => undefined)
  }

  async function run(teamId: string): Promise<void> {
    const self = { again: false }
    running.set(teamId, self)
    try {
      do {
        self.again = false
        if (closed.has(teamId)) await refresh(delivery, teamId, await delivery.ctx.clock.now())
        else await speakWhileOpen(teamId)
      } while (self.again && !isStopped)
    } catch (error) {
      delivery.ctx.log[levelOf(error)]({ teamId, err: error }, 'kick failed')
    } finally {
      running.delete(teamId)
    }
  }

  async function speakWhileOpen(teamId: string): Promise<void> {
    const { ctx, pace } = delivery
    let now: Date
    let opens: Date | undefined
    let tries = 0
    do {
      await speakNow(delivery, teamId)
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
    kick(teamId)
  }

  return {
    kick,
    stop() {
      isStopped = true
      for (const alarm of closed.values()) clearTimeout(alarm)
    },
  }
}
