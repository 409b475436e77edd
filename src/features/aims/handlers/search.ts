/** Looks for somebody with much the same aims, for a person who asks, and by the clock once a week. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { isBlocked } from '../../../circles/allies.ts'
import type { Scope, Tx } from '../../../db/database.ts'
import type { TimerKind } from '../../../nudges/kinds.ts'
import { planNudges } from '../../../nudges/plan.ts'
import type { Person } from '../../../people/person.ts'
import { findPeople } from '../../../people/store.ts'
import { mayTakePart, metBefore, nextFrom, nextLook, type Introduction } from '../domain/introduction.ts'
import { kinds } from '../domain/kinds.ts'
import { matchesOf, type Aims, type Match } from '../domain/match.ts'
import { findAims, listOpenAims } from '../store/aim-store.ts'
import { insertIntroduction, listIntroductions } from '../store/introduction-store.ts'

interface SearchScope extends Scope {
  db: Tx
  now: Date
}

/** An introduction that `me` may say yes to, or from when on there may be one; undefined = nobody just now. */
export async function search(
  scope: SearchScope,
  me: Person,
  mine: Aims,
): Promise<{ found: Introduction } | { from: Date } | undefined> {
  const { userId } = me
  await lockSearches(scope)
  const from = nextFrom(await listIntroductions(scope, [userId]), userId, scope.now, me.hours.zone)
  if (from) return { from }
  const match = await firstFree(scope, userId, matchesOf(mine, await listOpenAims(scope, userId)))
  if (!match) return undefined
  const found: Introduction = {
    id: randomUUID(),
    first: userId,
    second: match.userId,
    state: 'offered',
    shared: match.shared,
    offeredAt: scope.now,
  }
  await insertIntroduction(scope, found)
  return { found }
}

/** One search of a workspace at a time, so that two at once don't take the same person. */
async function lockSearches({ db, teamId }: SearchScope): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtext(${`aims ${teamId}`})) from workspaces where team_id = ${teamId}`.execute(
    db,
  )
}

/** The best match that may take part, blocks nobody here, and has not been introduced this month, nor to this person. */
async function firstFree(
  scope: SearchScope,
  me: string,
  matches: readonly Match[],
): Promise<Match | undefined> {
  const { db, teamId, now } = scope
  const ids = matches.map((one) => one.userId)
  const people = await findPeople(db, teamId, ids)
  const before = await listIntroductions(scope, ids)
  for (const match of matches) {
    const { userId } = match
    const person = people.get(userId)
    if (!mayTakePart(person) || metBefore(before, me, userId)) continue
    if (nextFrom(before, userId, now, person.hours.zone)) continue
    const blocks = (await isBlocked(scope, userId, me)) || (await isBlocked(scope, me, userId))
    if (!blocks) return match
  }
  return undefined
}

/** Plans the look of the coming Monday; one a person and week, however often it is asked for. */
export async function planLook({ db, teamId, now }: SearchScope, me: Person): Promise<void> {
  const { day, at } = nextLook(now, me.hours)
  const dedupeKey = `aims.look:${me.userId}:${day}`
  await planNudges(
    db,
    teamId,
    [{ userId: me.userId, kind: kinds.look, dedupeKey, dueAt: at, spread: true }],
    now,
  )
}

/** Goes on from week to week for as long as somebody wants to be introduced. */
export const look: TimerKind = {
  id: kinds.look,
  title: 'a look for somebody who shares your aims',
  async run(call) {
    const { db, teamId, nudge, now } = call
    const { userId } = nudge
    const me = (await findPeople(db, teamId, [userId])).get(userId)
    const mine = await findAims(call, userId)
    if (!me || me.isDeactivated || !mine?.isOpen || !mine.lines.length) return
    await planLook(call, me)
    if (!mayTakePart(me)) return
    const result = await search(call, me, mine)
    if (!result || !('found' in result)) return
    const { id } = result.found
    const dedupeKey = `${id}:${kinds.found.name}:${userId}`
    await planNudges(db, teamId, [{ userId, kind: kinds.found, subjectId: id, dedupeKey, dueAt: now }], now)
  },
}
