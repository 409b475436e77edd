/** Jest's reporter: names the ten slowest suites at the end of a whole run. */
import path from 'node:path'

const named = 10

export default class SlowestSuites {
  onRunComplete(_, { testResults }) {
    if (testResults.length <= named) return
    const slowest = testResults.toSorted((a, b) => b.perfStats.runtime - a.perfStats.runtime).slice(0, named)
    const lines = slowest.map(
      ({ perfStats, testFilePath }) =>
        `${(perfStats.runtime / 1000).toFixed(1).padStart(7)} s  ${path.relative(process.cwd(), testFilePath)}\n`,
    )
    process.stderr.write(`\nThe slowest suites:\n${lines.join('')}`)
  }
}
