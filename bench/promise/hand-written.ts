/**
 * The same command as somebody would write it by hand on Bolt and pg: the promise, its event, three reminders and the record
 * of the request in one transaction, one statement each; no people, no encryption, no reading of the words. A process of its own.
 */
import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { settings } from '../parts/child.ts'
import { serveBolt } from './serve-bolt.ts'
import type { BareSettings } from './bare-bolt.ts'

const { databaseUrl, signingSecret, apiUrl } = settings() as BareSettings
const pool = new pg.Pool({ connectionString: databaseUrl, max: 12 })
await pool.query(`
  create table if not exists requests (team_id text, key text, seen_at timestamptz not null, primary key (team_id, key));
  create table if not exists written (team_id text, id uuid, promisor text not null, promisee text not null, what text not null,
    due_at timestamptz not null, state text not null, made_at timestamptz not null, primary key (team_id, id));
  create index if not exists written_by_promisor on written (team_id, promisor, due_at);
  create index if not exists written_by_promisee on written (team_id, promisee, due_at);
  create table if not exists events (team_id text, promise_id uuid, seq int, at timestamptz not null, who text, action text not null,
    primary key (team_id, promise_id, seq));
  create table if not exists reminders (team_id text, id uuid, user_id text not null, promise_id uuid not null, due_at timestamptz not null,
    sent_at timestamptz, primary key (team_id, id));
  create index if not exists reminders_due on reminders (due_at) where sent_at is null;`)
await serveBolt({ signingSecret, apiUrl, pool, store })

interface Typed {
  team_id: string
  user_id: string
  text: string
  trigger_id: string
}

async function store({ team_id: teamId, user_id: userId, text, trigger_id: trigger }: Typed): Promise<void> {
  const id = randomUUID()
  const now = new Date()
  const other = /<@(\w+)/.exec(text)?.[1] ?? ''
  const due = new Date(now.getTime() + 3 * 86_400_000)
  const client = await pool.connect()
  try {
    await client.query('begin')
    const seen = await client.query({
      name: 'seen',
      text: 'insert into requests values ($1, $2, $3) on conflict do nothing',
      values: [teamId, createHash('sha256').update(trigger).digest('hex'), now],
    })
    if (!seen.rowCount) return
    await client.query({
      name: 'written',
      text: `insert into written values ($1, $2, $3, $4, $5, $6, 'open', $7)`,
      values: [teamId, id, userId, other, text, due, now],
    })
    await client.query({
      name: 'event',
      text: `insert into events values ($1, $2, 1, $3, $4, 'make')`,
      values: [teamId, id, now, userId],
    })
    for (const hours of [-24, -6, 0])
      await client.query({
        name: 'reminder',
        text: 'insert into reminders values ($1, $2, $3, $4, $5)',
        values: [teamId, randomUUID(), userId, id, new Date(due.getTime() + hours * 3_600_000)],
      })
  } finally {
    await client.query('commit')
    client.release()
  }
}
