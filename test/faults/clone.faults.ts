// Each of the README's two commands, in a fresh clone of what is committed, as it stands there.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../../scripts/measure/sources.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'clone-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const readme = readFileSync(path.join(root, 'README.md'), 'utf8')
const [startCommand = '', testCommand = ''] = Array.from(
  readme.matchAll(/^```sh\n([^`]*)\n```$/gm),
  ([, command]) => command!,
)

/** The command in a shell of its own, so that all that it starts can be ended with it. */
function run(name: string, command: string, env: Record<string, string>) {
  const clone = path.join(folder, name)
  execFileSync('git', ['clone', '--quiet', root, clone])
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(TEST_|JEST_|FAULTS|NODE_|npm_)/.test(key)),
  )
  const child = spawn('sh', ['-c', command], {
    cwd: clone,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { said: () => said, exit, end: () => process.kill(-child.pid!, 'SIGTERM') }
}

test('the first opens the playground, and a signal ends it', async () => {
  const started = run('start', startCommand, { PORT: '3917' })
  const page = await orEnded(started.exit, async () => {
    const response = await fetch('http://127.0.0.1:3917/').catch(() => undefined)
    return response?.status === 200 ? response.text() : undefined
  })
  expect(page).toMatch('<title>')
  expect(started.said()).toMatch('http://localhost:3917')
  started.end()
  await started.exit
}, 900_000)

test('the second installs, runs every test and finds no fault', async () => {
  const { exit, said } = run('test', testCommand, {})
  const code = await exit
  expect({ code, end: said().slice(-2000) }).toMatchObject({ code: 0 })
  expect(said()).toMatch(/Tests: +\d{4,} passed, \d{4,} total/)
  expect(said()).not.toMatch(/warn/i)
}, 1_800_000)

/** What `look` finds once it finds something; throws where the process ends before. */
async function orEnded<T>(exit: Promise<unknown>, look: () => Promise<T | undefined>): Promise<T> {
  let isOver = false
  void exit.then(() => (isOver = true))
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (isOver) throw new Error('It ended before it answered')
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}
