/** Thank-yous, and wishes to talk. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { aadOf, decryptOr } from '../../../db/encryption.ts'
import type { Dealing, DealingSpan } from '../../../people/dealing.ts'
import type { Note, NoteKind } from '../domain/note.ts'

export async function insertNote(
  { db, teamId, cipher }: Scope,
  { writtenAt, ...note }: Omit<Note, 'id'>,
): Promise<string> {
  const id = randomUUID()
  const words = note.words && cipher.encrypt(note.words, wordsAad(teamId, id))
  await db
    .insertInto('relationship_notes')
    .values({ ...note, team_id: teamId, id, words, written_at: writtenAt })
    .execute()
  return id
}

/** How many of one kind one person wrote to one other since then. */
export async function countNotes(
  { db, teamId }: Scope,
  { writer, reader, kind, since }: { writer: string; reader: string; kind: NoteKind; since: Date },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from relationship_notes
    where team_id = ${teamId} and writer = ${writer} and reader = ${reader} and kind = ${kind} and written_at > ${since}`.execute(
    db,
  )
  return rows[0]!.n
}

export async function findNotes(scope: Scope, ids: readonly string[]): Promise<Map<string, Note>> {
  if (!ids.length) return new Map()
  const { db, teamId } = scope
  const rows = await db
    .selectFrom('relationship_notes')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, writer, reader, kind, words, written_at: writtenAt }) => [
      id,
      { id, writer, reader, kind, words: readWords(scope, id, words), writtenAt },
    ]),
  )
}

export function readWords({ cipher, teamId }: Scope, id: string, words: string): string {
  return words && decryptOr(() => cipher.decrypt(words, wordsAad(teamId, id)), '')
}

/** Thank-yous outside of promises, as numbers. */
export async function countNoteDealings(
  { db, teamId }: Scope,
  { userId, other, from, to }: DealingSpan,
): Promise<Dealing[]> {
  const part = (mine: string, theirs: string) => sql`
    select writer, reader, written_at from relationship_notes
    where team_id = ${teamId} and ${sql.ref(mine)} = ${userId} and kind = 'thanks'
      and written_at > ${from} and written_at <= ${to} ${other ? sql`and ${sql.ref(theirs)} = ${other}` : sql``}`
  const { rows } = await sql<Dealing>`
    select 'thanked' as kind, writer as "from", reader as "to", count(*)::int as count, max(written_at) as at,
      floor(extract(epoch from ${to}::timestamptz - written_at) / 604800)::int as week
    from (${part('writer', 'reader')} union all ${part('reader', 'writer')}) as n group by 2, 3, 6`.execute(
    db,
  )
  return rows
}

function wordsAad(teamId: string, id: string): string {
  return aadOf('relationship_notes', 'words', teamId, id)
}
