/** Asks Slack about the channel that a request is about, where its handler wants to know. */
import { setTimeout as delay } from 'node:timers/promises'
import { fetchChannel, type ChannelAccess } from '../slack/channels.ts'
import type { AppParts } from './parts.ts'

/** Milliseconds: what is left of the three seconds that Slack gives serves the people and the transaction. */
const patienceMs = 1700

export async function loadChannel(
  { clientOf }: Pick<AppParts, 'clientOf'>,
  teamId: string,
  id: string,
): Promise<ChannelAccess> {
  const client = await clientOf(teamId)
  if (!client) return { kind: 'unavailable', id }
  const late = new AbortController()
  const timeout = delay(patienceMs, { kind: 'unavailable', id } as const, {
    ref: false,
    signal: late.signal,
  }).catch(() => ({ kind: 'unavailable', id }) as const)
  const found = await Promise.race([fetchChannel(client, id), timeout])
  late.abort()
  return found
}
