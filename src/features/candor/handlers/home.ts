/** Candor in App Home and behind a bare /candor. */
import type { Call, HomeCall } from '../../../feature.ts'
import { listAllies } from '../../../circles/allies.ts'
import { findPeople } from '../../../people/store.ts'
import { uniqueActionIds, type Message } from '../../../slack/blocks.ts'
import { existingPage, sectionBlocks, type HomeSection } from '../../../slack/home-section.ts'
import { listAsks, listOpenAsks } from '../store/ask-store.ts'
import { findRounds, listRounds } from '../store/round-store.ts'
import { findSchedule } from '../store/schedule-store.ts'
import { countUnread } from '../store/unread.ts'
import { asksSection, inboxSection, questionSection } from '../views/home.ts'

/** Open questions of one's own that Home names: this week's, and some to single people. */
const openShown = 4

/** Open questions that are looked up: nobody gets more than two new ones a week, and each is open for one. */
const mostAsks = 100

export async function candorHome(call: HomeCall): Promise<HomeSection[]> {
  const { signed, anonymous } = await countUnread(call, call.me.userId)
  return [inboxSection(signed + anonymous), await myAsks(call), await myQuestion(call)]
}

/** As a message; the pages of Home are turned in Home. */
export async function candorStatus(call: Call): Promise<Message> {
  const sections = await candorHome({ ...call, pageOf: () => 0 })
  return { text: 'What am I missing?', blocks: uniqueActionIds(sections.flatMap(sectionBlocks).slice(1)) }
}

async function myAsks(call: HomeCall): Promise<HomeSection> {
  const { teamId, me, db, now } = call
  const asks = await listOpenAsks(call, me.userId, mostAsks)
  const rounds = await findRounds(
    call,
    asks.map((ask) => ask.roundId),
  )
  const people = await findPeople(
    db,
    teamId,
    [...rounds.values()].map((round) => round.asker),
  )
  const open = asks.flatMap((ask) => {
    const round = rounds.get(ask.roundId)
    return round ? [{ ask, round }] : []
  })
  return asksSection(open, existingPage(call.pageOf('candor.asks'), open.length), { me, people, now })
}

async function myQuestion(call: Call): Promise<HomeSection> {
  const { teamId, me, db, now } = call
  const schedule = await findSchedule(call, me.userId)
  const hasAllies = (await listAllies(call, me.userId)).length > 0
  const open = await listRounds(call, me.userId, { states: ['open'], limit: openShown })
  const [closed] = await listRounds(call, me.userId, { states: ['closed'], limit: 1 })
  const asks = await listAsks(
    call,
    open.map(({ id }) => id),
  )
  const people = await findPeople(
    db,
    teamId,
    asks.map((ask) => ask.ally),
  )
  const rounds = open.map((round) => ({ round, asks: asks.filter(({ roundId }) => roundId === round.id) }))
  return questionSection({ schedule, hasAllies, open: rounds, closed }, { me, people, now })
}
