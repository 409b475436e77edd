/**
 * `npm run sbom`: writes the CycloneDX list of what production runs (sbom.cdx.json), by the lock file, so for every platform
 * alike, and prints its licences. Ends with 1 where a licence is none that a company can take without asking.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

const free = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0'])
/** Taken as they come, unchanged, for drawing pictures: MPL-2.0, and fonts whose package names no licence (docs/dependencies.md). */
const lookedAt = /^(@resvg\/resvg-js(-.+)?|dejavu-fonts-ttf)$/

interface Component {
  name: string
  version: string
  licenses?: { license?: { id?: string; name?: string }; expression?: string }[]
}

const root = new URL('../', import.meta.url)
const text = execFileSync('npm', ['sbom', '--package-lock-only', '--omit=dev', '--sbom-format=cyclonedx'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
})
writeFileSync(new URL('sbom.cdx.json', root), text)
const { components } = JSON.parse(text) as { components: Component[] }

const byLicence = new Map<string, string[]>()
for (const component of components) {
  const licence = licenceOf(component)
  byLicence.set(licence, [...(byLicence.get(licence) ?? []), component.name])
}
process.stdout.write(`${components.length} packages in sbom.cdx.json\n`)
for (const [licence, names] of [...byLicence].toSorted((a, b) => b[1].length - a[1].length))
  process.stdout.write(
    `${String(names.length).padStart(4)}  ${licence}${free.has(licence) ? '' : `  ← ${names.join(', ')}`}\n`,
  )
const isRefused = ([licence, names]: [string, string[]]) =>
  !free.has(licence) && !names.every((name) => lookedAt.test(name))
if ([...byLicence].some(isRefused)) process.exit(1)

function licenceOf({ licenses = [] }: Component): string {
  const names = licenses.map(({ license, expression }) => license?.id ?? expression ?? license?.name ?? '?')
  return names.join(' and ') || 'none given'
}
