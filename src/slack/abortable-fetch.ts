import { setMaxListeners } from 'node:events'
import type { FetchFunction } from '@slack/web-api'

/** `fetch` whose calls end with `end` too, as if they had timed out. */
export function abortable(fetch: FetchFunction, end: AbortSignal): FetchFunction {
  // One listener a call that is under way; ten of them are no leak.
  setMaxListeners(0, end)
  return async (url, call = {}) => {
    const either = new AbortController()
    const { signal } = call
    const abort = () => either.abort(end.aborted ? end.reason : signal?.reason)
    if (end.aborted || signal?.aborted) abort()
    signal?.addEventListener('abort', abort)
    end.addEventListener('abort', abort)
    try {
      return await fetch(url, { ...call, signal: either.signal })
    } finally {
      end.removeEventListener('abort', abort)
    }
  }
}
