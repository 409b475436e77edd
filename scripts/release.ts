/**
 * `npm run release -- 0.2.0`: moves the version everywhere, takes the notes from CHANGELOG.md, lists what production runs
 * (SBOM), commits and tags. Nothing leaves this machine; the last lines say what to push. Ends with a sentence and 1, and
 * nothing changed, where it can't.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { notesOf, sectionFor } from './changelog.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
const npm = (...args: string[]) =>
  execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

const [version = ''] = process.argv.slice(2)
const today = new Date().toISOString().slice(0, 10)
const changelog = sectionFor(read('CHANGELOG.md'), version, today)
const refusal = reasonNotTo()
if (refusal === undefined) release()
else {
  process.stderr.write(`${refusal}\n`)
  process.exitCode = 1
}

function reasonNotTo(): string | undefined {
  const current = (JSON.parse(read('package.json')) as { version: string }).version
  if (!/^\d+\.\d+\.\d+$/.test(version)) return 'Say which version: npm run release -- 0.2.0'
  if (isOlder(version, current)) return `${version} is older than ${current}, which package.json has.`
  if (git('tag', '--list', `v${version}`)) return `${version} has been released: there is a tag v${version}.`
  if (git('status', '--porcelain')) return 'Commit or put away what has changed first: git status'
  if (!changelog || !notesOf(changelog, version))
    return `CHANGELOG.md says nothing of it: write "## Unreleased" and what is new.`
  return undefined
}

function release(): void {
  const notes = notesOf(changelog!, version)
  moveVersion()
  writeFileSync(path.join(root, 'CHANGELOG.md'), changelog!)
  npm('run', '--silent', 'manifests')
  const licences = npm('run', '--silent', 'sbom')
  const folder = path.join(root, 'release')
  mkdirSync(folder, { recursive: true })
  renameSync(path.join(root, 'sbom.cdx.json'), path.join(folder, `forthright-${version}.cdx.json`))
  writeFileSync(path.join(folder, `notes-${version}.md`), `${notes}\n`)
  git('commit', '--all', '--message', `Release ${version}`)
  git(
    'tag',
    '--annotate',
    `v${version}`,
    '--cleanup=verbatim',
    '--message',
    `Forthright ${version}\n\n${notes}`,
  )
  process.stdout.write(`${licences}${nextSteps()}`)
}

function moveVersion(): void {
  npm('version', '--no-git-tag-version', '--allow-same-version', version)
  replaceIn('deploy/helm/Chart.yaml', /^version: .*$/m, `version: ${version}`)
  replaceIn('deploy/helm/Chart.yaml', /^appVersion: .*$/m, `appVersion: "${version}"`)
  replaceIn('Dockerfile', /^ARG VERSION=.*$/m, `ARG VERSION=${version}`)
}

function replaceIn(file: string, pattern: RegExp, line: string): void {
  const text = read(file)
  if (!pattern.test(text)) throw new Error(`${file} has no line like ${pattern.source}`)
  writeFileSync(path.join(root, file), text.replace(pattern, line))
}

function nextSteps(): string {
  const labels = `--build-arg VERSION=${version} --label org.opencontainers.image.revision=${git('rev-parse', 'HEAD')}`
  return [
    `Forthright ${version} is committed and tagged. In release/ are its notes and its list of packages.`,
    `  git push --follow-tags`,
    `  docker build ${labels} --tag forthright:${version} .`,
    '',
  ].join('\n')
}

function isOlder(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.split('.').map(Number))
  for (const [index, part] of a!.entries()) if (part !== b![index]) return part < b![index]!
  return false
}
