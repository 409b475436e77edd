/** What a witness reads: the asking, the slip and the outcome, nothing between. */
import { nameOf } from '../../../people/display-name.ts'
import { textMessage, type Message } from '../../../slack/blocks.ts'
import { isClosed } from '../domain/commitment.ts'
import { card } from './card.ts'
import { wordsOf, type PromiseView } from './promise-view.ts'

/** `isLatest`: the outcome is told by the newest message alone; those before it only stay true. */
export function witnessCard(view: PromiseView, { isLatest }: { isLatest: boolean }): Message {
  const { promise, people } = view
  const promisor = nameOf(people, promise.promisor)
  const between = `${promisor}'s promise to ${nameOf(people, promise.promisee)}`
  const what = wordsOf(promise)
  if (promise.witnessState === 'yes') {
    const isOutcome = isClosed(promise) && isLatest
    const headline = isOutcome
      ? `How ${between} ended: ${what}`
      : `You are the witness of ${between}: ${what}`
    // The one line that they may say is said at the slip.
    return card(view, { headline, withControls: false })
  }
  if (promise.witnessState === 'asked' && !isClosed(promise))
    return card(view, {
      headline: `${promisor} promised ${nameOf(people, promise.promisee)}: ${what}`,
      details: [
        `${promisor} asks you to be the witness. You would hear how it ends, and once if it slips; nothing else.`,
      ],
    })
  return textMessage(`${promisor} had asked you to be a witness. Nothing is asked of you any more.`)
}

export function witnessSlipCard(view: PromiseView): Message {
  const { promise, people, now } = view
  if (isClosed(promise) || promise.due.at > now || promise.witnessState !== 'yes')
    return witnessCard(view, { isLatest: false })
  const between = `${nameOf(people, promise.promisor)}'s promise to ${nameOf(people, promise.promisee)}`
  return card(view, { headline: `${between} slipped: ${wordsOf(promise)}` })
}
