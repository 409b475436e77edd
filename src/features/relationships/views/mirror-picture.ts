/** The mirror as a picture: how my promises ended, column by column, and the same in words. Pure. */
import type { Picture } from '../../../feature.ts'
import { altTextOf } from '../../../pictures/replies.ts'
import { bar, svgCard, label, line, pictureMargin, pictureWidth, type Fill } from '../../../pictures/svg.ts'
import { endedIn, endings, spans, type Ending, type Mirror } from '../domain/mirror.ts'
import { keptOf } from '../domain/tally.ts'
import { endingWords, spanWords } from './mirror.ts'
import { counted, joined } from './names.ts'

const endingFills: Record<Ending, Fill> = {
  kept_on_time: 'solid',
  kept_renegotiated: 'striped',
  kept_late: 'dotted',
  broken: 'hatched',
  lapsed: 'outlined',
}

const height = 348
const plot = { left: 34, right: pictureWidth - pictureMargin, top: 72, bottom: 232 } as const

export function mirrorPicture(mirror: Mirror): Picture {
  const { title } = spanWords[mirror.span]
  return {
    title,
    altText: altText(mirror),
    svg: svgCard(height, [
      label(pictureMargin, 30, title, { size: 17, isBold: true }),
      label(pictureMargin, 51, endedLine(mirror), { size: 13, isSoft: true }),
      ...axis(mirror),
      ...columns(mirror),
      ...legend(mirror),
    ]),
  }
}

function endedLine({ mine }: Mirror): string {
  return `${counted(endedIn(mine), 'promise')} of mine ended, ${keptOf(mine)} kept`
}

/** Whole numbers, at most five of them. */
function axis(mirror: Mirror): string[] {
  const top = topOf(mirror)
  const step = top / Math.min(top, 4)
  const ticks = Array.from({ length: top / step + 1 }, (_, index) => index * step)
  const { label: first, last } = columnWords[mirror.span]
  return [
    ...ticks.flatMap((tick) => [
      line([plot.left, heightOf(tick, top)], [plot.right, heightOf(tick, top)]),
      label(plot.left - 6, heightOf(tick, top) + 4, String(tick), { size: 11, isSoft: true, anchor: 'end' }),
    ]),
    label(plot.left, plot.bottom + 17, first, { size: 11.5, isSoft: true }),
    label(plot.right, plot.bottom + 17, last, { size: 11.5, isSoft: true, anchor: 'end' }),
  ]
}

const columnWords = {
  weeks: { label: '12 weeks ago', last: 'this week' },
  year: { label: 'a year ago, by four weeks', last: 'the last four' },
} as const

/** The end of the axis: at least the highest column, and a number that its steps divide. */
function topOf({ columns: all }: Mirror): number {
  const highest = Math.max(1, ...all.map(sumOf))
  return highest <= 4 ? highest : Math.ceil(highest / 4) * 4
}

function heightOf(count: number, top: number): number {
  return plot.bottom - (count / top) * (plot.bottom - plot.top)
}

function columns(mirror: Mirror): string[] {
  const top = topOf(mirror)
  const slot = (plot.right - plot.left) / mirror.columns.length
  return mirror.columns.flatMap((counts, index) => {
    let below = 0
    return endings.flatMap((ending) => {
      if (!counts[ending]) return []
      const base = heightOf(below, top)
      below += counts[ending]
      const y = heightOf(below, top)
      const box = { x: plot.left + (index + 0.14) * slot, y, width: slot * 0.72, height: base - y }
      return [bar(box, endingFills[ending])]
    })
  })
}

/** Each pattern with its name and how many; two beside one another. */
function legend({ mine }: Mirror): string[] {
  return endings.flatMap((ending, index) => {
    const x = pictureMargin + (index % 2) * 172
    const y = 266 + Math.floor(index / 2) * 25
    return [
      bar({ x, y, width: 18, height: 15 }, endingFills[ending]),
      label(x + 26, y + 12.5, `${endingWords[ending]}: ${mine[ending]}`, { size: 13 }),
    ]
  })
}

function altText(mirror: Mirror): string {
  const { title } = spanWords[mirror.span]
  const { weeks, perColumn } = spans[mirror.span]
  const said = mirror.columns.flatMap((counts, index) => {
    const parts = endings.flatMap((one) => (counts[one] ? [`${counts[one]} ${shortWords[one]}`] : []))
    return parts.length ? [`${whenWords(weeks - (index + 1) * perColumn)}: ${parts.join(', ')}.`] : []
  })
  const totals = endings.map((ending) => `${mirror.mine[ending]} ${shortWords[ending]}`)
  return altTextOf([`${title}. ${endedLine(mirror)}: ${joined(totals)}.`, ...said])
}

/** When a column ends. */
function whenWords(weeksAgo: number): string {
  if (weeksAgo === 0) return 'Now'
  return weeksAgo === 1 ? 'A week ago' : `${weeksAgo} weeks ago`
}

const shortWords: Record<Ending, string> = {
  kept_on_time: 'on time',
  kept_renegotiated: 'at a new time',
  kept_late: 'late',
  broken: 'not kept',
  lapsed: 'lapsed',
}

function sumOf(counts: Record<Ending, number>): number {
  return endings.reduce((sum, ending) => sum + counts[ending], 0)
}
