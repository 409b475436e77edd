/** The baseline: Bolt as its guide shows it, which answers after one INSERT. A process of its own. */
import pg from 'pg'
import { settings } from '../parts/child.ts'
import { serveBolt } from './serve-bolt.ts'

export interface BareSettings {
  databaseUrl: string
  signingSecret: string
  apiUrl: string
}

const { databaseUrl, signingSecret, apiUrl } = settings() as BareSettings
const pool = new pg.Pool({ connectionString: databaseUrl, max: 12 })
await pool.query(`create table if not exists bare_promises (
  id bigint generated always as identity primary key, team_id text not null, user_id text not null, what text not null)`)
await serveBolt({
  signingSecret,
  apiUrl,
  pool,
  store: ({ team_id: teamId, user_id: userId, text }) =>
    pool.query('insert into bare_promises (team_id, user_id, what) values ($1, $2, $3)', [
      teamId,
      userId,
      text,
    ]),
})
