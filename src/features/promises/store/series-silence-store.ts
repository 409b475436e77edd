/** What was said already of the silence around a series: one question and one word of its end speak for all that slipped. */
import { sql } from 'kysely'
import type { Scope } from '../../../db/database.ts'
import { kinds } from '../domain/kinds.ts'

/** An occurrence of which somebody was told, by when it was due in its series. */
interface Told {
  seriesId: string
  due: Date
}

export interface SeriesSilence {
  /** Asked the last question, and nothing was said of it since. */
  asked: readonly (Told & { userId: string })[]
  lapsed: readonly (Told & { at: Date })[]
}

export async function findSeriesSilence(
  { db, teamId }: Scope,
  seriesIds: readonly string[],
): Promise<SeriesSilence> {
  if (!seriesIds.length) return { asked: [], lapsed: [] }
  const asked = await sql<SeriesSilence['asked'][number]>`
    select p.series_id as "seriesId", p.series_due as due, d.user_id as "userId"
    from promises p join nudges d on d.team_id = p.team_id and d.subject_id = p.id
    where p.team_id = ${teamId} and p.series_id = any(${seriesIds}::uuid[]) and p.state = 'open'
      and d.kind = ${kinds.last_call.name} and d.subject_version = p.due_version and d.sent_at is not null
      and not exists (
        select from promise_events e where e.team_id = ${teamId} and e.promise_id = p.id and e.at > d.sent_at)
    `.execute(db)
  const lapsed = await sql<SeriesSilence['lapsed'][number]>`
    select series_id as "seriesId", series_due as due, closed_at as at from promises
    where team_id = ${teamId} and series_id = any(${seriesIds}::uuid[]) and state = 'lapsed'`.execute(db)
  return { asked: asked.rows, lapsed: lapsed.rows }
}
