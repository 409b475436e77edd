import type { ManualClock } from '../src/time/clock.ts'
import type { PretendSlack } from './pretend-slack/index.ts'

/** The parts of the app that advancing the clock needs. */
export interface TickingApp {
  tick(): Promise<void>
  nextDue(): Promise<Date | undefined>
}

/** Without a limit what stays due for a week would be tried again days late; at five minutes a week takes 2,000 passes. */
const longestPauseMs = 5 * 60_000

/**
 * Moves the clock forward as real time would: stops at each moment at which something is planned, lets it happen, goes on.
 * What stays due after a pass is tried again after pauses that double, from one second to five minutes.
 */
export async function advanceClock(
  {
    clock,
    app,
    slack,
    settle,
  }: {
    clock: ManualClock
    app: TickingApp
    slack: Pick<PretendSlack, 'nextDue' | 'retryEvents'>
    settle: () => Promise<void>
  },
  to: Date,
): Promise<void> {
  if (to < clock.read())
    throw new Error(`The clock cannot be moved back: it is ${clock.read().toISOString()} already`)
  let pause = 1000
  for (;;) {
    const planned = [await app.nextDue(), slack.nextDue()].filter((due) => due !== undefined)
    const next = planned.toSorted((a, b) => a.getTime() - b.getTime())[0]
    if (!next || next > to) break
    const now = clock.read().getTime()
    const stuck = next.getTime() <= now
    pause = stuck ? Math.min(pause * 2, longestPauseMs) : 1000
    const stop = new Date(stuck ? now + pause : next.getTime())
    if (stop > to) break
    await runAt(stop)
  }
  await runAt(to)

  async function runAt(moment: Date): Promise<void> {
    // A clock that runs may have passed the moment by itself and must not be set back.
    if (moment > clock.read()) clock.set(moment)
    slack.retryEvents()
    await settle()
    await app.tick()
    await settle()
  }
}
