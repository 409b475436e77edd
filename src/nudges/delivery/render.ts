/** Has planned rows rendered by their kinds, from what the database holds now. */
import { isConnectionError, logLevelOf } from '../../db/connection-error.ts'
import { groupBy } from '../group-by.ts'
import { isTimer, type Nudge, type AnyNudgeKind, type RenderedNudges } from '../kinds.ts'
import type { DeliveryContext } from './context.ts'

export interface Rendered {
  rendered: RenderedNudges
  /** Ids of rows that failed to render: a defect of ours, or a kind that only a newer process knows. */
  unrenderable: Set<string>
}

export async function render(
  d: DeliveryContext,
  teamId: string,
  rows: readonly Nudge[],
  now: Date,
): Promise<Rendered> {
  const result: Rendered = { rendered: new Map(), unrenderable: new Set() }
  for (const [name, own] of groupBy(rows, (row) => row.kind)) {
    const kind = d.kinds.get(name)
    if (kind && !isTimer(kind)) await renderKind(d, { teamId, kind, now }, own, result)
    else for (const { id } of own) result.unrenderable.add(id)
  }
  return result
}

interface KindOfTeam {
  teamId: string
  kind: AnyNudgeKind
  now: Date
}

/** When a batch fails each row is rendered by itself, so that one row does not block the others. */
async function renderKind(
  d: DeliveryContext,
  of: KindOfTeam,
  rows: readonly Nudge[],
  into: Rendered,
): Promise<void> {
  const { teamId, kind, now } = of
  try {
    for (const [id, message] of await kind.render({ teamId, db: d.ctx.db, cipher: d.ctx.cipher }, rows, now))
      into.rendered.set(id, message)
  } catch (error) {
    if (isConnectionError(error)) throw error
    if (rows.length > 1) {
      for (const row of rows) await renderKind(d, of, [row], into)
      return
    }
    const { id, kind: name } = rows[0]!
    into.unrenderable.add(id)
    d.ctx.log[logLevelOf(error)]({ teamId, nudgeId: id, kind: name, err: error }, 'nudge not rendered')
  }
}
