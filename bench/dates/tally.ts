/** How the answers of several readers to the same cases are counted. */
import { BY_CONVENTION, judgePhrase, type PhraseCase, type SentenceCase } from './score.ts'

/** One answer: local due time or nothing, and the promise's own words. */
export interface Answer {
  local: string | null
  what: string
  recurs?: string
}

export interface Tally {
  cases: number
  dated: number
  due: number
  both: number
  /** A due time that is not the one meant, or where none was. */
  wrong: number
  refused: number
}

export function tallySentences(cases: readonly SentenceCase[], read: (one: SentenceCase) => Answer): Tally {
  const dated = cases.filter(({ due }) => due !== null).length
  const tally: Tally = { cases: cases.length, dated, due: 0, both: 0, wrong: 0, refused: 0 }
  for (const one of cases) {
    const answer = read(one)
    const isRule = one.recurs === undefined || answer.recurs === undefined || answer.recurs === one.recurs
    const isDue = answer.local === one.due && isRule
    if (answer.local !== null && !isDue) tally.wrong += 1
    if (one.due === null) tally.refused += answer.local === null ? 1 : 0
    else {
      tally.due += isDue ? 1 : 0
      tally.both += isDue && answer.what === one.what ? 1 : 0
    }
  }
  return tally
}

export interface PhraseTally {
  /** Of the cases that the conventions do not contradict. */
  counted: number
  right: number
  wrong: number
  refused: number
}

export function tallyPhrases(
  cases: readonly PhraseCase[],
  read: (one: PhraseCase) => Date | undefined,
  onMiss: (one: PhraseCase, verdict: string) => void = () => {},
): PhraseTally {
  const tally: PhraseTally = { counted: 0, right: 0, wrong: 0, refused: 0 }
  for (const one of cases) {
    if (BY_CONVENTION[one.phrase] !== undefined) continue
    const verdict = judgePhrase(one, read(one))
    tally.counted += 1
    tally[verdict] += 1
    if (verdict !== 'right') onMiss(one, verdict)
  }
  return tally
}

export function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${part}/${whole} (${((100 * part) / whole).toFixed(1)} %)`
}

/** A table in columns, for a terminal and for a page. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`
  process.stdout.write(`\n${line(head)}${line(widths.map((width) => '-'.repeat(width)))}`)
  for (const row of rows) process.stdout.write(line(row))
}
