/** What members change for everybody: each change is kept with what stood there before, so that it can be undone. */
import { randomUUID } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import type { Scope } from '../db/database.ts'
import { aadOf, decryptStored } from '../db/encryption.ts'
import type { WorkspaceChangesTable } from './tables.ts'

export interface WorkspaceChange {
  id: string
  what: 'days_off' | 'questions'
  before: readonly string[]
  after: readonly string[]
  changedBy: string
  undoneBy: string | undefined
}

/** Until the transaction ends nobody else changes anything for everybody, so that each change says what it replaced. */
export async function lockWorkspace({ db, teamId }: Scope): Promise<{ daysOff: readonly string[] }> {
  const row = await db
    .selectFrom('workspaces')
    .select('days_off')
    .where('team_id', '=', teamId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { daysOff: row.days_off }
}

export async function saveDaysOff({ db, teamId }: Scope, days: readonly string[]): Promise<void> {
  await db
    .updateTable('workspaces')
    .set({ days_off: [...days] })
    .where('team_id', '=', teamId)
    .execute()
}

type NewChange = Pick<WorkspaceChange, 'what' | 'before' | 'after' | 'changedBy'>

export async function insertChange(scope: Scope, change: NewChange, now: Date): Promise<void> {
  const { db, teamId, cipher } = scope
  const id = randomUUID()
  const encrypted = (column: Column, value: readonly string[]) =>
    cipher.encrypt(JSON.stringify(value), aad(scope, id, column))
  await db
    .insertInto('workspace_changes')
    .values({
      team_id: teamId,
      id,
      what: change.what,
      value_before: encrypted('value_before', change.before),
      value_after: encrypted('value_after', change.after),
      changed_by: change.changedBy,
      // Later than the last one, also where two come in one millisecond: the newest says how things are.
      changed_at: sql<Date>`greatest(${now}::timestamptz, (select max(changed_at) + interval '1 ms'
        from workspace_changes where team_id = ${teamId}))`,
      undone_by: null,
      undone_at: null,
    })
    .execute()
}

/** At most `count` changes since then, the newest first. */
export async function listChanges(scope: Scope, since: Date, count: number): Promise<WorkspaceChange[]> {
  const rows = await scope.db
    .selectFrom('workspace_changes')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('changed_at', '>', since)
    .orderBy('changed_at', 'desc')
    .limit(count)
    .execute()
  return rows.map((row) => toChange(scope, row))
}

/** The newest change of each kind that was not undone: the only one that can be, because it says how things are now. */
export function undoable(newestFirst: readonly WorkspaceChange[]): ReadonlySet<string> {
  const standing = newestFirst.filter(({ undoneBy }) => undoneBy === undefined)
  const newest = (['days_off', 'questions'] as const).map((what) => standing.find((one) => one.what === what))
  return new Set(newest.flatMap((one) => one?.id ?? []))
}

export async function markUndone({ db, teamId }: Scope, id: string, by: string, now: Date): Promise<void> {
  await db
    .updateTable('workspace_changes')
    .set({ undone_by: by, undone_at: now })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

function toChange(scope: Scope, row: Selectable<WorkspaceChangesTable>): WorkspaceChange {
  const decrypted = (column: Column) =>
    JSON.parse(decryptStored(scope.cipher, row[column], aad(scope, row.id, column))) as string[]
  return {
    id: row.id,
    what: row.what,
    before: decrypted('value_before'),
    after: decrypted('value_after'),
    changedBy: row.changed_by,
    undoneBy: row.undone_by ?? undefined,
  }
}

type Column = 'value_before' | 'value_after'

function aad({ teamId }: Pick<Scope, 'teamId'>, id: string, column: Column): string {
  return aadOf('workspace_changes', column, teamId, id)
}
