/** Finding somebody with much the same aims, and introducing the two once both have said yes. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { ActionCall, Call, Reply } from '../../../feature.ts'
import { isBlocked } from '../../../circles/allies.ts'
import type { KindId } from '../../../nudges/kinds.ts'
import { planNudges, type Planned } from '../../../nudges/plan.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import { findPeople } from '../../../people/store.ts'
import { textMessage } from '../../../slack/blocks.ts'
import { isOpen, mayTakePart, metBefore, nextFrom, type Introduction } from '../domain/introduction.ts'
import { kinds } from '../domain/kinds.ts'
import { matchesOf, type Match } from '../domain/match.ts'
import { findAims, listOpenAims } from '../store/aim-store.ts'
import {
  insertIntroduction,
  listIntroductions,
  lockIntroduction,
  setIntroductionState,
} from '../store/introduction-store.ts'
import {
  aimsAreForColleagues,
  asking,
  dropped,
  found as foundMessage,
  nobodyYet,
  notThisMonth,
  notYourIntroduction,
  passed,
} from '../views/messages.ts'
import { openAims } from './aims.ts'

export async function findSomebody(call: Call): Promise<Reply> {
  const { me, now } = call
  if (me.isGuest || me.isExternal) return { say: aimsAreForColleagues() }
  const mine = await findAims(call, me.userId)
  if (!mine?.isOpen || !mine.lines.length) return openAims(call)
  await lockSearches(call)
  const from = nextFrom(await listIntroductions(call, [me.userId]), me.userId, now, me.hours.zone)
  if (from) return { say: notThisMonth(from, me, now) }
  const match = await firstFree(call, matchesOf(mine, await listOpenAims(call, me.userId)))
  if (!match) return { say: nobodyYet() }
  const introduction: Introduction = {
    id: randomUUID(),
    first: me.userId,
    second: match.userId,
    state: 'offered',
    shared: match.shared,
    offeredAt: now,
  }
  await insertIntroduction(call, introduction)
  return { say: foundMessage(introduction) }
}

/** One search of a workspace at a time, so that two at once don't take the same person. */
async function lockSearches({ db, teamId }: Call): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtext(${`aims ${teamId}`})) from workspaces where team_id = ${teamId}`.execute(
    db,
  )
}

/** The best match that may take part, blocks nobody here, and has not been introduced this month, nor to this person. */
async function firstFree(call: Call, matches: readonly Match[]): Promise<Match | undefined> {
  const { db, teamId, me, now } = call
  const ids = matches.map((one) => one.userId)
  const people = await findPeople(db, teamId, ids)
  const before = await listIntroductions(call, ids)
  for (const match of matches) {
    const { userId } = match
    const person = people.get(userId)
    if (!mayTakePart(person) || metBefore(before, me.userId, userId)) continue
    if (nextFrom(before, userId, now, person.hours.zone)) continue
    const blocks = (await isBlocked(call, userId, me.userId)) || (await isBlocked(call, me.userId, userId))
    if (!blocks) return match
  }
  return undefined
}

/** The first says yes: now the second is asked. */
export async function askSecond(call: ActionCall): Promise<Reply> {
  const found = await lockOpen(call, 'first')
  if ('say' in found) return found
  await setIntroductionState(call, found.id, 'asked')
  await planNudges(call.db, call.teamId, [plan(found, found.second, kinds.asked, call.now)], call.now)
  return { say: asking(), replace: true }
}

export async function dropIntroduction(call: ActionCall): Promise<Reply> {
  const found = await lockOpen(call, 'first')
  if ('say' in found) return found
  await setIntroductionState(call, found.id, 'dropped')
  return { say: dropped(), replace: true }
}

export async function acceptIntroduction(call: ActionCall): Promise<Reply> {
  const { db, teamId, now } = call
  const found = await lockOpen(call, 'second')
  if ('say' in found) return found
  await setIntroductionState(call, found.id, 'introduced')
  const told = [found.first, found.second].map((userId) => plan(found, userId, kinds.introduced, now))
  await planNudges(db, teamId, told, now)
  return {}
}

export async function declineIntroduction(call: ActionCall): Promise<Reply> {
  const found = await lockOpen(call, 'second')
  if ('say' in found) return found
  await setIntroductionState(call, found.id, 'closed')
  return {}
}

/** One that waits for a word of `me`. */
async function lockOpen(
  call: ActionCall,
  side: 'first' | 'second',
): Promise<Introduction | { say: ReturnType<typeof passed> }> {
  const found = await lockIntroduction(call, call.value)
  if (found?.[side] !== call.me.userId) return { say: textMessage(notYourIntroduction) }
  await markStale(call.db, call.teamId, found.id)
  const waits = found.state === (side === 'first' ? 'offered' : 'asked')
  return waits && isOpen(found, call.now) ? found : { say: passed() }
}

function plan({ id }: Introduction, userId: string, kind: KindId, now: Date): Planned {
  return { userId, kind, subjectId: id, dedupeKey: `${id}:${kind.name}:${userId}`, dueAt: now }
}
