/** The same promise, said a moment before. */
import { sql, type Selectable } from 'kysely'
import type { Commitment } from '../domain/commitment.ts'
import type { PromiseScope } from './promise-store.ts'
import { fromRow } from './row.ts'
import type { PromisesTable } from './tables.ts'

/** How long after a promise the same one is taken for a slip of the fingers. */
export const twinMs = 60_000

/** Open promises of the same maker in the same words, with the same due time, made a moment ago. */
export async function findTwins(
  scope: PromiseScope,
  wanted: readonly Commitment[],
  maker: string,
): Promise<Commitment[]> {
  const { db, teamId, now } = scope
  const [first] = wanted
  if (!first) return []
  const [by, to] = first.promisor === maker ? [sql`promisor`, sql`promisee`] : [sql`promisee`, sql`promisor`]
  const others = wanted.map(({ promisor, promisee }) => (promisor === maker ? promisee : promisor))
  const { rows } = await sql<Selectable<PromisesTable>>`
    select * from promises
    where team_id = ${teamId} and ${by} = ${maker} and due_at = ${first.due.at} and ${to} = any(${others})
      and state in ('requested', 'open', 'claimed')`.execute(db)
  const madeAfter = now.getTime() - twinMs
  return rows
    .filter((row) => row.made_at.getTime() > madeAfter)
    .map((row) => fromRow(scope, row))
    .filter(({ what, isOffer }) => what === first.what && isOffer === first.isOffer)
}
