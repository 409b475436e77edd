import { schedule } from 'node-cron'

/** A heartbeat every 15 seconds; nothing depends on one that did not come. Answers how to stop it. */
export function heartbeat(beat: () => Promise<void>): () => Promise<void> {
  const task = schedule('*/15 * * * * *', beat, { timezone: 'UTC', noOverlap: true })
  return async () => {
    await task.destroy()
  }
}
