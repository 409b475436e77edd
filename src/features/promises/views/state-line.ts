/** What is true of a promise now, in one line for its viewer, and what else both sides agreed on. */
import { nameOf } from '../../../people/display-name.ts'
import { escape } from '../../../slack/mrkdwn.ts'
import { hasSlipped, isClosed, isWithinGrace, leavesDueOpen, type Commitment } from '../domain/commitment.ts'
import { roleOf } from '../domain/roles.ts'
import { outcomeOf, saidDoneAt } from '../domain/outcome.ts'
import { isOfWords } from '../domain/renegotiation.ts'
import { isLastOfSeries } from '../domain/series.ts'
import { dueFor, otherName, quoted, timeFor, type PromiseView } from './promise-view.ts'
import { ruleInWords } from '../../../time/due-date/index.ts'

export function stateLine(view: PromiseView): string {
  const { promise } = view
  switch (promise.state) {
    case 'requested':
      if (promise.isOffer) return withOffer(offerLine(view), view) || offerLine(view)
      // Whoever is asked knows that they have not answered.
      return (
        withOffer(`Asked for by ${dueFor(view)}.`, view) ||
        (promise.promisor === view.viewer.userId
          ? `Asked for by ${dueFor(view)}.`
          : `Asked for by ${dueFor(view)}; no answer yet.`)
      )
    case 'open':
      return withOffer(dueLine(view), view) || dueLine(view)
    case 'claimed':
      return claimedLine(view)
    case 'kept':
      return keptLine(view)
    default:
      return closedLine(view, promise.state)
  }
}

/** Of an offer: whose yes makes it a promise, and by when it would be done. */
export function offerLine(view: PromiseView): string {
  const { promise, viewer } = view
  if (isClosed(promise)) return dueLine(view)
  const isMine = promise.promisor === viewer.userId
  const taker = isMine ? otherName(view) : 'you'
  const says = isMine ? 'says' : 'say'
  return leavesDueOpen(promise)
    ? `Nothing is promised unless ${taker} ${says} yes, and by when.`
    : `Due ${dueFor(view)}, if ${taker} ${says} yes.`
}

/** The due time in a sentence, with the word when it has slipped. */
export function dueLine(view: PromiseView): string {
  const { promise, now } = view
  if (leavesDueOpen(promise)) return ''
  if (isClosed(promise)) return `${wasDue(promise)} ${dueFor(view)}.`
  const isLate = hasSlipped(promise, now) && !isWithinGrace(promise, now)
  return isLate ? `Slipped: it was due ${dueFor(view)}.` : `Due ${dueFor(view)}.`
}

/** What was never promised was due at no time. */
function wasDue({ state, isOffer }: Commitment): string {
  if (state !== 'declined' && state !== 'expired') return 'It was due'
  return isOffer ? 'It was offered for' : 'It was asked for by'
}

/** The due time, and when it was said to be done. */
export function claimLine(view: PromiseView): string {
  const { promise } = view
  return `Due ${dueFor(view)}, said done ${timeFor(view, saidDoneAt(promise))}.`
}

function claimedLine(view: PromiseView): string {
  const { promise, viewer } = view
  const said = timeFor(view, saidDoneAt(promise))
  return roleOf(promise, viewer.userId) === 'promisor'
    ? `Done, you said, ${said}; ${otherName(view)} has not answered yet.`
    : `Done, says ${nameOf(view.people, promise.promisor)}, ${said}.`
}

function keptLine(view: PromiseView): string {
  const { promise } = view
  const late = outcomeOf(promise) === 'kept late' ? ', late' : ''
  const presumed = promise.confirmed === false ? ' (nobody said otherwise)' : ''
  return `Kept${late}${presumed}, ${timeFor(view, saidDoneAt(promise))}.`
}

type EndState = Exclude<Commitment['state'], 'requested' | 'open' | 'claimed' | 'kept'>

const endWords: Record<EndState, string> = {
  broken: 'It could not be kept',
  released: 'Let go',
  withdrawn: 'Taken back',
  declined: 'Declined',
  expired: 'Passed without an answer',
  lapsed: 'Lapsed, as nobody spoke of it',
}

function closedLine(view: PromiseView, state: EndState): string {
  const { closedAt } = view.promise
  return closedAt ? `${endWords[state]}, ${timeFor(view, closedAt)}.` : `${endWords[state]}.`
}

/** With the time, or the words, that one side offers; empty where nobody does. */
function withOffer(line: string, view: PromiseView): string {
  const { promise, viewer } = view
  const { proposal } = promise
  if (!proposal) return ''
  const time = timeFor(view, new Date(proposal.dueAt))
  const by = proposal.by === viewer.userId ? 'You' : otherName(view)
  if (isOfWords(promise)) return `${line} ${by} asked for other words.${otherWords(view)}`
  const offer =
    promise.state === 'requested' ? `${by} offered ${time}.` : `${by} asked to move it to ${time}.`
  return `${line} ${offer}${otherWords(view)}`
}

/** The words in which a counter would be promised; empty where they stay. */
export function otherWords({ promise }: PromiseView): string {
  const what = promise.proposal?.what
  return what ? `\nIt would be promised in these words: ${quoted({ what })}` : ''
}

/** What else both sides agreed on: the why, the goal, the repeating, the witness. */
export function termsOf(view: PromiseView): string[] {
  const { promise } = view
  return [
    promise.why ? `Why: ${escape(promise.why)}` : '',
    promise.goal ? `Goal: ${escape(promise.goal)}` : '',
    promise.series ? seriesWords(view) : '',
    witnessWords(view),
  ].filter(Boolean)
}

function witnessWords({ promise, viewer, people }: PromiseView): string {
  const { witness, witnessState } = promise
  if (!witness || witnessState === 'no' || witness === viewer.userId) return ''
  if (witnessState === 'yes') return `Witness: ${nameOf(people, witness)}`
  // Nobody is asked any more about what has ended.
  return isClosed(promise) ? '' : `Asked to be the witness: ${nameOf(people, witness)}`
}

/** The rule in words, and why it has ended where it has. */
function seriesWords({ promise, viewer, people, now }: PromiseView): string {
  const series = promise.series!
  const rule = ruleInWords(series.recurs, now, series.zone)
  const zone = series.zone === viewer.hours.zone ? '' : ` (${series.zone})`
  const said = `Repeats ${rule}${zone}`
  if (series.stoppedBy === viewer.userId) return 'Repeats no more: you ended it'
  if (series.stoppedBy) return `Repeats no more: ${nameOf(people, series.stoppedBy)} ended it`
  // What ended it otherwise has closed all that was open; how this one ended stands above.
  if (series.stopped)
    return isClosed(promise)
      ? 'Repeats no more'
      : 'Repeats no more: one of these lapsed, as nobody spoke of it'
  return isLastOfSeries(promise) ? `${said}; this is the last one` : said
}
