/** The words of the ladder: what `why` calls each rung, and the headline of each that says something. */
import { nameOf } from '../../../people/display-name.ts'
import type { Message } from '../../../slack/blocks.ts'
import { formatTimeOfDay, formatDay } from '../../../slack/mrkdwn.ts'
import { localDay } from '../../../time/working-hours.ts'
import type { Commitment } from '../domain/commitment.ts'
import { sideOf } from '../domain/roles.ts'
import type { NudgeRung, RungName } from '../domain/rungs.ts'
import { card, type CardWords } from './card.ts'
import { dueFor, otherName, timeFor, wordsOf, type PromiseView } from './promise-view.ts'
import { weekLines } from './week-line.ts'
import type { WeekLoad } from '../store/week-store.ts'

/** For `why`: "The reminder at the due time: sent Fri 13 Mar 15:00". */
export const rungTitles: Record<RungName, string> = {
  day_before: 'the reminder on the working day before',
  due_day: 'the reminder in the morning of the due day',
  due: 'the reminder at the due time',
  snoozed: 'the reminder that was put off',
  follow_up: 'the follow-up on the working day after',
  slipped: 'word that a promise slipped',
  witness_slip: 'word to the witness that a promise slipped',
  unanswered: 'the reminder of a request without an answer',
  last_call: 'the last question before a promise lapses',
  next_rung: 'the next reminder of a promise is planned',
  past_due: 'the due time',
  lapse: 'a promise of which nobody speaks is asked about, then lapses',
  expire: 'a request that nobody answered passes',
  presume_kept: 'a claim that nobody answered counts as kept',
}

type Words = Pick<CardWords, 'headline' | 'details' | 'state'>

export interface RungFacts {
  /** The rung still says what is so. */
  isTrue: boolean
  /** Of a series: the ones before it that slipped and are open. */
  earlier: readonly Commitment[]
  /** And those after it. */
  later: readonly Commitment[]
  /** Of a request: what else is due in its week. */
  week: WeekLoad | undefined
}
type CardRung = Exclude<NudgeRung, 'witness_slip'>

/** Said while the rung is true; a card that stands is brought up to date with the neutral line below. */
const words: Record<CardRung, (view: PromiseView, what: string, name: string) => Words | undefined> = {
  day_before: (view, what, name) =>
    isAhead(view)
      ? { headline: `Due ${dayWord(view)}, for ${name}: ${what}`, ...withTimeAlone(view) }
      : undefined,
  due_day: (view, what, name) =>
    dayOf(view.promise.due.at, view) === dayOf(view.now, view)
      ? { headline: `Due today: ${what}, for ${name}`, ...withTimeAlone(view) }
      : undefined,
  due: (view, what, name) => {
    if (view.promise.due.at <= view.now) return { headline: `It is time: ${what}, for ${name}` }
    const clock = formatTimeOfDay(view.promise.due.at, view.viewer.hours.zone)
    return { headline: `Due ${dayWord(view)} at ${clock}, outside your hours: ${what}, for ${name}` }
  },
  snoozed: (_, what, name) => ({ headline: `You asked to be reminded: ${what}, for ${name}` }),
  follow_up: (view, what, name) => {
    const { promise, viewer } = view
    return promise.due.at <= view.now
      ? {
          headline: `This was due: ${what}, for ${name}`,
          ...withTimeAlone(view),
          details: [
            promise.proposal
              ? promise.proposal.by === viewer.userId
                ? `${name} has your offer to answer.`
                : `${name} waits for your answer.`
              : `${name} hears that it slipped, unless you say something first.`,
          ],
        }
      : undefined
  },
  slipped: (view, what, name) =>
    view.promise.due.at <= view.now
      ? { headline: `${name}'s promise slipped: ${what}`, state: `It was due ${dueFor(view)}.` }
      : undefined,
  last_call: (_, what) => ({
    headline: `Nobody has spoken of this for two weeks: ${what}`,
    details: ['Close it, move it, or let it go?'],
  }),
  unanswered: (view, what, name) => ({
    headline: `${name} asked for your word on ${formatDay(view.promise.madeAt, view.viewer.hours.zone, view.now)}: ${what}`,
    details: ['Yes, another day and no are all good answers.'],
  }),
}

/** The headline says that it is due, so that the line below says no more than when. */
function withTimeAlone(view: PromiseView): Pick<Words, 'state'> {
  return view.promise.proposal ? {} : { state: `${dueFor(view)}.` }
}

export function rungCard(rung: CardRung, view: PromiseView, facts: RungFacts): Message {
  const said = facts.isTrue ? words[rung](view, wordsOf(view.promise), otherName(view)) : undefined
  return card(view, {
    ...(said
      ? { ...said, details: [...(said.details ?? []), ...besides(rung, facts, view)] }
      : { headline: neutralHeadline(view) }),
    // Its headline says when it was asked for.
    context: said && rung === 'unanswered' ? [] : [madeWords(view)],
  })
}

function besides(rung: CardRung, { earlier, later, week }: RungFacts, view: PromiseView): string[] {
  if (rung === 'unanswered') return week ? weekLines(week, view) : []
  if (rung === 'last_call' && later.length)
    return [`${duesOf(later, 'after', view)} open too; this question is for all of them.`]
  if ((rung !== 'follow_up' && rung !== 'slipped') || !earlier.length) return []
  return [`${duesOf(earlier, 'before', view)} open too.`]
}

/** "The one before it, due Thu 12 Mar 15:00, is" */
export function duesOf(others: readonly Commitment[], where: 'before' | 'after', view: PromiseView): string {
  const dues = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(
    others.map(({ due }) => timeFor(view, due.at)),
  )
  return others.length === 1 ? `The one ${where} it, due ${dues}, is` : `Those ${where} it, due ${dues}, are`
}

/** A reminder whose time is over says whose promise it is, and no more. */
export function neutralHeadline(view: PromiseView): string {
  const what = wordsOf(view.promise)
  const isMine = view.promise.promisor === view.viewer.userId
  return isMine ? `For ${otherName(view)}: ${what}` : `${otherName(view)}'s promise: ${what}`
}

const neverPromised: ReadonlySet<Commitment['state']> = new Set(['requested', 'declined', 'expired'])

function madeWords(view: PromiseView): string {
  const { promise, viewer, people } = view
  const day = formatDay(promise.madeAt, viewer.hours.zone, view.now)
  const isMine = sideOf(promise, viewer.userId) === 'promisor'
  if (neverPromised.has(promise.state)) {
    if (!promise.isOffer)
      return isMine ? `${nameOf(people, promise.promisee)} asked on ${day}` : `You asked on ${day}`
    return isMine ? `You offered it on ${day}` : `${nameOf(people, promise.promisor)} offered it on ${day}`
  }
  return isMine
    ? `You gave your word on ${day}`
    : `${nameOf(people, promise.promisor)} gave their word on ${day}`
}

function isAhead(view: PromiseView): boolean {
  const { promise, now } = view
  return promise.due.at > now && dayOf(promise.due.at, view) !== dayOf(now, view)
}

/** "today", "tomorrow" or "Mon 16 Mar" */
function dayWord(view: PromiseView): string {
  const { promise, viewer, now } = view
  const dueDay = dayOf(promise.due.at, view)
  if (dueDay === dayOf(now, view)) return 'today'
  return dueDay === dayOf(now, view, 1) ? 'tomorrow' : formatDay(promise.due.at, viewer.hours.zone, now)
}

function dayOf(at: Date, { viewer }: PromiseView, plus = 0): string {
  return localDay(at, viewer.hours.zone).add({ days: plus }).toString()
}
