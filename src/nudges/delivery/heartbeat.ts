import { schedule } from 'node-cron'
import type { Logger } from 'pino'

/** Calls `beat` every 15 seconds; nothing depends on a beat that did not come. Returns how to stop it. */
export function heartbeat(beat: () => Promise<void>, log: Logger): () => Promise<void> {
  const task = schedule('*/15 * * * * *', beat, {
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
  return async () => {
    await task.destroy()
  }
}
