/** Whether a promise that repeats goes on after its last three slipped. */
import { actions, button, type Message } from '../../../slack/blocks.ts'
import type { Commitment } from '../domain/commitment.ts'
import { card } from './card.ts'
import { timeFor, wordsOf, type PromiseView } from './promise-view.ts'
import { neutralHeadline } from './rung-words.ts'
import { dueLine } from './state-line.ts'

/** The last three of a series slipped. */
export function seriesQuestionCard(view: PromiseView, slipped: readonly Commitment[]): Message {
  const dues = slipped.map(({ due }) => timeFor(view, due.at))
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(dues)
  const { id } = view.promise
  const message = card(view, {
    headline: `The last ${slipped.length} of these slipped: ${wordsOf(view.promise)}`,
    state: `They were due ${list}.`,
    details: ['No next one opens until one of you says so. Shall it go on?'],
    withControls: false,
  })
  const answers = actions(
    button('Go on', 'promises.go_on', id, { style: 'primary' }),
    button('Stop repeating', 'promises.stop_series', id),
  )
  return { ...message, blocks: [...message.blocks, answers] }
}

export function settledSeriesCard(view: PromiseView): Message {
  return card(view, { headline: neutralHeadline(view), state: dueLine(view), withControls: false })
}
