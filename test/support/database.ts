import { randomUUID } from 'node:crypto'
import pg from 'pg'

interface Lent {
  url: string
  release(): Promise<void>
}

const made: string[] = []
const free: string[] = []

afterAll(async () => {
  await asAdmin(async (client) => {
    for (const name of made) await client.query(`drop database if exists ${name} with (force)`)
  })
})

/** A database with nothing in it; one that an earlier test of the file gave back is emptied and used again. */
export async function freshDatabase(): Promise<Lent> {
  const name = free.pop() ?? (await create())
  return {
    url: urlOf(name),
    async release() {
      await empty(name)
      free.push(name)
    },
  }
}

async function create(): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin((client) => client.query(`create database ${name}`))
  made.push(name)
  return name
}

async function empty(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(name) })
  await client.connect()
  const { rows } = await client.query<{ tables: string | null }>(
    `select string_agg(format('%I.%I', schemaname, tablename), ', ') as tables from pg_tables
     where schemaname = 'public' and tablename not like 'kysely%'`,
  )
  if (rows[0]?.tables) await client.query(`truncate ${rows[0].tables} restart identity cascade`)
  await client.end()
}

function urlOf(name: string): string {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE_URL is missing: run the tests through npm test')
  const url = new URL(server.replace('@/', '@localhost/'))
  url.pathname = `/${name}`
  return url.href
}

async function asAdmin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres') })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
