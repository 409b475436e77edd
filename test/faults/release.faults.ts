// `npm run release` in a throwaway clone: what it moves, writes, commits and tags, and when it refuses.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../../scripts/measure/sources.ts'

const clone = mkdtempSync(path.join(tmpdir(), 'release-'))
const read = (file: string) => readFileSync(path.join(clone, file), 'utf8')
const git = (...args: string[]) => execFileSync('git', args, { cwd: clone, encoding: 'utf8' }).trim()

beforeAll(() => {
  execFileSync('git', ['clone', '--quiet', root, clone])
  symlinkSync(path.join(root, 'node_modules'), path.join(clone, 'node_modules'))
  // A folder is ignored, a link to one is not.
  writeFileSync(path.join(clone, '.git/info/exclude'), 'node_modules\n')
  git('config', 'user.name', 'Noor')
  git('config', 'user.email', 'noor@example.com')
  const [title, ...sections] = read('CHANGELOG.md').split(/^(?=## )/m)
  const released = sections.filter((section) => !section.startsWith('## Unreleased'))
  const text = [title, '## Unreleased\n\n- What is new.\n\n', ...released].join('')
  writeFileSync(path.join(clone, 'CHANGELOG.md'), text)
})
afterAll(() => rmSync(clone, { recursive: true, force: true }))

function release(version: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/release.ts', version],
    { cwd: clone, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
  )
  return { status, said: stdout + stderr }
}

test('it refuses in words, and changes nothing', () => {
  expect(release('')).toEqual({ status: 1, said: 'Say which version: npm run release -- 0.2.0\n' })
  expect(release('0.0.1').said).toMatch('0.0.1 is older than')
  expect(release('77.0.0').said).toMatch('Commit or put away what has changed first')
  expect(git('diff', '--name-only')).toBe('CHANGELOG.md')
  expect(git('tag', '--list', 'v77.0.0')).toBe('')
}, 60_000)

test('the version stands everywhere, the notes come from the changelog, and the packages are listed', () => {
  git('commit', '--quiet', '--all', '--message', 'Say what is new')
  const { status, said } = release('77.0.0')
  expect({ status, said }).toMatchObject({ status: 0 })
  for (const file of ['package.json', 'package-lock.json', 'Dockerfile', 'deploy/kubernetes/forthright.yaml'])
    expect(read(file)).toMatch('77.0.0')
  expect(read('deploy/helm/Chart.yaml')).toMatch(/^version: 77\.0\.0\nappVersion: "77\.0\.0"$/m)
  expect(read('CHANGELOG.md')).toMatch(/^## 77\.0\.0 \(\d{4}-\d\d-\d\d\)\n\n- What is new\.$/m)

  expect(git('log', '-1', '--format=%s')).toBe('Release 77.0.0')
  expect(git('status', '--porcelain')).toBe('')
  expect(git('tag', '--list', '--format=%(contents)', 'v77.0.0')).toBe('Forthright 77.0.0\n\n- What is new.')
  expect(read('release/notes-77.0.0.md')).toBe('- What is new.\n')
  expect(JSON.parse(read('release/forthright-77.0.0.cdx.json'))).toMatchObject({ bomFormat: 'CycloneDX' })
  expect(said).toMatch(`org.opencontainers.image.revision=${git('rev-parse', 'HEAD')}`)
  expect(existsSync(path.join(clone, 'sbom.cdx.json'))).toBe(false)
  expect(release('77.0.0').said).toMatch('77.0.0 has been released')
}, 120_000)
