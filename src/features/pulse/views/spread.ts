/** How often each point was given: as bars, and the same in words. Pure. */
import { capitalize } from '../../../slack/mrkdwn.ts'
import { points } from '../domain/tally.ts'

const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const
/** Characters of a column: 28 in all, which a phone shows in one line. */
const width = 4

/** Three lines of one width: the points, their bars, and how many gave each. Told apart by height and number, not by colour. */
export function bars(spread: readonly number[]): string {
  const most = Math.max(...spread, 1)
  const lines = [
    Array.from({ length: points }, (_, index) => String(index + 1)),
    spread.map((count) => (count ? heights[Math.ceil((count / most) * heights.length) - 1]! : '·')),
    spread.map((count) => String(count)),
  ]
  return lines
    .map((cells) =>
      cells
        .map((cell) => cell.padEnd(width))
        .join('')
        .trimEnd(),
    )
    .join('\n')
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** "One gave 3, two gave 5 and four gave 6." */
export function inWords(spread: readonly number[]): string {
  return `${capitalize(list.format(givenEach(spread)))}.`
}

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** How many gave each point that was given; the people in words, beside points in figures: "one gave 1". */
export function givenEach(spread: readonly number[]): string[] {
  return spread.flatMap((count, index) => (count ? [`${numbers[count - 1] ?? count} gave ${index + 1}`] : []))
}

/** "5.1", of 51 tenths. */
export function decimal(tenths: number): string {
  return (tenths / 10).toFixed(1)
}
