/** Between us as a picture: what each of the two gave, side by side, and the same in words. Pure. */
import type { Picture } from '../../../feature.ts'
import { altTextOf } from '../../../pictures/replies.ts'
import { bar, svgCard, drawableName, label, pictureMargin, pictureWidth } from '../../../pictures/svg.ts'
import { keptOf, type Tally } from '../domain/tally.ts'
import type { BetweenView, SideView } from './between.ts'

const rows = [
  { title: 'Promises kept', countOf: keptOf },
  { title: 'Signed answers given', countOf: (tally: Tally) => tally.heard },
  { title: 'Thanks given', countOf: (tally: Tally) => tally.thanked },
] as const

/** Of one row: its title and two bars. */
const rowHeight = 74
const top = 66
const bars = { left: 120, right: pictureWidth - 44, height: 19 } as const

export function betweenPicture({ me, other }: BetweenView): Picture {
  const name = drawableName(other.person.displayName, 13, 'Your colleague')
  const title = `Between you and ${drawableName(other.person.displayName, 16, 'your colleague')}`
  const most = Math.max(1, ...rows.flatMap(({ countOf }) => [countOf(me.tally), countOf(other.tally)]))
  return {
    title: `Between you and ${other.person.displayName}`,
    altText: altText(me, other),
    svg: svgCard(top + rows.length * rowHeight + 8, [
      label(pictureMargin, 30, title, { size: 16, isBold: true }),
      label(pictureMargin, 51, 'The last thirteen weeks', { size: 13, isSoft: true }),
      ...rows.flatMap(({ title: what, countOf }, index) => {
        const y = top + index * rowHeight
        return [
          label(pictureMargin, y + 16, what, { size: 13, isBold: true }),
          ...side({ y: y + 23, who: 'You', count: countOf(me.tally), fill: 'solid' }, most),
          ...side({ y: y + 45, who: name, count: countOf(other.tally), fill: 'striped' }, most),
        ]
      }),
    ]),
  }
}

interface Side {
  y: number
  who: string
  count: number
  fill: 'solid' | 'striped'
}

function side({ y, who, count, fill }: Side, most: number): string[] {
  const width = ((bars.right - bars.left) * count) / most
  return [
    label(pictureMargin, y + 14, who, { size: 13 }),
    ...(count ? [bar({ x: bars.left, y, width, height: bars.height }, fill)] : []),
    label(bars.left + width + 7, y + 14, String(count), { size: 13 }),
  ]
}

function altText(me: SideView, other: SideView): string {
  const said = rows.map(
    ({ title, countOf }) =>
      `${title}: you ${countOf(me.tally)}, ${other.person.displayName} ${countOf(other.tally)}.`,
  )
  return altTextOf([`Between you and ${other.person.displayName}, the last thirteen weeks.`, ...said])
}
