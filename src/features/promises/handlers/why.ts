/** `/promise why`: what was planned to be said, and what became of it. */
import type { Call, CommandCall, Reply } from '../../../feature.ts'
import { listLedger, type LedgerLine } from '../../../nudges/ledger.ts'
import type { Planned } from '../../../nudges/plan.ts'
import { whyMessage } from '../../../nudges/views/why.ts'
import { kinds } from '../domain/kinds.ts'
import { remindersOf } from '../domain/ladder.ts'
import { listPromises } from '../store/list-queries.ts'
import { titleOf } from '../views/titles.ts'
import { promiseTitles } from './switched-off.ts'

export async function why(call: CommandCall): Promise<Reply> {
  const { db, teamId, me, now } = call
  const said = await listLedger(db, teamId, me.userId, 'promises')
  const lines = [...(await remindersAhead(call, said)), ...said]
  const ids = lines.flatMap((line) => line.subjectId ?? [])
  const subjects = await promiseTitles(call, ids)
  return { say: whyMessage(lines, { titleOf, subjects }, me.hours.zone, now) }
}

/** Promises of which `why` says what is still to come. */
const mostAhead = 5

/** The reminders of one's next promises that have no row yet, as it is written shortly before; the latest first. */
export async function remindersAhead(call: Call, said: readonly LedgerLine[]): Promise<LedgerLine[]> {
  const { me, now } = call
  const wanted = { filter: 'mine', slippedBefore: now } as const
  const promises = await listPromises(call, me.userId, wanted, { limit: mostAhead, offset: 0 })
  return promises
    .filter(({ state }) => state === 'open')
    .flatMap((promise) => remindersOf(promise, me))
    .filter(({ dueAt, kind, subjectId }) => {
      const own = said.filter((line) => line.subjectId === subjectId)
      const isPutOff = own.some((line) => line.kind === kinds.snoozed.name && line.dueAt >= dueAt)
      return dueAt > now && !isPutOff && !own.some((line) => line.kind === kind.name)
    })
    .map(lineAhead)
    .toSorted((a, b) => b.dueAt.getTime() - a.dueAt.getTime())
}

function lineAhead({ kind, subjectId, dueAt }: Planned): LedgerLine {
  return {
    kind: kind.name,
    subjectId: subjectId ?? null,
    state: 'pending',
    dueAt,
    notBefore: null,
    sentAt: null,
    held: null,
    code: null,
  }
}
