/** What planned rows have to say now: asked of their kinds, from fresh rows. */
import { isConnectionError, logLevelOf } from '../../db/connection-error.ts'
import { groupBy } from './group-by.ts'
import { isTimer, type Nudge, type AnyNudgeKind, type RenderedNudges } from '../kinds.ts'
import type { DeliveryContext } from './context.ts'

export interface Rendered {
  spoken: RenderedNudges
  /** Ids of rows that could not be put into words: a mistake of ours, or of a kind that only a newer process knows. */
  poisoned: Set<string>
}

export async function render(
  d: DeliveryContext,
  teamId: string,
  rows: readonly Nudge[],
  now: Date,
): Promise<Rendered> {
  const rendered: Rendered = { spoken: new Map(), poisoned: new Set() }
  for (const [name, own] of groupBy(rows, (row) => row.kind)) {
    const kind = d.kinds.get(name)
    if (kind && !isTimer(kind)) await renderKind(d, teamId, kind, own, now, rendered)
    else for (const { id } of own) rendered.poisoned.add(id)
  }
  return rendered
}

/** One row that fails must not silence the others: then each is asked for by itself. */
async function renderKind(
  d: DeliveryContext,
  teamId: string,
  kind: AnyNudgeKind,
  rows: readonly Nudge[],
  now: Date,
  rendered: Rendered,
): Promise<void> {
  try {
    for (const [id, words] of await kind.render({ teamId, db: d.ctx.db, cipher: d.ctx.cipher }, rows, now))
      rendered.spoken.set(id, words)
  } catch (error) {
    if (isConnectionError(error)) throw error
    if (rows.length > 1) {
      for (const row of rows) await renderKind(d, teamId, kind, [row], now, rendered)
      return
    }
    const [row] = rows
    rendered.poisoned.add(row!.id)
    d.ctx.log[logLevelOf(error)](
      { teamId, nudgeId: row!.id, kind: row!.kind, err: error },
      'not put into words',
    )
  }
}
