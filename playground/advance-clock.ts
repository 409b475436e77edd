import type { ManualClock } from '../src/time/clock.ts'
import type { PretendSlack } from './pretend-slack/index.ts'

/** What the hand that winds the clock needs of the app. */
export interface TickingApp {
  tick(): Promise<void>
  nextDue(): Promise<Date | undefined>
}

/**
 * Moves time forward to a moment as reality would: it stops wherever something is planned, lets that happen, and goes on.
 * What stays due although it was looked at is looked at again after ever longer pauses.
 */
export async function advanceClock(
  {
    clock,
    app,
    slack,
    settle,
  }: { clock: ManualClock; app: TickingApp; slack: PretendSlack; settle: () => Promise<void> },
  to: Date,
): Promise<void> {
  if (to < clock.read())
    throw new Error(`Time does not run backwards: it is ${clock.read().toISOString()} already`)
  let pause = 1000
  for (;;) {
    const planned = [await app.nextDue(), slack.nextDue()].filter((due) => due !== undefined)
    const next = planned.toSorted((a, b) => a.getTime() - b.getTime())[0]
    if (!next || next > to) break
    const now = clock.read().getTime()
    const stuck = next.getTime() <= now
    pause = stuck ? pause * 2 : 1000
    const stop = new Date(stuck ? now + pause : next.getTime())
    if (stop > to) break
    await lookAt(stop)
  }
  await lookAt(to)

  async function lookAt(moment: Date): Promise<void> {
    // A clock that flows may have passed the moment by itself; it must not be turned back.
    if (moment > clock.read()) clock.set(moment)
    slack.retryEvents()
    await settle()
    await app.tick()
    await settle()
  }
}
