/** Once a week, in one message: what was due and is still open, and, as a number, what silence has closed. */
import { nameOf } from '../../../people/display-name.ts'
import { context, section, type Message } from '../../../slack/blocks.ts'
import { hasSlipped, isClosed } from '../domain/commitment.ts'
import { bold, brief, timeFor, wordsOf, type PromiseView } from './promise-view.ts'
import { stateLine } from './state-line.ts'

export interface WeeklyWords {
  views: readonly PromiseView[]
  /** Slipped promises beyond those that are named. */
  more: number
  /** Promises that three working days without a word have closed since a week. */
  presumed: number
}

/** What is closed by now stays as a struck line, so that no message is emptied afterwards. */
export function weeklyMessage({ views, more, presumed }: WeeklyWords): Message {
  const head = views.length ? 'What was due and is still open:' : 'Your week of promises:'
  const lines = [
    ...together(views).map(weeklyLine),
    ...(more > 0 ? [`And ${more} more in App Home.`] : []),
    ...(presumed > 0 ? [presumedLine(presumed)] : []),
  ]
  return {
    text: head,
    blocks: [
      section([bold(head), ...lines].join('\n')),
      context('What can be done about each stands in App Home.'),
    ],
  }
}

/** Occurrences of one series that slipped stand in one line, at the place of the first. */
function together(views: readonly PromiseView[]): PromiseView[][] {
  const lines = new Map<string, PromiseView[]>()
  for (const view of views) {
    const { id, series } = view.promise
    const key = series && hasSlipped(view.promise, view.now) ? series.id : id
    lines.set(key, [...(lines.get(key) ?? []), view])
  }
  return [...lines.values()]
}

/** In the reader's own zone alone: a line has no room for two. */
function weeklyLine(alike: readonly PromiseView[]): string {
  const whole = alike[0]!
  const view = { ...whole, promise: brief(whole.promise) }
  const { promise, people, now } = view
  const what = wordsOf(promise)
  const line = `${what}, for ${nameOf(people, promise.promisee)}`
  if (isClosed(promise)) return `• ~${line.replaceAll('~', '∼')}~ ${stateLine(view)}`
  const dues = new Intl.ListFormat('en-GB').format(alike.map((one) => timeFor(view, one.promise.due.at)))
  return hasSlipped(promise, now)
    ? `• ${bold(what)}, for ${nameOf(people, promise.promisee)}, was due ${dues}`
    : `• ${bold(what)}, for ${nameOf(people, promise.promisee)}. ${stateLine(view)}`
}

function presumedLine(count: number): string {
  return count === 1
    ? 'One promise was counted as kept, as nobody said otherwise.'
    : `${count} promises were counted as kept, as nobody said otherwise.`
}
