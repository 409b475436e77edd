// Jest's globalTeardown: a server that outlives the run keeps none of its databases.
import pg from 'pg'

export default async function teardown() {
  const { TEST_DATABASE_URL: url, TEST_DATABASE_PREFIX: prefix } = process.env
  if (!url || !prefix) return
  const client = new pg.Client(url.replace('@/', '@localhost/'))
  // A run whose tests asked for no database needs no server.
  const isThere = await client.connect().then(
    () => true,
    () => false,
  )
  if (!isThere) return
  const { rows } = await client.query(
    'select datname as name from pg_database where starts_with(datname, $1)',
    [prefix],
  )
  for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`)
  await client.end()
}
