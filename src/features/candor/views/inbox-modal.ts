/** The modal in which answers are read, opened only for their reader. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import { nameOf } from '../../../people/display-name.ts'
import type { People, Person } from '../../../people/person.ts'
import { actions, button, context, divider, section } from '../../../slack/blocks.ts'
import { escape, formatDay } from '../../../slack/mrkdwn.ts'
import type { Body, Change, Outcome } from '../domain/answer.ts'
import { plainSection } from './answer-fields.ts'
import { quoted } from './quoted.ts'
import { modal } from '../../../slack/modal.ts'

/** One answer. `value` finds it again, and carries no authority. */
export interface InboxAnswer {
  value: string
  /** Undefined = it was given without a name. */
  writer: string | undefined
  question: string | undefined
  /** Undefined for answers without a name, which have no time. */
  givenAt: Date | undefined
  body: Body
  outcome: Outcome | undefined
  canAskBack: boolean
  askedBack?: string
  reply?: string
  change?: Change
}

export interface InboxPage {
  items: readonly InboxAnswer[]
  page: number
  hasMore: boolean
  /** What came of the last press. */
  notice?: string
  /** Those already dealt with, in place of those that wait. */
  earlier: boolean
}

/** Answers on one page: each takes up to 15 of the 100 blocks of a modal, and texts of at most 3,000 characters. */
export const perPage = 5

export function inboxModal(
  { items, page, hasMore, earlier, notice }: InboxPage,
  people: People,
  viewer: Person,
  now: Date,
): ModalView {
  const none = earlier ? 'No earlier answers.' : 'Nothing waits to be heard.'
  const pageButton = (label: string, to: number) =>
    button(label, `candor.page#${to}`, JSON.stringify({ page: to, earlier }))
  const turns = [
    ...(page > 0 ? [pageButton('Back', page - 1)] : []),
    ...(hasMore ? [pageButton('More', page + 1)] : []),
  ]
  const other = button(
    earlier ? 'What waits' : 'Earlier answers',
    'candor.page#other',
    JSON.stringify({ page: 0, earlier: !earlier }),
  )
  return modal({
    id: 'candor.hearing',
    title: earlier ? 'Earlier answers' : 'What you were told',
    metadata: JSON.stringify({ page, earlier }),
    blocks: [
      context('Only you read this.'),
      ...(notice ? [section(notice)] : []),
      ...(items.length ? items.flatMap((item) => itemBlocks(item, people, viewer, now)) : [section(none)]),
      divider,
      actions(...turns, other),
    ],
  })
}

/** Above the form of a promise that is made out of an answer: the answer, and the way back to the others. */
export function promiseSource(body: Body, writer: string | undefined, people: People): KnownBlock[] {
  const said = writer ? `What *${nameOf(people, writer)}* answered:` : 'What was answered without a name:'
  return [
    section(said, button('Back to the answers', 'candor.page', JSON.stringify({ page: 0, earlier: false }))),
    plainSection(body.answer),
    context('Only you see the answer here; it does not become part of the promise.'),
    divider,
  ]
}

function itemBlocks(item: InboxAnswer, people: People, viewer: Person, now: Date): KnownBlock[] {
  const { body, writer, givenAt, question } = item
  const who = writer ? `*${nameOf(people, writer)}*` : '*Without a name*'
  const day = givenAt ? `, ${formatDay(givenAt, viewer.hours.zone, now)}` : ''
  const about = question ? `\n${quoted(question)}` : ''
  const more = [
    ['When it shows', body.situation],
    ['What it does', body.effect],
    ['Instead', body.instead],
  ] as const
  return [
    divider,
    section(`${who}${day}${about}`),
    plainSection(body.answer),
    ...more.flatMap(([label, text]) => (text ? [context(label), plainSection(text)] : [])),
    ...exchange(item, people),
    ...controls(item),
  ]
}

function exchange({ askedBack, reply, writer, change }: InboxAnswer, people: People): KnownBlock[] {
  const name = writer ? nameOf(people, writer) : ''
  const said: Record<Change, string> = { yes: 'yes', a_bit: 'a bit', not_yet: 'not yet' }
  return [
    ...(askedBack ? [context('You asked back'), section(escape(askedBack))] : []),
    ...(reply ? [context(`${name} replied`), plainSection(reply)] : []),
    ...(change ? [context(`Has it changed, four weeks after? ${said[change]}.`)] : []),
  ]
}

const outcomeLabels: Record<Outcome, string> = {
  thanked: 'You said thank you.',
  promise: 'You made a promise of it.',
  heard: 'You have heard it.',
}

function controls({ value, outcome, canAskBack }: InboxAnswer): KnownBlock[] {
  const press = (label: string, verb: string) => button(label, `candor.${verb}`, value)
  const promise = press('Make it a promise', 'promise')
  if (outcome) return [context(outcomeLabels[outcome]), ...(outcome === 'promise' ? [] : [actions(promise)])]
  return [
    actions(
      press('Thank', 'thank'),
      ...(canAskBack ? [press('Ask one thing back', 'back')] : []),
      promise,
      press('Heard', 'heard'),
    ),
  ]
}
