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
import { listAsks, listOpenAsks } from '../store/ask-store.ts'
import { findRounds, listRounds } from '../store/round-store.ts'
import { countUnread } from '../store/unread.ts'

const shownAsks = 5
const erased =
  'Too few answered your last question without a name, so whatever was written that way has been erased unread.'

export async function candorHome(call: Call): Promise<KnownBlock[]> {
  return [
    header('What am I missing?'),
    ...(await toHear(call)),
    ...(await toAnswer(call)),
    ...(await myQuestion(call)),
  ]
}

async function toHear(call: Call): Promise<KnownBlock[]> {
  const { me } = call
  const { signed, anonymous: nameless } = await countUnread(call, me.userId)
  const count = signed + nameless
  const said = count === 1 ? 'An answer waits for you.' : `${count} answers wait for you.`
  return count
    ? [section(said, button(count === 1 ? 'Read it' : 'Read them', 'candor.hear', ''))]
    : [context('No answers wait for you.')]
}

async function toAnswer(call: Call): Promise<KnownBlock[]> {
  const { teamId, me, db, now } = call
  const asks = await listOpenAsks(call, me.userId, shownAsks)
  const rounds = await findRounds(
    call,
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

async function myQuestion(call: Call): Promise<KnownBlock[]> {
  const { teamId, me, db, now } = call
  const schedule = await findSchedule(call, me.userId)
  const allies = await listAllies(call, me.userId)
  const [open] = await listRounds(call, me.userId, { states: ['open'], limit: 1 })
  const [closed] = await listRounds(call, me.userId, { states: ['closed'], limit: 1 })
  const asks = open ? await listAsks(call, [open.id]) : []
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
