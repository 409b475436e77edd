/** What the pulse holds of one person, for their export. */
import type { Scope } from '../../../db/database.ts'

/** Pulses that they started or were asked in. Answers are sums: nobody's own can be taken out of them. */
export async function exportPulses(
  { db, teamId }: Scope,
  userId: string,
): Promise<{ pulsesStarted: object[]; pulsesPutToMe: object[] }> {
  const pulsesStarted = await db
    .selectFrom('pulses')
    .select(['channel_id', 'state', 'opened_at', 'closes_at', 'closed_at'])
    .where('team_id', '=', teamId)
    .where('starter', '=', userId)
    .orderBy('opened_at')
    .execute()
  const pulsesPutToMe = await db
    .selectFrom('pulse_asks as a')
    .innerJoin('pulses as p', (join) =>
      join.onRef('p.team_id', '=', 'a.team_id').onRef('p.id', '=', 'a.pulse_id'),
    )
    .select(['p.channel_id', 'p.opened_at', 'p.closed_at', 'a.state'])
    .where('a.team_id', '=', teamId)
    .where('a.user_id', '=', userId)
    .orderBy('p.opened_at')
    .execute()
  return { pulsesStarted, pulsesPutToMe }
}
