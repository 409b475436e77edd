import { schedule, type ScheduledTask } from 'node-cron'
import type { Logger } from 'pino'
import { clockSkew } from '../../time/clock.ts'

const intervalMs = 15_000
/** Milliseconds before a beat at which it is checked whether the machine slept. */
const leadMs = 50

/**
 * Calls `beat` every 15 seconds, never twice at a time; nothing depends on a beat that did not come. Returns how to stop
 * it. After a machine slept, node-cron would go through every beat that was missed, which for 14 days were 80,640 lines
 * and 9.8 seconds of a blocked process: it is scheduled anew before that, with one beat and one line.
 */
export function heartbeat(beat: () => Promise<void>, log: Logger): () => Promise<void> {
  let task = scheduleBeats(beat, log)
  let timer = setTimeout(watch, 0)

  function watch(): void {
    const next = task.getNextRun() ?? undefined
    const wait = next ? Math.max(0, -clockSkew(next) - leadMs) : intervalMs
    timer = setTimeout(check, wait, next)
  }

  function check(expected: Date | undefined): void {
    const lateMs = expected ? clockSkew(expected) : 0
    if (lateMs > intervalMs) restart(lateMs)
    timer = setTimeout(watch, 2 * leadMs)
  }

  function restart(lateMs: number): void {
    log.warn({ lateSeconds: Math.round(lateMs / 1000) }, 'heartbeats were missed: the machine slept')
    void task.destroy()
    task = scheduleBeats(beat, log)
    void task.execute()
  }

  return async () => {
    clearTimeout(timer)
    await task.destroy()
  }
}

function scheduleBeats(beat: () => Promise<void>, log: Logger): ScheduledTask {
  return schedule('*/15 * * * * *', beat, {
    timezone: 'UTC',
    noOverlap: true,
    // The library's own logger writes plain lines to the terminal.
    logger: {
      info: () => {},
      debug: () => {},
      warn: () => log.warn('a heartbeat was late or left out'),
      error: () => log.error('a heartbeat failed'),
    },
  })
}
