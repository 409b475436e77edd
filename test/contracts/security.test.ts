// docs/security.md says only what a test holds up.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = new URL('../../', import.meta.url).pathname

test('every control of docs/security.md names a test that there is', () => {
  const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8')
  const texts = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(test|faults)\.ts$/.test(file))
    .map((file) => readFileSync(path.join(root, 'test', file), 'utf8'))
    .join('\n')
  const table = page.slice(page.indexOf('| threat |'), page.indexOf('## Record of processing'))
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
  expect(rows.length).toBeGreaterThan(10)
  for (const row of rows) {
    const names = Array.from(row.split('|')[3]!.matchAll(/\*([^*]+)\*/g), ([, name]) => name!)
    expect({ row, names: names.length }).not.toEqual({ row, names: 0 })
    for (const name of names) expect(texts).toContain(name)
  }
})
