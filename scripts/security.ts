/**
 * Runs the attacks at full size and prints what got through, beside what gets through with the guard taken out; the table
 * stands in docs/security.md between its two marks.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const suites = [
  'test/app/receiver.test.ts',
  'test/app/organisations.test.ts',
  'test/contracts/canary.test.ts',
  'test/db/encryption.test.ts',
  'test/faults/requests.test.ts',
  'test/features/anonymity.test.ts',
  'test/features/anonymity-groups.test.ts',
  'test/features/authority.test.ts',
  'test/features/authority-everywhere.test.ts',
  'test/features/candor-canary.test.ts',
  'test/features/privacy.test.ts',
]
/** Those that are no part of `npm test`. */
const slowSuites = ['test/contracts/canary-database.faults.ts']

interface Row {
  attack: string
  tried: number
  through: number | string
  control: string
}

const root = fileURLToPath(new URL('../', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'forthright-security-'))
const findings = path.join(folder, 'findings')
const env = { ...process.env, SECURITY: 'whole', SECURITY_FINDINGS: findings }
const statuses = [
  ['test', '--', '-w', '1', ...suites],
  ['run', 'test:faults', '--', '--reporters', 'default', '--', ...slowSuites],
].map((args) => spawnSync('npm', args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env }).status)
const isClean = statuses.every((status) => status === 0)
const table = tableOf(existsSync(findings) ? readFileSync(findings, 'utf8') : '')
rmSync(folder, { recursive: true })
process.stdout.write(`\n${table}\n`)
if (isClean) writeInto(path.join(root, 'docs/security.md'), table)
process.exit(isClean ? 0 : 1)

function tableOf(lines: string): string {
  const rows = new Map<string, Row>()
  for (const line of lines.split('\n').filter(Boolean)) {
    const row = JSON.parse(line) as Row
    const known = rows.get(row.attack)
    rows.set(row.attack, known ? sum(known, row) : row)
  }
  const body = [...rows.values()]
    .toSorted((one, other) => numberOf(one) - numberOf(other))
    .map(
      ({ attack, tried, through, control }) =>
        `| ${attack} | ${tried.toLocaleString('en')} | ${through} | ${control} |`,
    )
  return ['| attack | tried | got through | without the guard |', '|---|---|---|---|', ...body].join('\n')
}

/** Of the threat: an attack's name begins with it, as in "T3 …". */
function numberOf({ attack }: Row): number {
  return Number(/^T(\d+) /.exec(attack)?.[1] ?? 99)
}

function sum(one: Row, other: Row): Row {
  const through =
    typeof one.through === 'number' && typeof other.through === 'number'
      ? one.through + other.through
      : other.through
  return { ...other, tried: one.tried + other.tried, through }
}

function writeInto(file: string, text: string): void {
  const [begin, end] = ['<!-- npm run test:security writes this -->', '<!-- until here -->']
  const page = readFileSync(file, 'utf8')
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  if (from < 0 || to < from) throw new Error(`${file} has no marks for the table`)
  writeFileSync(file, `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`)
}
