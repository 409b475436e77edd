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

export function printFigure({ name, ratios, aim }: Figure): void {
  const middle = median(ratios)
  const runs = `runs: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}`
  if (!aim) return print(`         ${middle.toFixed(2)}  ${name} (${runs})`)
  const isMet = 'atLeast' in aim ? middle >= aim.atLeast : middle <= aim.atMost
  const wanted = 'atLeast' in aim ? `at least ${aim.atLeast}` : `at most ${aim.atMost}`
  print(`  ${isMet ? 'met  ' : 'short'}  ${middle.toFixed(2)}  ${name} (aim: ${wanted}; ${runs})`)
}
