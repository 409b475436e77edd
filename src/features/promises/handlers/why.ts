/** `/promise why`: what was planned to be said, and what became of it. */
import type { CommandCall, Reply } from '../../../feature.ts'
import { listLedger } from '../../../nudges/ledger.ts'
import { whyMessage } from '../../../nudges/views/why.ts'
import { titleOf } from '../views/titles.ts'
import { promiseTitles } from './switched-off.ts'

export async function why(call: CommandCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const lines = await listLedger(db, teamId, me.userId, 'promises')
  const ids = lines.flatMap((line) => line.subjectId ?? [])
  const subjects = await promiseTitles(call, ids)
  return { say: whyMessage(lines, { titleOf, subjects }, me.hours.zone, now) }
}
