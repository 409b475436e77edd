/** `npm run measure`: how the code is laid out, in figures; ends with 1 where one is missed. */
import { figures, roomFigures } from './measure/figures.ts'
import { readSources } from './measure/sources.ts'

const sources = readSources()
process.exitCode = report()

function report(): number {
  const found = figures(sources)
  const missed = found.filter((figure) => figure.found > figure.most)
  const lines = [
    ...tableOf(
      ['room', 'files', 'p90 lines', 'functions', 'p90 lines', 'longest'],
      roomFigures(sources).map(({ room, files, fileP90, functions, functionP90, functionMax }) =>
        [room, files, fileP90, functions, functionP90, functionMax].map(String),
      ),
    ),
    '',
    ...tableOf(
      ['figure', 'found', 'at most', ''],
      found.map((one) => [one.name, `${one.found}`, `${one.most}`, one.found > one.most ? 'missed' : 'met']),
    ),
    ...missed.flatMap(({ name, which }) => ['', `${name}:`, ...which.map((one) => `  ${one}`)]),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  return missed.length ? 1 : 0
}

function tableOf(head: string[], rows: string[][]): string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)))
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)]
}
