/** Aims and steps, encrypted; read by the group alone. */
import type { Selectable } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { aadOf, decryptOr, type Cipher } from '../../../db/encryption.ts'
import type { LifelineEntriesTable } from './tables.ts'

export interface Entry {
  month: number
  userId: string
  aim: string
  step: string
  writtenAt: Date
}

/** What one member wrote this month, in place of what they wrote before. */
export async function saveEntry({ db, teamId, cipher }: Scope, groupId: string, entry: Entry): Promise<void> {
  const { month, userId, writtenAt } = entry
  const aad = (column: 'aim' | 'step') => entryAad(column, teamId, groupId, entry)
  const row = {
    aim: cipher.encrypt(entry.aim, aad('aim')),
    step: cipher.encrypt(entry.step, aad('step')),
    written_at: writtenAt,
  }
  await db
    .insertInto('lifeline_entries')
    .values({ team_id: teamId, group_id: groupId, month, user_id: userId, ...row })
    .onConflict((oc) => oc.columns(['team_id', 'group_id', 'month', 'user_id']).doUpdateSet(row))
    .execute()
}

/** What was written in a group since a month, newest month first. */
export async function listEntries(
  { db, teamId, cipher }: Scope,
  groupId: string,
  sinceMonth: number,
): Promise<Entry[]> {
  const rows = await db
    .selectFrom('lifeline_entries')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('group_id', '=', groupId)
    .where('month', '>=', sinceMonth)
    .orderBy('month', 'desc')
    .orderBy('user_id')
    .execute()
  return rows.map((row) => toEntry(cipher, row))
}

/** Everything that one person wrote, over all groups. */
export async function listEntriesOf({ db, teamId, cipher }: Scope, userId: string): Promise<Entry[]> {
  const rows = await db
    .selectFrom('lifeline_entries')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .orderBy('written_at')
    .execute()
  return rows.map((row) => toEntry(cipher, row))
}

export type Writer = Omit<Entry, 'aim' | 'step'>

/** Who wrote in a group, and when. */
export async function listWriters({ db, teamId }: Scope, groupId: string): Promise<Writer[]> {
  const rows = await db
    .selectFrom('lifeline_entries')
    .select(['month', 'user_id', 'written_at'])
    .where('team_id', '=', teamId)
    .where('group_id', '=', groupId)
    .orderBy('written_at')
    .execute()
  return rows.map((row) => ({ month: row.month, userId: row.user_id, writtenAt: row.written_at }))
}

/** Whoever leaves a group takes their words along. */
export async function deleteEntries({ db, teamId }: Scope, groupId: string, userId: string): Promise<void> {
  await db
    .deleteFrom('lifeline_entries')
    .where('team_id', '=', teamId)
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .execute()
}

const unreadable = 'These words do not open any more.'

function toEntry(cipher: Cipher, row: Selectable<LifelineEntriesTable>): Entry {
  const { month, user_id: userId } = row
  const open = (column: 'aim' | 'step') =>
    decryptOr(
      () => cipher.decrypt(row[column], entryAad(column, row.team_id, row.group_id, { month, userId })),
      unreadable,
    )
  return { month, userId, aim: open('aim'), step: open('step'), writtenAt: row.written_at }
}

function entryAad(
  column: 'aim' | 'step',
  teamId: string,
  groupId: string,
  { month, userId }: Pick<Entry, 'month' | 'userId'>,
): string {
  return aadOf('lifeline_entries', column, teamId, groupId, String(month), userId)
}
