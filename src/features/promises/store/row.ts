/** A promise as a row, and back. */
import type { Selectable } from 'kysely'
import type { Commitment, Series } from '../domain/commitment.ts'
import type { PromisesTable } from './tables.ts'

/** Every column, so that one which is forgotten here does not compile. */
export function toRow(teamId: string, p: Commitment): Selectable<PromisesTable> {
  return {
    team_id: teamId,
    id: p.id,
    promisor: p.promisor,
    promisee: p.promisee,
    what: p.what,
    state: p.state,
    due_at: p.due.at,
    due_zone: p.due.zone,
    due_words: p.due.words,
    due_version: p.dueVersion,
    made_at: p.madeAt,
    claimed_at: p.claimedAt ?? null,
    is_in_time: p.isInTime ?? null,
    closed_at: p.closedAt ?? null,
    confirmed: p.confirmed ?? null,
    renegotiated: p.renegotiated,
    proposal: p.proposal ?? null,
    thanked: p.thanked,
    thanks: p.thanks ?? null,
    currency: p.currency ?? null,
    goal: p.goal ?? null,
    ...seriesRow(p.series),
    witness: p.witness ?? null,
    witness_state: p.witnessState ?? null,
    source_link: p.sourceLink ?? null,
    source_quote: p.sourceQuote ?? null,
    bump_again_at: p.bumpAgainAt ?? null,
    last_seq: p.lastSeq,
  }
}

function seriesRow(series: Series | undefined) {
  return {
    series_id: series?.id ?? null,
    recurs: series?.recurs ?? null,
    recurs_in: series?.zone ?? null,
    series_start: series?.start ?? null,
    series_due: series?.due ?? null,
    series_followed: series?.followed ?? false,
    series_stopped: series?.stopped ?? false,
    series_stopped_by: series?.stoppedBy ?? null,
  }
}

export function fromRow(row: Selectable<PromisesTable>): Commitment {
  const series = readSeries(row)
  return {
    id: row.id,
    promisor: row.promisor,
    promisee: row.promisee,
    what: row.what,
    state: row.state,
    due: { at: row.due_at, zone: row.due_zone, words: row.due_words },
    dueVersion: row.due_version,
    madeAt: row.made_at,
    renegotiated: row.renegotiated,
    thanked: row.thanked,
    lastSeq: row.last_seq,
    ...(row.claimed_at && { claimedAt: row.claimed_at }),
    ...(row.is_in_time !== null && { isInTime: row.is_in_time }),
    ...(row.closed_at && { closedAt: row.closed_at }),
    ...(row.confirmed !== null && { confirmed: row.confirmed }),
    ...(row.proposal && { proposal: row.proposal }),
    ...(row.thanks && { thanks: row.thanks }),
    ...(row.currency && { currency: row.currency }),
    ...(row.goal && { goal: row.goal }),
    ...(series && { series }),
    ...(row.witness && { witness: row.witness }),
    ...(row.witness_state && { witnessState: row.witness_state }),
    ...(row.source_link && { sourceLink: row.source_link }),
    ...(row.source_quote && { sourceQuote: row.source_quote }),
    ...(row.bump_again_at && { bumpAgainAt: row.bump_again_at }),
  }
}

function readSeries(row: Selectable<PromisesTable>): Series | undefined {
  if (!row.series_id || !row.recurs || !row.series_start || !row.series_due) return undefined
  return {
    id: row.series_id,
    recurs: row.recurs,
    zone: row.recurs_in ?? row.due_zone,
    start: row.series_start,
    due: row.series_due,
    followed: row.series_followed,
    stopped: row.series_stopped,
    ...(row.series_stopped_by && { stoppedBy: row.series_stopped_by }),
  }
}
