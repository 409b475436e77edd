/** Once a week, in one message: what was due and is still open, and, as a number, what silence has closed. */
import { nameOf } from '../../../people/display-name.ts'
import { context, section, type Message } from '../../../slack/blocks.ts'
import { isClosed } from '../domain/commitment.ts'
import { bold, brief, dueFor, wordsOf, type PromiseView } from './promise-view.ts'
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
    ...views.map(weeklyLine),
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

function weeklyLine(whole: PromiseView): string {
  const view = { ...whole, promise: brief(whole.promise) }
  const { promise, people, now } = view
  const what = wordsOf(promise)
  const line = `${what}, for ${nameOf(people, promise.promisee)}`
  if (isClosed(promise)) return `• ~${line.replaceAll('~', '∼')}~ ${stateLine(view)}`
  return promise.state === 'open' && promise.due.at <= now
    ? `• ${bold(what)}, for ${nameOf(people, promise.promisee)}, was due ${dueFor(view)}`
    : `• ${bold(what)}, for ${nameOf(people, promise.promisee)}. ${stateLine(view)}`
}

function presumedLine(count: number): string {
  return count === 1
    ? 'One promise was counted as kept, as nobody said otherwise.'
    : `${count} promises were counted as kept, as nobody said otherwise.`
}
