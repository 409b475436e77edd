// README's two commands: each stands alone in a fresh clone, and .ci/run runs the second.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { root } from '../../scripts/measure/sources.ts'

const readme = readFileSync(path.join(root, 'README.md'), 'utf8')
const commands = Array.from(readme.matchAll(/^```sh\n([^`]*)\n```$/gm), ([, command]) => command!)

test('the two commands of the README install first, so that each stands alone', () => {
  expect(commands).toEqual(['npm ci && npm start', 'npm ci && npm test'])
})

test('npm ci finds the lock file in step with package.json', () => {
  // A lock file that is out of step makes npm end with an error, which throws here.
  expect(npm('ci', '--dry-run', '--offline', '--no-audit', '--no-fund')).toMatch(/up to date|packages?/)
}, 120_000)

test('npm start and npm test are scripts whose files are there', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  for (const name of ['start', 'test'])
    expect(() => readFileSync(path.join(root, scripts[name]!.split(' ').at(-1)!))).not.toThrow()
})

test('.ci/run runs exactly the test command of the README, then the check', () => {
  // Another npm in front of the real one only writes down what it is called with.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ci-'))
  const calls = path.join(folder, 'calls')
  writeFileSync(path.join(folder, 'npm'), `#!/bin/sh\necho "npm $*" >> '${calls}'\n`, { mode: 0o755 })
  execFileSync(path.join(root, '.ci/run'), { env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } })
  const [, testCommand = ''] = commands
  expect(readFileSync(calls, 'utf8').trim().split('\n')).toEqual([
    ...testCommand.split(' && '),
    'npm run check',
  ])
})

function npm(...args: string[]): string {
  return execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
