/** Candor in App Home and behind a bare /candor: what waits to be heard, what waits for me, and my weekly question. Pure. */
import { nameOf, namesOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import { actions, button, context, section } from '../../../slack/blocks.ts'
import { homePageSize, type HomeSection } from '../../../slack/home-section.ts'
import { formatTime } from '../../../slack/mrkdwn.ts'
import type { Ask } from '../domain/round.ts'
import { isLateSigning, type Round } from '../domain/round.ts'
import { instantOn, type Schedule } from '../domain/schedule.ts'
import { quoted } from './quoted.ts'

interface Reader {
  me: Person
  people: People
  now: Date
}

export function inboxSection(count: number): HomeSection {
  const waiting = count === 1 ? '1 answer waits' : `${count} answers wait`
  const said = count === 1 ? 'An answer waits for you.' : `${count} answers wait for you.`
  const read = button(count === 1 ? 'Read it' : 'Read them', 'candor.hear', '')
  return {
    id: 'candor.inbox',
    title: 'Answers waiting',
    count,
    // The answers themselves stand in a window, to be opened when one is ready for them.
    page: 0,
    lines: count ? [{ key: 'inbox', blocks: [section(said, read)] }] : [],
    empty: 'None for now.',
    ...(count && {
      status: [waiting],
      suggestions: [
        {
          weight: 3,
          button: button(count === 1 ? 'Read the answer' : 'Read the answers', 'candor.hear', ''),
        },
      ],
    }),
  }
}

export function asksSection(
  asks: readonly { ask: Ask; round: Round }[],
  page: number,
  { me, people, now }: Reader,
): HomeSection {
  const count = asks.length
  return {
    id: 'candor.asks',
    title: 'Questions for me',
    count,
    page,
    lines: asks.slice(page * homePageSize, (page + 1) * homePageSize).map(({ ask, round }) => {
      const about = round.parent ? 'asks one thing back' : `asks you: ${quoted(round.question)}`
      const until = formatTime(round.closesAt!, me.hours.zone, now)
      const text = `${nameOf(people, round.asker)} ${about}\nOpen until ${until}.`
      return { key: ask.id, blocks: [section(text, button('Answer', 'candor.answer', ask.id))] }
    }),
    ...(count && { status: [count === 1 ? '1 question for you' : `${count} questions for you`] }),
  }
}

const erased =
  'Too few answered your last question without a name, so whatever was written that way has been erased unread.'

export interface OpenRound {
  round: Round
  asks: readonly Ask[]
}

export interface MyQuestion {
  schedule: Schedule | undefined
  hasAllies: boolean
  /** The rounds that are open now, and whom they ask. */
  open: readonly OpenRound[]
  /** The round that closed last. */
  closed: Round | undefined
}

export function questionSection(mine: MyQuestion, reader: Reader): HomeSection {
  const { schedule, open, closed, hasAllies } = mine
  const { me, now } = reader
  const { zone } = me.hours
  const next = schedule?.nextOn && formatTime(instantOn(schedule.nextOn, schedule, zone), zone, now)
  const notes = [
    ...open.map((one) => openRound(one, reader)),
    ...(closed && isLateSigning(closed, now) ? [erased] : []),
    next ? `Your next question comes ${next}.` : 'Your weekly question is resting.',
  ]
  return {
    id: 'candor.mine',
    title: 'What am I missing?',
    lines: [{ key: 'mine', blocks: notes.map(context) }],
    below: [
      actions(
        ...(hasAllies ? [button('Ask now', 'candor.now', '')] : []),
        button('My weekly question', 'candor.settings', ''),
        button('Earlier answers', 'candor.page', JSON.stringify({ page: 0, earlier: true })),
        button('A note to myself', 'candor.note', ''),
      ),
    ],
  }
}

function openRound({ round, asks }: OpenRound, { me, people, now }: Reader): string {
  const allies = asks.map((ask) => ask.ally)
  if (round.isSingle && asks.some((ask) => ask.inPerson === 'told'))
    return `${namesOf(people, allies)} told you in person: ${quoted(round.question)}`
  const about = round.parent ? ' one thing back.' : `: ${quoted(round.question)}`
  const until = formatTime(round.closesAt!, me.hours.zone, now)
  return `You asked ${namesOf(people, allies)}${about} Open until ${until}.`
}
