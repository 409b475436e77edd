import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import type { Offer } from '../domain/offer.ts'
import { isId } from '../../../db/id.ts'
import type { CandorOffersTable } from './tables.ts'

export async function insertOffer({ db, teamId }: Scope, offer: Offer): Promise<void> {
  const { id, giver, hearer, state, offeredAt } = offer
  await db
    .insertInto('candor_offers')
    .values({ team_id: teamId, id, giver, hearer, state, offered_at: offeredAt, wanted_at: null })
    .execute()
}

export async function saveOffer({ db, teamId }: Scope, { id, state, wantedAt }: Offer): Promise<void> {
  await db
    .updateTable('candor_offers')
    .set({ state, wanted_at: wantedAt ?? null })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

export async function lockOffer({ db, teamId }: Scope, id: string): Promise<Offer | undefined> {
  if (!isId(id)) return undefined
  const row = await db
    .selectFrom('candor_offers')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toOffer(row)
}

export async function findOffers({ db, teamId }: Scope, ids: readonly string[]): Promise<Map<string, Offer>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom('candor_offers')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, toOffer(row)]))
}

/** What somebody offered lately, newest first. */
export async function listOffersBy({ db, teamId }: Scope, giver: string): Promise<Offer[]> {
  const rows = await db
    .selectFrom('candor_offers')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('giver', '=', giver)
    .orderBy('offered_at', 'desc')
    .limit(50)
    .execute()
  return rows.map(toOffer)
}

function toOffer(row: Selectable<CandorOffersTable>): Offer {
  return {
    id: row.id,
    giver: row.giver,
    hearer: row.hearer,
    state: row.state,
    offeredAt: row.offered_at,
    wantedAt: row.wanted_at ?? undefined,
  }
}
