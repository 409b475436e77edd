/**
 * `npm run measure`: how the code is laid out, in figures; ends with 1 where one is missed. With `--page` it draws the picture
 * in docs/architecture.md anew and writes the figures there.
 */
import { figures, roomFigures, type Figure } from './measure/figures.ts'
import { writePage } from './measure/picture.ts'
import { readSources } from './measure/sources.ts'

const sources = readSources()
const found = figures(sources)
const missed = found.filter((figure) => figure.found > figure.most)
if (process.argv.includes('--page')) writePage(sources, `${figureTable(found)}\n`)
process.stdout.write(`${roomTable()}\n\n${figureTable(found)}\n${missed.map(listOf).join('')}`)
process.exitCode = missed.length ? 1 : 0

function roomTable(): string {
  return tableOf(
    ['room', 'files', 'p90 lines', 'functions', 'p90 lines', 'longest'],
    roomFigures(sources).map(({ room, files, fileP90, functions, functionP90, functionMax }) =>
      [room, files, fileP90, functions, functionP90, functionMax].map(String),
    ),
  )
}

function figureTable(rows: readonly Figure[]): string {
  return tableOf(
    ['figure', 'found', 'at most', ''],
    rows.map((one) => [one.name, `${one.found}`, `${one.most}`, one.found > one.most ? 'missed' : 'met']),
  )
}

function listOf({ name, which }: Figure): string {
  return `\n${name}:\n${which.map((one) => `  ${one}\n`).join('')}`
}

function tableOf(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)))
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join(
    '\n',
  )
}
