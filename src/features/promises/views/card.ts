/**
 * A promise as a message: a bold line that says what is asked or what happened, one line on where it stands, two to four
 * buttons with the rest in a menu, and a small line for what was agreed besides.
 */
import type { KnownBlock, Overflow } from '@slack/types'
import { actions, button, context, overflow, section, type Message } from '../../../slack/blocks.ts'
import { availableActions, type Verb } from '../domain/available-actions.ts'
import { isClosed } from '../domain/commitment.ts'
import { sideOf } from '../domain/roles.ts'
import { labelOf, primaryVerbs } from './labels.ts'
import { blockquote, bold, type PromiseView } from './promise-view.ts'
import { snoozeMenu } from './snooze.ts'
import { stateLine, termsOf } from './state-line.ts'

export interface CardWords {
  /** One line, without marks. */
  headline: string
  /** What somebody wrote with it. */
  note?: string | undefined
  /** Short sentences below, each a line of its own. */
  details?: readonly string[]
  /** In place of the line on where it stands, where the headline says that. */
  state?: string
  /** Small words for who and why. */
  context?: readonly string[]
  /** `in menu`: without buttons, as the card tells something and asks nothing. */
  withControls?: boolean | 'in menu'
}

export function card(view: PromiseView, words: CardWords): Message {
  const { headline, note, details = [], withControls = true } = words
  const state = words.state ?? stateLine(view)
  const text = [`${bold(headline)}${note ? blockquote(note) : ''}${quoteOf(view)}`, state, ...details]
  const small = [...(words.context ?? []), ...termsOf(view), ...linkOf(view)]
  return {
    text: `${headline} ${state}`,
    blocks: [
      section(text.filter(Boolean).join('\n'), withControls ? menuOf(view, withControls) : undefined),
      ...(small.length ? [context(small.join(' · '))] : []),
      ...(withControls === true ? controls(view) : []),
    ],
  }
}

/** The message that it came from, unless the promise says it word for word. */
function quoteOf({ promise, viewer }: PromiseView): string {
  const { sourceQuote, what } = promise
  const isShown = sourceQuote && sourceQuote.trim() !== what.trim() && sideOf(promise, viewer.userId)
  return isShown ? blockquote(sourceQuote, 300) : ''
}

function linkOf({ promise, viewer }: PromiseView): string[] {
  const isShown = promise.sourceLink && sideOf(promise, viewer.userId)
  return isShown ? [`<${promise.sourceLink}|The message it came from>`] : []
}

/** The buttons of what is most likely done next. */
export function controls(view: PromiseView): KnownBlock[] {
  const { promise, viewer, now } = view
  const { buttons, canSnooze } = availableActions(promise, viewer.userId, now)
  const elements = [
    ...buttons.map((verb) =>
      button(labelOf(verb, view), `promises.${verb}`, promise.id, {
        ...(primaryVerbs.has(verb) && { style: 'primary' }),
      }),
    ),
    ...(canSnooze ? [snoozeMenu(promise.id)] : []),
  ]
  return elements.length ? [actions(...elements)] : []
}

/** Options that Slack allows in one overflow menu. */
const mostOptions = 5

export interface MenuOptions {
  /** What has a button of its own; by default as `controls` does it. */
  shown?: readonly Verb[]
  /** A message outlives the ten minutes in which its maker may change it or take it back. */
  isLasting?: boolean
}

/** A small menu with everything that has no button, and the history. */
export function moreMenu(view: PromiseView, { shown, isLasting = false }: MenuOptions = {}): Overflow {
  const { promise, viewer, now } = view
  const { buttons, menu } = availableActions(promise, viewer.userId, now)
  const hidden = new Set<Verb>([...(shown ?? buttons), ...(isLasting ? (['change', 'undo'] as const) : [])])
  const verbs = [...buttons, ...menu].filter((verb) => !hidden.has(verb))
  return overflow('promises.more', [
    ...verbs.slice(0, mostOptions - 1).map((verb) => [labelOf(verb, view), `${verb}:${promise.id}`] as const),
    ['History', `history:${promise.id}`],
  ])
}

function menuOf(view: PromiseView, place: true | 'in menu'): Overflow | undefined {
  const isOpenToSide = sideOf(view.promise, view.viewer.userId) !== undefined && !isClosed(view.promise)
  const shown = place === 'in menu' && { shown: [] }
  return isOpenToSide ? moreMenu(view, { isLasting: true, ...shown }) : undefined
}
