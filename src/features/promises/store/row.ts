/** A promise as a row, and back: what people wrote is encrypted in between. */
import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { aadOf, decryptOr, decryptStored } from '../../../db/encryption.ts'
import type { Commitment, Proposal, Series } from '../domain/commitment.ts'
import type { PromisesTable } from './tables.ts'

type RowScope = Pick<Scope, 'teamId' | 'cipher'>

/** A proposal is stored as one encrypted JSON string. */
type EncryptedRow = Omit<Selectable<PromisesTable>, 'proposal'> & { proposal: string | null }

function encryptText({ cipher, teamId }: RowScope, column: string, id: string, text: string): string {
  return text && cipher.encrypt(text, aadOf('promises', column, teamId, id))
}

/** One from before proposals were encrypted is an object. */
function readProposal(
  { cipher, teamId }: RowScope,
  id: string,
  stored: Proposal | string,
): Proposal | undefined {
  if (typeof stored !== 'string') return stored
  const open = () =>
    JSON.parse(decryptStored(cipher, stored, aadOf('promises', 'proposal', teamId, id))) as Proposal
  return decryptOr(open, undefined)
}

/** Every column, so that one which is forgotten here does not compile. */
export function toRow(scope: RowScope, p: Commitment): EncryptedRow {
  const encrypt = (column: string, text: string) => encryptText(scope, column, p.id, text)
  return {
    team_id: scope.teamId,
    id: p.id,
    promisor: p.promisor,
    promisee: p.promisee,
    what: encrypt('what', p.what),
    state: p.state,
    due_at: p.due.at,
    due_zone: p.due.zone,
    due_words: encrypt('due_words', p.due.words),
    due_version: p.dueVersion,
    made_at: p.madeAt,
    claimed_at: p.claimedAt ?? null,
    is_in_time: p.isInTime ?? null,
    closed_at: p.closedAt ?? null,
    confirmed: p.confirmed ?? null,
    renegotiated: p.renegotiated,
    proposal: p.proposal ? encrypt('proposal', JSON.stringify(p.proposal)) : null,
    thanked: p.thanked,
    thanks: p.thanks ? encrypt('thanks', p.thanks) : null,
    currency: p.currency ?? null,
    goal: p.goal ? encrypt('goal', p.goal) : null,
    ...seriesRow(p.series),
    witness: p.witness ?? null,
    witness_state: p.witnessState ?? null,
    source_link: p.sourceLink ? encrypt('source_link', p.sourceLink) : null,
    source_quote: p.sourceQuote ? encrypt('source_quote', p.sourceQuote) : null,
    bump_again_at: p.bumpAgainAt ?? null,
    why: p.why ? encrypt('why', p.why) : null,
    offered: p.isOffer ?? null,
    miss_answer: p.missAnswer ?? null,
    miss_note: p.missNote ? encrypt('miss_note', p.missNote) : null,
    witness_spoke_at: p.witnessSpokeAt ?? null,
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

/** Stands for words that were changed from outside, or belong to a key that is gone: the other rows stay readable. */
const undecryptable = 'words that can’t be decrypted'

export function fromRow(scope: RowScope, row: Selectable<PromisesTable>): Commitment {
  const decrypt = (column: string, stored: string) =>
    decryptOr(
      () => decryptStored(scope.cipher, stored, aadOf('promises', column, scope.teamId, row.id)),
      undecryptable,
    )
  const proposal = row.proposal && readProposal(scope, row.id, row.proposal)
  const series = readSeries(row)
  return {
    id: row.id,
    promisor: row.promisor,
    promisee: row.promisee,
    what: decrypt('what', row.what),
    state: row.state,
    due: { at: row.due_at, zone: row.due_zone, words: decrypt('due_words', row.due_words) },
    dueVersion: row.due_version,
    madeAt: row.made_at,
    renegotiated: row.renegotiated,
    thanked: row.thanked,
    lastSeq: row.last_seq,
    ...(row.claimed_at && { claimedAt: row.claimed_at }),
    ...(row.is_in_time !== null && { isInTime: row.is_in_time }),
    ...(row.closed_at && { closedAt: row.closed_at }),
    ...(row.confirmed !== null && { confirmed: row.confirmed }),
    ...(proposal && { proposal }),
    ...(row.thanks && { thanks: decrypt('thanks', row.thanks) }),
    ...(row.currency && { currency: row.currency }),
    ...(row.goal && { goal: decrypt('goal', row.goal) }),
    ...(series && { series }),
    ...(row.witness && { witness: row.witness }),
    ...(row.witness_state && { witnessState: row.witness_state }),
    ...(row.source_link && { sourceLink: decrypt('source_link', row.source_link) }),
    ...(row.source_quote && { sourceQuote: decrypt('source_quote', row.source_quote) }),
    ...(row.bump_again_at && { bumpAgainAt: row.bump_again_at }),
    ...(row.why && { why: decrypt('why', row.why) }),
    ...(row.offered && { isOffer: true }),
    ...(row.miss_answer && { missAnswer: row.miss_answer }),
    ...(row.miss_note && { missNote: decrypt('miss_note', row.miss_note) }),
    ...(row.witness_spoke_at && { witnessSpokeAt: row.witness_spoke_at }),
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
