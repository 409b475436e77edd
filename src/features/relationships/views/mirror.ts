/** The mirror: my own weeks, in words first, for my eyes alone. Pure. */
import type { KnownBlock, ModalView } from '@slack/types'
import type { Currency } from '../../../people/currency.ts'
import { nameOf } from '../../../people/display-name.ts'
import type { People } from '../../../people/person.ts'
import { pictureLabel } from '../../../pictures/replies.ts'
import { actions, button, context, section } from '../../../slack/blocks.ts'
import {
  endedIn,
  endings,
  isEmpty,
  type Ending,
  type Mirror,
  type MirrorSpan,
  type Valued,
} from '../domain/mirror.ts'
import { keptOf, type Tally } from '../domain/tally.ts'
import { textBars } from './bars.ts'
import { counted, joined, times } from './names.ts'
import { modal } from '../../../slack/modal.ts'

export const mirrorTitle = 'My mirror'

export const spanWords: Record<
  MirrorSpan,
  { title: string; within: string; other: MirrorSpan; label: string }
> = {
  weeks: {
    title: 'My last twelve weeks',
    within: 'these twelve weeks',
    other: 'year',
    label: 'The whole year',
  },
  year: { title: 'My last year', within: 'this year', other: 'weeks', label: 'The last twelve weeks' },
}

export const endingWords: Record<Ending, string> = {
  kept_on_time: 'Kept on time',
  kept_renegotiated: 'Kept, new time',
  kept_late: 'Kept late',
  broken: 'Not kept',
  lapsed: 'Lapsed',
}

/** `said` stands on top: what became of a picture that was asked for. */
export function mirrorModal(mirror: Mirror, people: People, said?: string): ModalView {
  const { title, other, label } = spanWords[mirror.span]
  const hasBars = endedIn(mirror.mine) > 0
  const blocks: KnownBlock[] = [
    ...(said ? [section(said)] : []),
    section([`*${title}*`, ...mirrorWords(mirror, people)].join('\n')),
    ...(hasBars ? [section(barsOf(mirror))] : []),
    actions(
      ...(hasBars ? [button(pictureLabel, 'relationships.mirror_picture', mirror.span)] : []),
      button(label, 'relationships.mirror', other),
    ),
    context('Only you see this. It is never sent by itself, and sets you beside nobody.'),
  ]
  return modal({ id: 'relationships.mirror', title: mirrorTitle, blocks })
}

function barsOf({ mine }: Mirror): string {
  return textBars(endings.map((ending) => ({ label: endingWords[ending], count: mine[ending] })))
}

/** Whole sentences, one a line. */
function mirrorWords(mirror: Mirror, people: People): string[] {
  const { mine, span } = mirror
  if (isEmpty(mirror))
    return [
      `Nothing has ended in ${spanWords[span].within} yet. This fills as promises end and answers come.`,
    ]
  return [
    ...endingSentences(mine),
    ...moveSentences(mine),
    ...candorSentences(mirror),
    ...valuedSentences(mirror.valued, people),
  ]
}

function endingSentences(mine: Tally): string[] {
  const ended = endedIn(mine)
  if (!ended) return ['None of your promises ended in this time.']
  const kept = keptOf(mine)
  const how = [
    ...(mine.kept_on_time ? [`${mine.kept_on_time} on time`] : []),
    ...(mine.kept_renegotiated ? [`${mine.kept_renegotiated} at a new time that you had agreed`] : []),
    ...(mine.kept_late ? [`${mine.kept_late} late`] : []),
  ]
  const lines = [`${counted(ended, 'promise')} of yours ended.`]
  const [only, ...others] = how
  if (only) lines.push(others.length ? `You kept ${kept}: ${joined(how)}.` : `You kept ${only}.`)
  if (mine.broken)
    lines.push(`Of ${mine.broken} you said that ${mine.broken === 1 ? 'it' : 'they'} could not be kept.`)
  if (mine.lapsed)
    lines.push(`${mine.lapsed} ended with nobody speaking of ${mine.lapsed === 1 ? 'it' : 'them'}.`)
  // Nothing but what one can do: where little was kept in time, what would count as kept.
  if (mine.broken + mine.lapsed + mine.kept_late > mine.kept_on_time + mine.kept_renegotiated)
    lines.push('Another time that is agreed before the due time counts here as kept, at a new time.')
  return lines
}

function moveSentences({ moved_before: before, moved_after: after }: Tally): string[] {
  if (!before && !after) return []
  const when = [
    ...(before ? [`${times(before)} before it was due`] : []),
    ...(after ? [`${times(after)} after`] : []),
  ]
  return [`Another time was agreed because you asked: ${joined(when)}.`]
}

function candorSentences({ mine, toMe }: Mirror): string[] {
  const lines: string[] = []
  if (mine.asked) {
    const heard = toMe.heard ? counted(toMe.heard, 'signed answer') : 'no signed answer'
    const acted = toMe.acted_on ? [`made a promise out of ${toMe.acted_on}`] : []
    lines.push(`You ${joined([`asked for candor ${times(mine.asked)}`, `heard ${heard}`, ...acted])}.`)
  }
  if (mine.answered) lines.push(`You gave ${counted(mine.answered, 'signed answer')}.`)
  return lines
}

/** Colleagues named in it; of the others only how many. */
const mostNamed = 5

function valuedSentences(valued: readonly Valued[], people: People): string[] {
  const lines = valued.slice(0, mostNamed).map((one) => `${nameOf(people, one.by)} ${valuedWords(one)}.`)
  const more = valued.length - mostNamed
  return more > 0 ? [...lines, `${counted(more, 'more colleague')} thanked you.`] : lines
}

function valuedWords({ thanks, currencies }: Valued): string {
  const worth = currencies.map(([currency, count]) => `${currencyNames[currency]} ${times(count)}`)
  return `thanked you ${times(thanks)}${worth.length ? `, and valued ${joined(worth)}` : ''}`
}

export const currencyNames: Record<Currency, string> = {
  inspiration: 'the larger purpose',
  task: 'the work done',
  position: 'the standing it gave',
  relationship: 'being backed',
  personal: 'what it meant personally',
}
