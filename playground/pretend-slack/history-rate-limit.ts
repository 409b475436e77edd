/** What Slack grants an app that is sold outside its Marketplace: one reading of history a minute, 15 messages each. */
export interface HistoryRateLimit {
  isOn: boolean
  /** When each token was last granted a reading, in milliseconds. */
  granted: Map<string, number>
}

const rare = new Set(['conversations.history', 'conversations.replies'])
const minute = 60_000
export const pageLimit = 15

/** Seconds that this call has to wait; 0 = it is granted. */
export function secondsToWait(
  scarcity: HistoryRateLimit,
  method: string,
  token: string | undefined,
  now: Date,
): number {
  if (!scarcity.isOn || !rare.has(method)) return 0
  const again = (scarcity.granted.get(token ?? '') ?? -Infinity) + minute
  if (again > now.getTime()) return Math.ceil((again - now.getTime()) / 1000)
  scarcity.granted.set(token ?? '', now.getTime())
  return 0
}
