// How the code is laid out, read from its sources: what may import what, what stays pure, and who reads the time.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isOwn } from '../../scripts/measure/figures.ts'
import { circlesOf, graphOf, misdirectedImports, reachableFrom } from '../../scripts/measure/graph.ts'
import { impure, pureRooms, roomOf } from '../../scripts/measure/rooms.ts'
import { readSources, root, type Source } from '../../scripts/measure/sources.ts'

const own = readSources().filter(isOwn)
const sources = own.filter(({ file }) => file.startsWith('src/'))
const graph = graphOf(own)

test('the sources are read, and every file has a room', () => {
  const onDisk = ['src', 'playground'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.d)\.tsx?$/.test(file))
      .map((file) => path.join(folder, file)),
  )
  expect(own.map(({ file }) => file).toSorted()).toEqual(onDisk.toSorted())
  expect(own.filter(({ file }) => !roomOf(file)).map(({ file }) => file)).toEqual([])
})

test('imports follow the order of the rooms, and features never import each other', () => {
  expect(misdirectedImports(graph)).toEqual([])
})

test('an import against the order is found, and so is one from another feature', () => {
  const wrong = new Map([
    ['src/slack/blocks.ts', ['src/people/person.ts']],
    ['src/workspaces/store.ts', ['src/people/store.ts']],
    [
      'src/features/candor/domain/round.ts',
      ['src/features/candor/store/round-store.ts', 'src/time/clock.ts'],
    ],
    ['src/features/circle/views.ts', ['src/features/promises/domain/commitment.ts']],
    ['src/service.ts', ['playground/index.ts']],
  ])
  expect(misdirectedImports(wrong)).toEqual([
    'src/slack/blocks.ts → src/people/person.ts',
    'src/workspaces/store.ts → src/people/store.ts',
    'src/features/candor/domain/round.ts → src/features/candor/store/round-store.ts',
    'src/features/circle/views.ts → src/features/promises/domain/commitment.ts',
    'src/service.ts → playground/index.ts',
  ])
})

test('no imports go in circles, not even those of types', () => {
  expect(circlesOf(graph)).toEqual([])
})

test('a circle is found, however long it is', () => {
  const circular = new Map([
    ['a', ['b', 'd']],
    ['b', ['c']],
    ['c', ['a']],
    ['d', ['a', 'e']],
    ['e', []],
  ])
  expect(circlesOf(circular).map((circle) => circle.toSorted())).toEqual([['a', 'b', 'c', 'd']])
})

test('pure rooms reach no database, no Slack client, no file and no clock, not even by another file', () => {
  const byFile = new Map(own.map((source) => [source.file, source]))
  const running = graphOf(own, { atRunTime: true })
  const pure = own.filter(({ file }) => pureRooms.test(file))
  expect(pure.length).toBeGreaterThan(50)
  const leaks = pure.flatMap(({ file }) =>
    Array.from(reachableFrom(running, file)).flatMap((reached) =>
      impureImports(byFile.get(reached)!).map((target) => `${file} → ${reached} → ${target}`),
    ),
  )
  expect(leaks).toEqual([])
})

function impureImports({ imports }: Source): string[] {
  return imports.filter(({ target, isType }) => !isType && impure.test(target)).map(({ target }) => target)
}

test('production knows the playground by one lazy import in main.ts', () => {
  const known = sources.flatMap(({ file, imports }) =>
    imports
      .filter(({ target }) => target.startsWith('playground/'))
      .map(({ target, isLazy }) => ({ file, target, isLazy })),
  )
  expect(known).toEqual([{ file: 'src/main.ts', target: 'playground/index.ts', isLazy: true }])
})

test('time is read in one room', () => {
  const readers = sources
    .filter(({ file }) => file !== 'src/time/clock.ts')
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
