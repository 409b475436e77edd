/** Tells a reader that answers wait: at once for the first, then at most once a day. */
import { createHash } from 'node:crypto'
import { planNudges } from '../../../nudges/plan.ts'
import { markStale } from '../../../nudges/update-planned.ts'
import type { Scope } from '../../../db/database.ts'
import type { CandorScope } from './context.ts'
import { readAnonymousAnswers } from './anonymous-answer-store.ts'
import { listRounds } from './round-store.ts'
import { kinds } from '../domain/kinds.ts'

const day = 86_400_000

/** `cause` is the id of the answer or round that waits now; `notBefore` is when the reader asked to be told. */
export async function notifyUnread(
  { db, teamId, now }: CandorScope,
  reader: string,
  cause: string,
  notBefore = now,
): Promise<void> {
  const last = await db
    .selectFrom('nudges')
    .select(['due_at', 'state'])
    .where('team_id', '=', teamId)
    .where('user_id', '=', reader)
    .where('kind', '=', kinds.waiting.name)
    .where('state', '<>', 'cancelled')
    .orderBy('due_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last && last.state === 'pending' && last.due_at >= notBefore) return
  const free = last ? new Date(last.due_at.getTime() + day) : now
  const subjectId = inboxId(teamId, reader)
  const dueAt = new Date(Math.max(now.getTime(), free.getTime(), notBefore.getTime()))
  await planNudges(
    db,
    teamId,
    [{ userId: reader, kind: kinds.waiting, subjectId, dedupeKey: `${cause}:waiting`, dueAt }],
    now,
  )
}

/** By reader: when the newest message that was sent was due. Those before it leave the button to it. */
export async function lastToldOfUnread(
  { db, teamId }: Pick<Scope, 'db' | 'teamId'>,
  readers: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const told = await db
    .selectFrom('nudges')
    .select((eb) => ['user_id', eb.fn.max('due_at').as('last')])
    .where('team_id', '=', teamId)
    .where('user_id', 'in', readers)
    .where('kind', '=', kinds.waiting.name)
    .where('state', '=', 'sent')
    .groupBy('user_id')
    .execute()
  return new Map(told.map(({ user_id, last }) => [user_id, last]))
}

/** Brings the messages that said how many answers wait up to date; with none left they lose their button. */
export async function updateUnreadCards({ db, teamId }: CandorScope, reader: string): Promise<void> {
  await markStale(db, teamId, inboxId(teamId, reader))
}

/** What those messages are about: a reader's inbox has no row, so its id is derived from whose it is. */
function inboxId(teamId: string, reader: string): string {
  const hex = createHash('sha256').update(`candor inbox ${teamId} ${reader}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}

export interface UnreadCount {
  signed: number
  anonymous: number
}

/** How many answers somebody has not dealt with; those without a name count once they are released. */
export async function countUnread(scope: Scope, reader: string): Promise<UnreadCount> {
  const { db, teamId } = scope
  const { signed } = await db
    .selectFrom('candor_answers')
    .select((eb) => eb.fn.countAll<string>().as('signed'))
    .where('team_id', '=', teamId)
    .where('reader', '=', reader)
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow()
  const rounds = await listReleased(scope, reader)
  const answers = await readAnonymousAnswers(
    scope,
    rounds.map(({ id }) => id),
  )
  const anonymous = [...answers.values()].flat().filter((answer) => !answer.outcome).length
  return { signed: Number(signed), anonymous }
}

/** Rounds looked through for released answers: half a year of weeks. */
const released = 26

export async function listReleased(scope: Scope, asker: string) {
  const rounds = await listRounds(scope, asker, {
    states: ['closed'],
    anonymity: 'released',
    limit: released,
  })
  return rounds.toReversed()
}
