import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { isId } from '../../../db/id.ts'
import type { Pulse, PulseState } from '../domain/pulse.ts'
import type { PulsesTable } from './tables.ts'

/** False = another pulse is open in this channel. */
export async function insertPulse({ db, teamId }: Scope, pulse: Pulse): Promise<boolean> {
  const done = await db
    .insertInto('pulses')
    .values({
      team_id: teamId,
      id: pulse.id,
      channel_id: pulse.channelId,
      starter: pulse.starter,
      wording: pulse.wording,
      state: pulse.state,
      opened_at: pulse.openedAt,
      closes_at: pulse.closesAt,
      closed_at: null,
      asked: null,
      answered: null,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export async function lockPulse({ db, teamId }: Scope, id: string): Promise<Pulse | undefined> {
  if (!isId(id)) return undefined
  const row = await db
    .selectFrom('pulses')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toPulse(row)
}

export async function findPulses({ db, teamId }: Scope, ids: readonly string[]): Promise<Map<string, Pulse>> {
  const known = [...new Set(ids)].filter(isId)
  if (!known.length) return new Map()
  const rows = await db
    .selectFrom('pulses')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', 'in', known)
    .execute()
  return new Map(rows.map((row) => [row.id, toPulse(row)]))
}

/** Pulses of a channel looked at: two years of months, and retention is shorter. */
const mostPulses = 26

/** A channel's pulses in these states, newest first. */
export async function listPulses(
  { db, teamId }: Scope,
  channelId: string,
  states: readonly PulseState[] = ['open', 'released', 'erased'],
): Promise<Pulse[]> {
  const rows = await db
    .selectFrom('pulses')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('channel_id', '=', channelId)
    .where('state', 'in', states)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(mostPulses)
    .execute()
  return rows.map(toPulse)
}

interface Closing {
  state: Exclude<PulseState, 'open'>
  closedAt: Date
  asked: number
  answered: number | undefined
  comparedWith: readonly string[]
}

export async function saveClosing({ db, teamId }: Scope, id: string, closing: Closing): Promise<void> {
  await db
    .updateTable('pulses')
    .set({
      state: closing.state,
      closed_at: closing.closedAt,
      asked: closing.asked,
      answered: closing.answered ?? null,
      compared_with: [...closing.comparedWith],
    })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

function toPulse(row: Selectable<PulsesTable>): Pulse {
  return {
    id: row.id,
    channelId: row.channel_id,
    starter: row.starter,
    wording: row.wording,
    state: row.state,
    openedAt: row.opened_at,
    closesAt: row.closes_at,
    closedAt: row.closed_at ?? undefined,
    asked: row.asked ?? undefined,
    answered: row.answered ?? undefined,
    comparedWith: row.compared_with,
  }
}
