import { setTimeout as rest } from 'node:timers/promises'
import { nextSlotAt } from './due-work.ts'
import { updateStale } from './update-stale.ts'
import { recover, deliverDue } from './pass.ts'
import { logLevelOf } from '../../db/connection-error.ts'
import type { DeliveryContext } from './context.ts'

export interface WorkspaceWorkers {
  /** Delivers: something may be due in this workspace now. */
  wake(teamId: string): void
  /** A whole pass, recovery included; resolves when it is done. */
  runFull(teamId: string): Promise<void>
  stop(): void
}

/** Milliseconds that an alarm waits at least and at most; the heartbeat comes as often as the latter. */
const alarmMs = { min: 50, max: 15_000 }

interface Run {
  again: boolean
  isFull: boolean
  done: Promise<void>
}

/** One run at a time a workspace; a slow workspace delays no other. `track` is given every run, so that a stop waits for it. */
export function workspaceWorkers(
  delivery: DeliveryContext,
  track: (work: Promise<void>) => Promise<void>,
): WorkspaceWorkers {
  const runs = new Map<string, Run>()
  /** Alarms of workspaces whose rate limit is used up: until then a claim would find nothing that may go. */
  const throttled = new Map<string, NodeJS.Timeout>()
  const spaceOut = spacing(delivery.wakeSpacingMs)
  let isStopped = false

  async function request(teamId: string, isFull: boolean): Promise<void> {
    const current = runs.get(teamId)
    if (current) {
      current.again = true
      current.isFull ||= isFull
      return current.done
    }
    if (isStopped) return undefined
    const started: Run = { again: true, isFull, done: Promise.resolve() }
    runs.set(teamId, started)
    started.done = track(run(teamId, started))
    return started.done
  }

  async function run(teamId: string, current: Run): Promise<void> {
    try {
      while (current.again && !isStopped) {
        await spaceOut(teamId)
        const { isFull } = current
        Object.assign(current, { again: false, isFull: false })
        if (isFull) {
          await recover(delivery, teamId)
          // The alarm goes by this process's clock; the database knows whether the rate limit is still used up.
          clearTimeout(throttled.get(teamId))
          throttled.delete(teamId)
        }
        if (throttled.has(teamId)) await updateStale(delivery, teamId, await delivery.ctx.clock.now())
        else await deliverUntilThrottled(teamId)
      }
    } catch (error) {
      delivery.ctx.log[logLevelOf(error)]({ teamId, err: error }, 'delivery failed')
    } finally {
      runs.delete(teamId)
    }
  }

  async function deliverUntilThrottled(teamId: string): Promise<void> {
    let now: Date
    let nextSlot: Date | undefined
    let tries = 0
    do {
      if (tries) await spaceOut(teamId)
      await deliverDue(delivery, teamId)
      now = await delivery.ctx.clock.now()
      nextSlot = await nextSlotAt(delivery, teamId, now)
      // Due and not throttled: it was written just now, or another process has it in flight.
    } while (nextSlot && nextSlot <= now && ++tries < 3 && !isStopped)
    if (!nextSlot || isStopped) return
    const wait = Math.max(alarmMs.min, nextSlot.getTime() - now.getTime())
    throttled.set(teamId, setTimeout(onAlarm, Math.min(alarmMs.max, wait), teamId).unref())
  }

  function onAlarm(teamId: string): void {
    throttled.delete(teamId)
    void request(teamId, false)
  }

  return {
    wake: (teamId) => void request(teamId, false),
    runFull: (teamId) => request(teamId, true),
    stop() {
      isStopped = true
      for (const alarm of throttled.values()) clearTimeout(alarm)
    },
  }
}

/**
 * What 30 people do in a second is delivered in some runs and not in 30: a run for each took two thirds of the processor time
 * of a promise. The first run of a workspace waits for nothing, the next until `ms` after its begin.
 */
function spacing(ms = 0): (teamId: string) => Promise<void> {
  /** When the last run of a workspace began, by the monotonic clock. */
  const begun = new Map<string, number>()
  return async (teamId) => {
    if (!ms) return
    const free = (begun.get(teamId) ?? -Infinity) + ms
    if (free > performance.now()) await rest(free - performance.now())
    const at = performance.now()
    begun.set(teamId, at)
    setTimeout(() => begun.get(teamId) === at && begun.delete(teamId), ms).unref()
  }
}
