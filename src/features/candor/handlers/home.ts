/** Candor in App Home and behind a bare /candor: what waits to be heard, what waits for me, and my weekly question. */
import type { KnownBlock } from '@slack/types'
import type { Call } from '../../../feature.ts'
import { listAllies } from '../../../circles/allies.ts'
import { nameOf, namesOf } from '../../../people/display-name.ts'
import { findPeople } from '../../../people/store.ts'
import { actions, button, context, header, section } from '../../../slack/blocks.ts'
import { formatTime } from '../../../slack/mrkdwn.ts'
import { quoted } from '../views/messages.ts'
import { isLateSigning } from '../domain/round.ts'
import { instantOn } from '../domain/schedule.ts'
import { findSchedule } from '../store/schedule-store.ts'
import { findRounds, listAsks, listOpenAsks, listRounds } from '../store/round-store.ts'
import { countUnread } from '../store/unread.ts'

const shownAsks = 5
const erased =
  'Too few answered your last question without a name, so whatever was written that way has been erased unread.'

export async function candorHome(call: Call, key: Buffer): Promise<KnownBlock[]> {
  return [
    header('What am I missing?'),
    ...(await toHear(call, key)),
    ...(await toAnswer(call, key)),
    ...(await myQuestion(call, key)),
  ]
}

async function toHear({ teamId, me, db }: Call, key: Buffer): Promise<KnownBlock[]> {
  const { signed, anonymous: nameless } = await countUnread(db, key, teamId, me.userId)
  const count = signed + nameless
  const said = count === 1 ? 'An answer waits for you.' : `${count} answers wait for you.`
  return count
    ? [section(said, button(count === 1 ? 'Read it' : 'Read them', 'candor.hear', ''))]
    : [context('No answers wait for you.')]
}

async function toAnswer({ teamId, me, db, now }: Call, key: Buffer): Promise<KnownBlock[]> {
  const asks = await listOpenAsks(db, teamId, me.userId, shownAsks)
  const rounds = await findRounds(
    db,
    key,
    teamId,
    asks.map((ask) => ask.roundId),
  )
  const people = await findPeople(
    db,
    teamId,
    [...rounds.values()].map((round) => round.asker),
  )
  return asks.flatMap((ask) => {
    const round = rounds.get(ask.roundId)
    if (!round) return []
    const about = round.parent ? 'asks one thing back' : `asks you: ${quoted(round.question)}`
    const until = formatTime(round.closesAt!, me.hours.zone, now)
    return [
      section(
        `${nameOf(people, round.asker)} ${about}\nOpen until ${until}.`,
        button('Answer', 'candor.answer', ask.id),
      ),
    ]
  })
}

async function myQuestion({ teamId, me, db, now }: Call, key: Buffer): Promise<KnownBlock[]> {
  const schedule = await findSchedule(db, teamId, me.userId)
  const allies = await listAllies(db, teamId, me.userId)
  const [open] = await listRounds(db, key, teamId, me.userId, { states: ['open'], limit: 1 })
  const [closed] = await listRounds(db, key, teamId, me.userId, { states: ['closed'], limit: 1 })
  const asks = open ? await listAsks(db, teamId, [open.id]) : []
  const people = await findPeople(
    db,
    teamId,
    asks.map((ask) => ask.ally),
  )
  const next =
    schedule?.nextOn && formatTime(instantOn(schedule.nextOn, schedule, me.hours.zone), me.hours.zone, now)
  const when = next ? `Your next question comes ${next}.` : 'Your weekly question is resting.'
  return [
    ...(open
      ? [
          context(
            `You asked ${namesOf(
              people,
              asks.map((ask) => ask.ally),
            )}${open.parent ? ' one thing back.' : `: ${quoted(open.question)}`} Open until ${formatTime(open.closesAt!, me.hours.zone, now)}.`,
          ),
        ]
      : []),
    ...(closed && isLateSigning(closed, now) ? [context(erased)] : []),
    context(when),
    actions(
      ...(allies.length ? [button('Ask now', 'candor.now', '')] : []),
      button('My weekly question', 'candor.settings', ''),
      button('Earlier answers', 'candor.page', JSON.stringify({ page: 0, earlier: true })),
      button('A note to myself', 'candor.note', ''),
    ),
  ]
}
