/** A reporter of Jest: writes what came of the fault runs into docs/figures.md. */
import type { AggregatedResult, Config, TestContext } from '@jest/reporters'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { blockOf, withBlock } from '../../scripts/page-block.ts'
import { root } from '../../scripts/measure/sources.ts'

const page = path.join(root, 'docs/figures.md')
const block = 'npm run test:faults'
const head = '| file | run | result | seconds |\n|---|---|---|---|'

interface Outcome {
  file: string
  run: string
  result: string
  seconds: number
}

/** Jest calls it by `new`. */
export default function reportFaults(config: Config.GlobalConfig) {
  return {
    onRunComplete(_: Set<TestContext>, results: AggregatedResult) {
      // Of a part of a file nothing can be said of the rest.
      if (config.testNamePattern) return
      const text = readFileSync(page, 'utf8')
      writeFileSync(
        page,
        withBlock(text, block, mergeOutcomes(blockOf(text, block) ?? '', outcomesOf(results))),
      )
    },
  }
}

/** The rows of files that ran are written anew, and those of others stay. */
export function mergeOutcomes(written: string, outcomes: readonly Outcome[]): string {
  const ran = new Set(outcomes.map(({ file }) => file))
  const kept = written
    .split('\n')
    .filter((row) => /^\| [\w-]+\.\w+ \|/.test(row) && !ran.has(row.split(' ')[1]!))
  const rows = outcomes.map(
    ({ file, run, result, seconds }) =>
      `| ${file} | ${run.replaceAll('|', '\\|')} | ${result} | ${seconds} |`,
  )
  return [head, ...[...kept, ...rows].toSorted()].join('\n')
}

function outcomesOf({ testResults }: AggregatedResult): Outcome[] {
  return testResults.flatMap(({ testFilePath, testResults: runs }) =>
    runs
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status, duration }) => ({
        // Without its last ending: delivery.faults, start-and-stop.test.
        file: path.basename(testFilePath, '.ts'),
        run: fullName,
        result: status,
        seconds: Math.round((duration ?? 0) / 1000),
      })),
  )
}
