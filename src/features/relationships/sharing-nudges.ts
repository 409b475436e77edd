/** What two people who look together hear of it: the question, the yes, and once a quarter that it is lopsided. */
import type { Scope } from '../../db/database.ts'
import {
  nudgeKind,
  type AnyNudgeKind,
  type Nudge,
  type NudgeKind,
  type TimerKind,
} from '../../nudges/kinds.ts'
import { planNudges } from '../../nudges/plan.ts'
import type { People } from '../../people/person.ts'
import { findPeople } from '../../people/store.ts'
import { kinds } from './domain/kinds.ts'
import { colleagueIn, isLopsided, quarterWeeks, type Sharing } from './domain/sharing.ts'
import { givenToOther, tallyOf, type Tally } from './domain/tally.ts'
import { quarterAfter } from './domain/week.ts'
import { weeksBefore, type ReadDealings } from './handlers/dealings.ts'
import { findSharings } from './store/sharing-store.ts'
import { balanceMessage, invitationMessage, sharedMessage } from './views/between-messages.ts'

interface Facts {
  sharing: Sharing
  people: People
}

async function load(scope: Scope, nudges: readonly Nudge[]): Promise<Map<string, Facts>> {
  const sharings = await findSharings(
    scope,
    nudges.flatMap(({ subjectId }) => subjectId ?? []),
  )
  const people = await findPeople(
    scope.db,
    scope.teamId,
    [...sharings.values()].flatMap(({ one, other }) => [one, other]),
  )
  return new Map(
    nudges.flatMap((nudge) => {
      const sharing = sharings.get(nudge.subjectId ?? '')
      return sharing ? [[nudge.id, { sharing, people }] as const] : []
    }),
  )
}

function isOtherHere({ sharing, people }: Facts, { userId }: Nudge): boolean {
  return people.get(colleagueIn(sharing, userId))?.isDeactivated === false
}

const invite: NudgeKind<Facts> = {
  id: kinds.invite,
  title: 'a question to look together at what passes between you',
  load,
  isDue: (facts, nudge) => facts.sharing.state === 'invited' && isOtherHere(facts, nudge),
  render: ({ sharing, people }, { userId }) => invitationMessage(sharing, userId, people),
}

const shared: NudgeKind<Facts> = {
  id: kinds.shared,
  title: 'the yes to looking together',
  load,
  isDue: (facts, nudge) => facts.sharing.state === 'shared' && isOtherHere(facts, nudge),
  render: ({ sharing, people }, { userId }) => sharedMessage(sharing, userId, people),
}

interface Balance extends Facts {
  first: Tally
  second: Tally
}

function balanceKind(read: ReadDealings): NudgeKind<Balance> {
  return {
    id: kinds.balance,
    title: 'that one of two gave far more this quarter',
    async load(scope, nudges) {
      const found = new Map<string, Balance>()
      for (const [id, facts] of await load(scope, nudges)) {
        const { plannedAt } = nudges.find((nudge) => nudge.id === id)!
        found.set(id, { ...facts, ...(await quarterOf(read, scope, facts.sharing, plannedAt)) })
      }
      return found
    },
    isFinal: () => true,
    isDue: (facts, nudge) => facts.sharing.state === 'shared' && isOtherHere(facts, nudge),
    render: (facts, { userId }) => balanceMessage(facts.sharing, userId, facts),
  }
}

async function quarterOf(
  read: ReadDealings,
  scope: Scope,
  { one, other }: Sharing,
  to: Date,
): Promise<{ first: Tally; second: Tally }> {
  const all = await read(scope, { userId: one, other, from: weeksBefore(to, quarterWeeks), to })
  const by = (userId: string) => tallyOf(all.filter(({ from }) => from === userId))
  return { first: by(one), second: by(other) }
}

/** Goes on as long as the two share it. */
function quarterTimer(read: ReadDealings): TimerKind {
  return {
    id: kinds.quarter,
    title: 'the look at a quarter',
    async run(call) {
      const { teamId, nudge, now, db } = call
      const sharing = (await findSharings(call, [nudge.subjectId ?? ''])).get(nudge.subjectId ?? '')
      if (sharing?.state !== 'shared') return
      const n = typeof nudge.facts.n === 'number' ? nudge.facts.n : 1
      const { first, second } = await quarterOf(read, call, sharing, now)
      const told = isLopsided(givenToOther(first), givenToOther(second)) ? [sharing.one, sharing.other] : []
      const words = told.map((userId) => ({
        userId,
        kind: kinds.balance,
        subjectId: sharing.id,
        dedupeKey: `${sharing.id}:balance:${n}:${userId}`,
        dueAt: now,
      }))
      await planNudges(db, teamId, [...words, quarterAfter(sharing, n + 1, now)], now)
    },
  }
}

export function sharingNudges(read: ReadDealings): readonly (AnyNudgeKind | TimerKind)[] {
  return [nudgeKind(invite), nudgeKind(shared), nudgeKind(balanceKind(read)), quarterTimer(read)]
}
