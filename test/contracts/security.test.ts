// docs/security.md says only what a test holds up.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { acrossWorkspaces, namesWorkspace } from '../support/statement-recorder.ts'

const root = new URL('../../', import.meta.url).pathname

test('every control of docs/security.md names a test that there is', () => {
  const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8')
  const texts = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(test|faults)\.ts$/.test(file))
    .map((file) => readFileSync(path.join(root, 'test', file), 'utf8'))
    .join('\n')
  const table = page.slice(page.indexOf('| | threat |'), page.indexOf('## Organisations and Slack Connect'))
  const rows = table.split('\n').filter((line) => line.startsWith('| T'))
  const numbers = rows.map((row) => row.split('|')[1]!.trim()).filter((number) => number !== '')
  expect(numbers.filter((number) => /^T\d+$/.test(number))).toEqual(
    Array.from({ length: 19 }, (_, n) => `T${n + 1}`),
  )
  for (const row of rows) {
    const names = Array.from(row.split('|')[4]!.matchAll(/\*([^*]+)\*/g), ([, name]) => name!)
    expect({ row, names: names.length }).not.toEqual({ row, names: 0 })
    for (const name of names) expect(texts).toContain(name)
  }
})

test('what a test sends without a workspace is found', () => {
  expect(namesWorkspace('select * from promises where team_id = $1 and id = $2')).toBe(true)
  expect(namesWorkspace('insert into promises (team_id, id) values ($1, $2)')).toBe(true)
  expect(namesWorkspace('select * from promises where id = $1')).toBe(false)
  expect(namesWorkspace('update promises set state = $1 where id = $2')).toBe(false)
  expect(acrossWorkspaces.every(([, reason]) => reason.length > 10)).toBe(true)
})

test('SQL is made of text in two places, neither of which reads what people wrote', () => {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => readFileSync(path.join(root, 'src', file), 'utf8').includes('sql.raw('))
  expect(files.toSorted()).toEqual(['db/erasure.ts', 'db/migrate.ts'])
})
