// The house's own rules, read from its sources.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = new URL('../../', import.meta.url).pathname
const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('playground/page/'))
  .map((file) => ({ file, text: readFileSync(path.join(root, 'src', file), 'utf8') }))

function importsOf({ file, text }: { file: string; text: string }) {
  const found = text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from '([^']+)'|import\('([^']+)'\)/gm)
  return Array.from(found, ([, isType, from, lazy]) => {
    const target = (from ?? lazy)!
    return {
      isType: Boolean(isType),
      target: target.startsWith('.') ? path.join(path.dirname(file), target) : target,
    }
  })
}

const featureRooms = new Set(['promises', 'candor', 'circle', 'relationships', 'pulse', 'settings'])
const pureFiles = new Set([
  'commitment',
  'action',
  'decide',
  'renegotiation',
  'series',
  'card',
  'receipt',
  'history',
  'controls',
  'note',
  'when',
  'row',
  'messages',
  'modal',
  'parse',
  'ladder',
  'snooze',
  'round',
  'question',
  'survey',
])
const impure = /^(kysely|@slack\/bolt|pg|node:.*|pino|.*\/clock\.ts)$/

test('features never import each other', () => {
  const crossings = sources.flatMap((source) => {
    const own = /^features\/(\w+)\//.exec(source.file)?.[1]
    if (!own || !featureRooms.has(own)) return []
    return importsOf(source)
      .filter(({ target }) => /^features\/\w+\//.test(target) && !target.startsWith(`features/${own}/`))
      .map(({ target }) => `${source.file} → ${target}`)
  })
  expect(crossings).toEqual([])
})

test('shared floors never import features, but for the list of their tables', () => {
  const floors = /^(people|nudges|slack|time|db)\//
  const climbs = sources
    .filter(({ file }) => floors.test(file))
    .flatMap((source) =>
      importsOf(source)
        .filter(
          ({ target, isType }) =>
            target.startsWith('features/') && !(isType && target === 'features/tables.ts'),
        )
        .map(({ target }) => `${source.file} → ${target}`),
    )
  expect(climbs).toEqual([])
})

test('pure rooms know no database, no Bolt, no file and no clock', () => {
  const leaks = sources
    .filter(({ file }) => file.startsWith('features/') || file.startsWith('time/due-date/'))
    .filter(({ file }) => file.startsWith('time/due-date/') || pureFiles.has(path.basename(file, '.ts')))
    .filter(({ file }) => file !== 'time/due-date/read.ts')
    .flatMap((source) =>
      importsOf(source)
        .filter(({ target, isType }) => !isType && impure.test(target))
        .map(({ target }) => `${source.file} → ${target}`),
    )
  expect(leaks).toEqual([])
})

test('production does not know the playground', () => {
  const known = sources
    .filter(({ file }) => !file.startsWith('playground/') && file !== 'main.ts')
    .flatMap((source) => importsOf(source).filter(({ target }) => target.startsWith('playground/')))
  expect(known).toEqual([])
})

test('time is read in one room', () => {
  const readers = sources
    .filter(({ file }) => file !== 'time/clock.ts' && !file.startsWith('playground/'))
    .filter(({ text }) => /Date\.now\(\)|new Date\(\)|Temporal\.Now/.test(text))
  expect(readers.map(({ file }) => file)).toEqual([])
})

test("no statement decides by the database's own clock", () => {
  const clocks = /\bnow\(\)\s*[-+<>,)]|current_timestamp|default now\(\)|statement_timestamp/i
  const sqlFiles = readdirSync(path.join(root, 'migrations')).map((file) => ({
    file,
    text: readFileSync(path.join(root, 'migrations', file), 'utf8'),
  }))
  const inSql = sources.flatMap(({ file, text }) =>
    Array.from(text.matchAll(/sql(?:<[^`]*>)?`([^`]*)`/g), ([, statement]) => ({ file, text: statement! })),
  )
  expect([...sqlFiles, ...inSql].filter(({ text }) => clocks.test(text)).map(({ file }) => file)).toEqual([])
})

test('every table belongs to a workspace, and its key starts with it', () => {
  const migrations = readdirSync(path.join(root, 'migrations')).map((file) =>
    readFileSync(path.join(root, 'migrations', file), 'utf8'),
  )
  const tables = migrations.flatMap((text) =>
    Array.from(text.matchAll(/create table (\w+) \(([\s\S]*?)\n\)/g)),
  )
  expect(tables.length).toBeGreaterThan(6)
  const astray = tables.filter(([, , body]) => !/team_id text primary key|primary key \(team_id/.test(body!))
  expect(astray.map(([, name]) => name)).toEqual([])
})
