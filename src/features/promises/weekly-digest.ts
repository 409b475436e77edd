/** Once a week, in one message: what was due and is still open, and, as a number, what silence has closed. */
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/database.ts'
import { planNudges } from '../../nudges/plan.ts'
import type { People, Person } from '../../people/person.ts'
import { nameOf } from '../../people/display-name.ts'
import { findPeople } from '../../people/store.ts'
import { context, section, type Message } from '../../slack/blocks.ts'
import type { Commitment } from './domain/commitment.ts'
import { brief, dueFor, quoted } from './views/card.ts'
import { weekAfter } from './domain/ladder.ts'
import { listSlipped } from './store/list-queries.ts'
import {
  nudgeKind,
  type Nudge,
  type NudgeKind,
  type AnyNudgeKind,
  type TimerKind,
} from '../../nudges/kinds.ts'
import { kinds } from './domain/kinds.ts'

/** Promises named in one digest; App Home has the others. */
const mostNamed = 15

const week: TimerKind = {
  id: kinds.week,
  title: 'a look at the week',
  async run({ teamId, nudge, now, db }) {
    const person = (await findPeople(db, teamId, [nudge.userId])).get(nudge.userId)
    if (!person || person.isDeactivated) return
    const found = await loadDigest(db, teamId, person, nudge.dueAt, now)
    if (!found.slipped.length && !found.presumed) return
    const digest = { ...weekAfter(person, now), dedupeKey: nudgeKey(nudge), dueAt: now }
    await planNudges(db, teamId, [{ ...digest, kind: kinds.digest }], now)
    if (found.slipped.length) await planNudges(db, teamId, [weekAfter(person, now)], now)
  },
}

function nudgeKey({ userId, dueAt }: Nudge): string {
  return `promises.digest:${userId}:${dueAt.toISOString().slice(0, 10)}`
}

interface Digest {
  viewer: Person
  people: People
  slipped: readonly Commitment[]
  /** Promises that three working days without a word have closed since a week. */
  presumed: number
}

async function loadDigest(db: Db | Tx, teamId: string, viewer: Person, at: Date, now: Date): Promise<Digest> {
  const slipped = await listSlipped(db, teamId, viewer.userId, now, mostNamed + 1)
  const people = await findPeople(
    db,
    teamId,
    slipped.map((promise) => promise.promisee),
  )
  const weekAgo = new Date(at.getTime() - 7 * 86_400_000)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from promises where team_id = ${teamId}
      and (promisor = ${viewer.userId} or promisee = ${viewer.userId})
      and closed_at > ${weekAgo} and closed_at <= ${at} and state = 'kept' and not confirmed`.execute(db)
  return { viewer, people: new Map([...people, [viewer.userId, viewer]]), slipped, presumed: rows[0]!.n }
}

const digest: NudgeKind<Digest> = {
  id: kinds.digest,
  title: 'the weekly digest',
  async load({ db, teamId }, nudges) {
    const viewers = await findPeople(
      db,
      teamId,
      nudges.map((nudge) => nudge.userId),
    )
    const found = new Map<string, Digest>()
    for (const nudge of nudges) {
      const viewer = viewers.get(nudge.userId)
      if (viewer) found.set(nudge.id, await loadDigest(db, teamId, viewer, nudge.dueAt, nudge.dueAt))
    }
    return found
  },
  isFinal: () => true,
  isWholeInDigest: true,
  isDue: ({ slipped, presumed }) => slipped.length > 0 || presumed > 0,
  render: digestMessage,
}

function digestMessage({ viewer, people, slipped, presumed }: Digest, _: Nudge, now: Date): Message {
  const lines = slipped.slice(0, mostNamed).map((promise) => {
    const due = dueFor({ promise, viewer, people, now })
    return `• ${quoted(brief(promise))}, for ${nameOf(people, promise.promisee)}, was due ${due}`
  })
  const head = slipped.length ? 'What was due and is still open:' : 'Your week of promises:'
  const counted =
    presumed === 1
      ? 'One promise was counted as kept, as nobody said otherwise.'
      : `${presumed} promises were counted as kept, as nobody said otherwise.`
  const text = [head, ...lines, ...(presumed ? [counted] : [])].join('\n')
  return { text: head, blocks: [section(text), context('App Home has everything, with what can be done.')] }
}

export const weeklyNudges: readonly (AnyNudgeKind | TimerKind)[] = [week, nudgeKind(digest)]
