/** How a figure is stated: several runs in turn, the median of their ratios, and the aim beside it. */

export interface Figure {
  name: string
  /** The ratio of each pair of runs. */
  ratios: readonly number[]
  /** Absent = the figure is printed without a verdict. */
  aim?: { atLeast: number } | { atMost: number }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return Number.NaN
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Every figure that this run has printed. */
const printed: Figure[] = []

export function printFigure(figure: Figure): void {
  printed.push(figure)
  const { name, ratios, aim } = figure
  const middle = median(ratios)
  const runs = `runs: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}`
  if (!aim) return print(`         ${middle.toFixed(2)}  ${name} (${runs})`)
  const isMet = 'atLeast' in aim ? middle >= aim.atLeast : middle <= aim.atMost
  print(`  ${isMet ? 'met  ' : 'short'}  ${middle.toFixed(2)}  ${name} (aim: ${wordsOf(aim)}; ${runs})`)
}

/** What was printed, as a table of Markdown. */
export function figureTable(figures: readonly Figure[] = printed): string {
  const rows = figures.map(({ name, ratios, aim }) => {
    const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2))
    return `| ${name} | ${median(ratios).toFixed(2)} | ${least}–${most} | ${aim ? wordsOf(aim) : ''} |`
  })
  return ['| figure | median | from–to | aim |', '|---|---|---|---|', ...rows].join('\n')
}

function wordsOf(aim: NonNullable<Figure['aim']>): string {
  return 'atLeast' in aim ? `at least ${aim.atLeast}` : `at most ${aim.atMost}`
}
