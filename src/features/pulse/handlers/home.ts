/** Pulses in App Home, and their names in `why`. */
import type { Call, HomeCall } from '../../../feature.ts'
import type { HomeSection } from '../../../slack/home-section.ts'
import { channelMention } from '../../../slack/channels.ts'
import { findPulseAsks, listAsksOf } from '../store/pulse-ask-store.ts'
import { findPulses } from '../store/pulse-store.ts'
import { pulseSection } from '../views/home.ts'
import { pulseTitle } from '../views/titles.ts'

/** What a person was asked lately: more than a year of months in several channels. */
const mostAsks = 60

/** Open ones that wait for an answer, and of each channel the last one that was released. */
export async function pulseHome(call: HomeCall): Promise<HomeSection[]> {
  const asks = await listAsksOf(call, call.me.userId, mostAsks)
  const pulses = await findPulses(
    call,
    asks.map(({ pulseId }) => pulseId),
  )
  const seen = new Set<string>()
  const mine = asks.flatMap((ask) => {
    const pulse = pulses.get(ask.pulseId)
    if (!pulse) return []
    if (pulse.state === 'open') return ask.state === 'asked' ? [{ ask, pulse }] : []
    if (pulse.state === 'erased' || seen.has(pulse.channelId)) return []
    seen.add(pulse.channelId)
    return [{ ask, pulse }]
  })
  return [pulseSection(mine, call.pageOf('pulse.mine'), call)]
}

/** Only what the person was asked, or what a channel was told: its name is shown by Slack to those who may see it. */
export async function pulseTitles(call: Call, ids: readonly string[]): Promise<Map<string, string>> {
  const asks = await findPulseAsks(call, ids)
  const own = [...asks.values()].filter((ask) => ask.userId === call.me.userId)
  const pulses = await findPulses(
    call,
    own.map(({ pulseId }) => pulseId),
  )
  return new Map(
    own.flatMap((ask) => {
      const pulse = pulses.get(ask.pulseId)
      return pulse ? [[ask.id, pulseTitle(channelMention(pulse.channelId))] as const] : []
    }),
  )
}
