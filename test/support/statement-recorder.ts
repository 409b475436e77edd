/**
 * Watches every SQL statement that our own code sends while a test file runs, and reports one that neither
 * names its workspace nor stands on the list below with its reason. What a test asks of the database by itself is
 * not judged.
 */
import pg from 'pg'

/** Statements of all workspaces, by a part of their text, and why. */
export const acrossWorkspaces: readonly (readonly [part: RegExp, reason: string])[] = [
  [/^(begin|commit|rollback|savepoint|release|set|show|start transaction)\b/i, 'holds no row'],
  [/^select 1$|clock_timestamp\(\)/i, 'asks whether the database is there, and its time'],
  [/kysely_migration|pg_advisory|information_schema|pg_catalog|pg_tables/i, 'the schema, not its rows'],
  [/^(--.*\n|\s)*(create|alter|lock|drop) (unique )?(table|index)/i, 'a migration'],
  [
    /^(truncate|create temporary table|insert into) "?(candor|pulse)_(boxes|asks)/,
    'leaves no dead version of an answer: rewrites both tables',
  ],
  [/^select pg_total_relation_size/, 'how large a table is'],
  [/^\(select split_part\(/, 'at start: with which key something was encrypted'],
  [/^select count\(\*\)::int as n from "\w+" where \(/, 'how many rows are not on the newest key'],
  [/^select distinct team_id from "\w+" where \(/, 'in which workspaces something is not on the newest key'],
  [/^do \$\$ begin/, 'whether the database can be written to'],
  [/^select team_id from workspaces$/, 'a command of the operator: each workspace in turn'],
  [/^select (distinct )?w\.team_id\s+from/, 'the heartbeat: in which workspaces something is due'],
  [/^select (least\(\s*\(\s*select )?min\(q\.not_before\)/, 'the earliest moment at which anything is due'],
  [
    /^select p\.team_id as "teamId", p\.user_id as "userId"\s+from people p join workspaces/,
    'the heartbeat: people to be tried again, or spoken of, because no message reaches them',
  ],
  [/^update workspaces w set size =/, 'maintenance: counts the people of one workspace, drawn by lot'],
  [/^select least\(\(select min\(not_before\) from nudge_queue/, 'the heartbeat: whether anything is due'],
  [/^select min\(fetched_at\) as at from people/, 'maintenance: the age of the oldest profile'],
  [
    /^select team_id as "teamId", user_id as "userId" from people\s+where not has_left and fetched_at </,
    'maintenance: profiles that are a day old',
  ],
  [/^select exists \(select from workspaces where retention_ran_at/, 'retention: whether it is a turn'],
  [/^select a\.team_id as "teamId"/, 'maintenance: profiles that a pulse waits for'],
  [/^delete from "\w+" where \("team_id", /, 'retention: rows whose days are over'],
  [/^select awaits, count\(\*\)::int as rows/, 'metrics: counts that name nobody'],
  [/^select count\(\*\)::int as n from nudge_duplicates/, 'metrics: counts that name nobody'],
  [/^select state, coalesce\(stop_code/, 'metrics: workspaces by state'],
  [/^update workspaces set retention_ran_at = /, 'retention: takes the workspaces whose turn it is'],
  [/^select team_id, digest, user_id from erasures where done_at is null/, 'erasures that are not done yet'],
  [/^select r\."teamId", r\."userId", r\.digest/, 'after a restored backup: who of them was forgotten'],
  [/^select p\.team_id, p\.user_id, p\.met_at/, 'after a restored backup: people who were forgotten'],
  [
    /^select team_id from workspaces\s+where state = 'uninstalled'/,
    'workspaces that took the app out 30 days ago',
  ],
]

const named = [/"?team_id"?\s*=\s*\$\d+/i, /insert into "?\w+"?\s*\([^)]*\bteam_id\b/i]

export function namesWorkspace(text: string): boolean {
  return (
    named.some((pattern) => pattern.test(text)) || acrossWorkspaces.some(([part]) => part.test(text.trim()))
  )
}

const astray = new Set<string>()
const { query } = pg.Client.prototype

pg.Client.prototype.query = function recorded(this: pg.Client, ...given: unknown[]) {
  const [first] = given
  const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text
  if (text !== undefined && !isFine(text) && isOurs()) astray.add(text.replace(/\s+/g, ' ').trim())
  return Reflect.apply(query, this, given)
} as typeof query

/** By its text: the same few hundred statements come a hundred thousand times. */
const judged = new Map<string, boolean>()

function isFine(text: string): boolean {
  const known = judged.get(text) ?? namesWorkspace(text)
  judged.set(text, known)
  return known
}

/** Whether the nearest place of the project in the call is the product. */
function isOurs(): boolean {
  const nearest = callers().find(
    (file) => /\/(src|test|playground|bench)\//.test(file) && !/prepared-statements|node_modules/.test(file),
  )
  return nearest !== undefined && nearest.includes('/src/')
}

/** The files of the calls that led here, without the places in their sources, which take ten times as long to find. */
function callers(): string[] {
  const { prepareStackTrace, stackTraceLimit } = Error
  Error.stackTraceLimit = 60
  Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getFileName() ?? '')
  const { stack } = new Error('where') as { stack?: unknown }
  Object.assign(Error, { prepareStackTrace, stackTraceLimit })
  // From the recorder itself on.
  return (stack as string[]).slice(3)
}

/** The statements since the last call that name no workspace. */
export function takeAstray(): string[] {
  const found = [...astray]
  astray.clear()
  return found
}
