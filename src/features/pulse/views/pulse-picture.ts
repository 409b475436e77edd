/** A pulse as a picture: a bar of seven points for each statement, its mean beside the one before, and the same in words. Pure. */
import type { Picture } from '../../../feature.ts'
import { altTextOf } from '../../../pictures/replies.ts'
import { svgCard, label, pictureMargin, pictureWidth, toneBar, wrapped } from '../../../pictures/svg.ts'
import { formatDay } from '../../../slack/mrkdwn.ts'
import { points, type ItemResult, type Result } from '../domain/tally.ts'
import { statementsOf } from '../domain/wording.ts'
import type { ResultFacts } from './result-modal.ts'
import { decimal, givenEach } from './spread.ts'

const bar = { left: pictureMargin, right: pictureWidth - 56, height: 20 } as const
/** Characters of a statement in one line: as many of the widest as the bar is long. */
const lineLength = 44
const lineHeight = 15
/** A point is written into its part of a bar where the part is at least so wide. */
const narrowest = 11

export function pulsePicture({ pulse, result, earlier, me, now }: ResultFacts): Picture {
  const before = earlier.at(-1)?.result
  const closed = formatDay(pulse.closedAt!, me.hours.zone, now)
  const title = `The pulse, closed ${closed}`
  const answered = `${result.answers} of ${pulse.asked} answered, the whole ${decimal(result.whole)}`
  const statements = statementsOf(pulse.wording, me.locale)
  const parts: string[] = []
  let y = 84
  for (const [index, item] of result.items.entries()) {
    const lines = wrapped(`${index + 1}. ${statements[index]}`, lineLength)
    parts.push(...lines.map((words, at) => label(pictureMargin, y + at * lineHeight, words, { size: 12 })))
    y += (lines.length - 1) * lineHeight + 7
    parts.push(...itemBar(item, y))
    parts.push(label(pictureWidth - pictureMargin, y + 15, decimal(item.mean), meanStyle))
    if (before)
      parts.push(label(pictureWidth - pictureMargin, y + 30, beforeWords(before, index), beforeStyle))
    y += bar.height + 25
  }
  return {
    title: 'The pulse',
    altText: altText(`${title}, ${answered}`, result, before),
    svg: svgCard(y + 22, [
      label(pictureMargin, 30, title, { size: 17, isBold: true }),
      label(pictureMargin, 51, answered, { size: 13, isSoft: true }),
      label(pictureWidth - pictureMargin, 51, 'mean', { size: 12, isSoft: true, anchor: 'end' }),
      ...parts,
      ...scaleWords.map((words, at) =>
        label(pictureMargin, y - 3 + at * lineHeight, words, { size: 11, isSoft: true }),
      ),
    ]),
  }
}

const meanStyle = { size: 14, isBold: true, anchor: 'end' } as const
const beforeStyle = { size: 10.5, isSoft: true, anchor: 'end' } as const
const scaleWords = [
  'From 1 on the left to 7, the safer side.',
  'Statements 1, 3 and 5 are turned round.',
] as const

/** As wide as many gave it, in the order of the points. */
function itemBar({ spread }: ItemResult, y: number): string[] {
  const answers = spread.reduce((sum, count) => sum + count, 0)
  let x: number = bar.left
  return spread.flatMap((count, index) => {
    if (!count) return []
    const width = ((bar.right - bar.left) * count) / answers
    const tone = index / (points - 1)
    const shape = toneBar({ x, y, width, height: bar.height }, tone)
    const middle = x + width / 2
    x += width
    if (width < narrowest) return [shape]
    const style = { size: 12, isBold: true, isLight: tone > 0.55, anchor: 'middle' } as const
    return [shape, label(middle, y + 14.5, String(index + 1), style)]
  })
}

/** The mean of the last pulse beside which this one may stand. */
function beforeWords({ items }: Result, index: number): string {
  return `before ${decimal(items[index]!.mean)}`
}

function altText(head: string, { items }: Result, before: Result | undefined): string {
  const said = items.map(({ mean, spread }, index) => {
    const trend = before ? ` (${beforeWords(before, index)})` : ''
    return `Statement ${index + 1}: mean ${decimal(mean)}${trend}, ${givenEach(spread).join(', ')}.`
  })
  return altTextOf([`${head}, from 1 to 7, the safer side.`, ...said])
}
