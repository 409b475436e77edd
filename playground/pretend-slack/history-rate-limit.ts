/** Slack's limit for an app distributed outside its Marketplace: one history call a minute, 15 messages each. */
export interface HistoryRateLimit {
  isOn: boolean
  /** When each token was last granted a call, in milliseconds. */
  granted: Map<string, number>
}

const limitedMethods = new Set(['conversations.history', 'conversations.replies'])
const minute = 60_000
export const pageLimit = 15

/** Seconds that this call has to wait; 0 when it is granted. */
export function secondsToWait(
  limit: HistoryRateLimit,
  method: string,
  token: string | undefined,
  now: Date,
): number {
  if (!limit.isOn || !limitedMethods.has(method)) return 0
  const again = (limit.granted.get(token ?? '') ?? -Infinity) + minute
  if (again > now.getTime()) return Math.ceil((again - now.getTime()) / 1000)
  limit.granted.set(token ?? '', now.getTime())
  return 0
}
