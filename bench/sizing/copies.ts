/** Fills a database with copies of one real promise: its rows as the program wrote them, for other people of other workspaces. */
import { query } from '../parts/seed.ts'

export interface Town {
  /** The workspace in which the promise was made, by whom. */
  teamId: string
  promiseId: string
  promisor: string
  perPerson: number
  peoplePerWorkspace: number
}

/** Of the k-th copy: its workspace, its promisor and promisee, and its id, in SQL. */
function copyOf({ perPerson, peoplePerWorkspace }: Town) {
  const person = `(k / ${perPerson})`
  const seat = `(${person} % ${peoplePerWorkspace})`
  const next = `((${seat} + 1 + k % 7) % ${peoplePerWorkspace})`
  return {
    team: `'T0SIZE' || lpad((${person} / ${peoplePerWorkspace})::text, 6, '0')`,
    promisor: `'U0S' || lpad(${seat}::text, 6, '0')`,
    promisee: `'U0S' || lpad(${next}::text, 6, '0')`,
    promise: `md5('promise ' || k)::uuid`,
    // Up to three hundred days ahead, so that nothing of it falls due while it is measured.
    later: `make_interval(days => 30 + k % 300)`,
  }
}

/** Writes the copies number `from` to `to`, and the people and workspaces that they need. */
export async function writeCopies(databaseUrl: string, town: Town, from: number, to: number): Promise<void> {
  const { team, promisor, promisee, promise, later } = copyOf(town)
  const isAhead = (time: string) =>
    `case when ${time} > clock_timestamp() then ${time} + ${later} else ${time} end`
  const userId = `case o.user_id when '${town.promisor}' then ${promisor} else ${promisee} end`
  const nudgeId = (id: string) => `md5(${id}::text || k)::uuid`
  const copies: [table: string, of: string, values: Record<string, string>][] = [
    [
      'promises',
      'o.id = $3',
      { team_id: team, id: promise, promisor, promisee, due_at: isAhead('o.due_at') },
    ],
    ['promise_events', 'o.promise_id = $3', { team_id: team, promise_id: promise }],
    [
      'nudges',
      'o.subject_id = $3',
      {
        team_id: team,
        id: nudgeId('o.id'),
        user_id: userId,
        subject_id: promise,
        dedupe_key: `overlay(o.dedupe_key placing (${promise})::text from 1 for 36)`,
        due_at: isAhead('o.due_at'),
      },
    ],
    [
      'nudge_queue',
      'o.nudge_id in (select id from nudges where subject_id = $3)',
      {
        team_id: team,
        user_id: userId,
        nudge_id: nudgeId('o.nudge_id'),
        not_before: isAhead('o.not_before'),
      },
    ],
  ]
  await query(
    databaseUrl,
    `insert into workspaces (team_id, installed_at, retention_ran_at)
    select distinct ${team}, clock_timestamp(), clock_timestamp() from generate_series($1::int, $2::int) k
    on conflict do nothing`,
    [from, to],
  )
  for (const table of ['people', 'inboxes'])
    await copyRows(databaseUrl, table, {
      where: `o.team_id = '${town.teamId}' and o.user_id = '${town.promisor}'`,
      numbers: `generate_series($1::int, $2::int, ${town.perPerson})`,
      values: { team_id: team, user_id: promisor },
      parameters: [from, to],
    })
  for (const [table, where, values] of copies)
    await withoutIndexes(databaseUrl, table, () =>
      copyRows(databaseUrl, table, {
        where: `o.team_id = '${town.teamId}' and ${where}`,
        numbers: 'generate_series($1::int, $2::int)',
        values,
        parameters: [from, to, town.promiseId],
      }),
    )
  await query(databaseUrl, 'vacuum analyze')
}

/** Millions of rows are written faster where indexes are built afterwards; those of primary keys stay. */
async function withoutIndexes(databaseUrl: string, table: string, write: () => Promise<void>): Promise<void> {
  const indexes = await query<{ name: string; definition: string }>(
    databaseUrl,
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = $1::regclass and not indisunique`,
    [table],
  )
  for (const { name } of indexes) await query(databaseUrl, `drop index ${name}`)
  await write()
  for (const { definition } of indexes) await query(databaseUrl, definition)
}

interface Copies {
  where: string
  numbers: string
  /** What differs from the original, by column. */
  values: Record<string, string>
  parameters: unknown[]
}

async function copyRows(
  databaseUrl: string,
  table: string,
  { where, numbers, values, parameters }: Copies,
): Promise<void> {
  const columns = await query<{ name: string }>(
    databaseUrl,
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  )
  const names = columns.map(({ name }) => name)
  await query(
    databaseUrl,
    `insert into ${table} (${names.join(', ')})
     select ${names.map((name) => values[name] ?? `o.${name}`).join(', ')}
     from ${table} o cross join ${numbers} as k where ${where} on conflict do nothing`,
    parameters,
  )
}
