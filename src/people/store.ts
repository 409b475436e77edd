import { sql, type Selectable } from 'kysely'
import type { Db, Scope, Tx } from '../db/database.ts'
import type { Person } from './person.ts'
import type { PeopleTable } from './tables.ts'

/** The stored people of `userIds` by id, each with the workspace's days off and fallback zone. */
export async function findPeople(
  db: Db | Tx,
  teamId: string,
  userIds: Iterable<string>,
): Promise<Map<string, Person>> {
  const ids = [...new Set(userIds)]
  if (!ids.length) return new Map()
  const rows = await sql<PersonRow>`
    select p.*, w.zone as team_zone, w.days_off, w.greeted_at
    from people p join workspaces w on w.team_id = p.team_id
    where p.team_id = ${teamId} and p.user_id = any(${ids})`.execute(db)
  return new Map(rows.rows.map((row) => [row.user_id, toPerson(row)]))
}

/** People of the workspace whose handle or full name is `name`, at most 3: enough to see that the name is ambiguous. */
export async function findPeopleByName(db: Db | Tx, teamId: string, name: string): Promise<Person[]> {
  const rows = await sql<PersonRow>`
    select p.*, w.zone as team_zone, w.days_off, w.greeted_at
    from people p join workspaces w on w.team_id = p.team_id
    where p.team_id = ${teamId} and not p.has_left and not p.is_bot
      and (lower(p.name) = lower(${name}) or lower(p.real_name) = lower(${name}))
    limit 3`.execute(db)
  return rows.rows.map(toPerson)
}

/** A person's Slack profile. */
export interface Profile {
  userId: string
  name: string
  displayName: string
  zone: string | undefined
  locale: string | undefined
  isBot: boolean
  isGuest: boolean
  isExternal: boolean
  isDeactivated: boolean
}

/** Inserts or updates Slack profiles; the people's own settings stay as they are. */
export async function saveProfiles(db: Db | Tx, teamId: string, profiles: readonly Profile[], now: Date) {
  if (!profiles.length) return
  await db
    .insertInto('people')
    .values(
      profiles.map((p) => ({
        team_id: teamId,
        user_id: p.userId,
        name: p.name,
        real_name: p.displayName,
        zone: p.zone ?? null,
        locale: p.locale ?? '',
        is_bot: p.isBot,
        is_guest: p.isGuest,
        is_foreign: p.isExternal,
        has_left: p.isDeactivated,
        fetched_at: now,
        met_at: now,
        away_until: null,
        unreachable_since: null,
        missed_retry_at: null,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['team_id', 'user_id']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        real_name: eb.ref('excluded.real_name'),
        zone: eb.ref('excluded.zone'),
        // Slack's events come without a locale.
        locale: sql<string>`coalesce(nullif(excluded.locale, ''), people.locale)`,
        is_bot: eb.ref('excluded.is_bot'),
        is_guest: eb.ref('excluded.is_guest'),
        is_foreign: eb.ref('excluded.is_foreign'),
        has_left: eb.ref('excluded.has_left'),
        fetched_at: eb.ref('excluded.fetched_at'),
      })),
    )
    .execute()
}

/** Has the profile fetched with the next heartbeat: a post has shown that the person is gone. */
export async function requestProfile(db: Db | Tx, teamId: string, userId: string): Promise<void> {
  await sql`
    update people set fetched_at = 'epoch' where team_id = ${teamId} and user_id = ${userId}`.execute(db)
}

/** A person's own settings. */
export interface Choices {
  dayStart?: string
  dayEnd?: string
  workdays?: number[]
  awayUntil?: Date | null
  dailyBudget?: number
  muted?: string[]
}

/** What somebody has switched off, locked until the transaction ends: two switches at once must both stay. */
export async function lockMuted(
  { db, teamId }: Pick<Scope, 'db' | 'teamId'>,
  userId: string,
): Promise<string[]> {
  const row = await db
    .selectFrom('people')
    .select('muted')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  return row?.muted ?? []
}

export async function saveChoices(
  db: Db | Tx,
  teamId: string,
  userId: string,
  choices: Choices,
): Promise<void> {
  const { dayStart, dayEnd, workdays, awayUntil, dailyBudget, muted } = choices
  await db
    .updateTable('people')
    .set({
      ...(dayStart !== undefined && { day_start: dayStart }),
      ...(dayEnd !== undefined && { day_end: dayEnd }),
      ...(workdays !== undefined && { workdays }),
      ...(awayUntil !== undefined && { away_until: awayUntil }),
      ...(dailyBudget !== undefined && { daily_budget: dailyBudget }),
      ...(muted !== undefined && { muted }),
    })
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .execute()
}

type PersonRow = Selectable<PeopleTable> & { team_zone: string; days_off: string[]; greeted_at: Date | null }

function toPerson(row: PersonRow): Person {
  return {
    teamId: row.team_id,
    userId: row.user_id,
    name: row.name,
    displayName: row.real_name,
    locale: row.locale || 'en-US',
    isBot: row.is_bot,
    isGuest: row.is_guest,
    isExternal: row.is_foreign,
    isDeactivated: row.has_left,
    isUnreachable: row.unreachable_since !== null,
    hours: {
      zone: row.zone ?? row.team_zone,
      dayStart: row.day_start,
      dayEnd: row.day_end,
      workdays: row.workdays,
      daysOff: row.days_off,
    },
    awayUntil: row.away_until ?? undefined,
    dailyBudget: row.daily_budget,
    isWorkspaceGreeted: row.greeted_at !== null,
    muted: row.muted,
  }
}
