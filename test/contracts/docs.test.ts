// What the docs say of the repository is there: files, links, commands, the help of each command, the picture of the rooms.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isOwn } from '../../scripts/measure/figures.ts'
import { drawPicture, pictureInPage } from '../../scripts/measure/picture.ts'
import { readSources, root } from '../../scripts/measure/sources.ts'
import { figureTable } from '../../bench/parts/figure.ts'
import { commandPages } from '../../scripts/command-pages.ts'
import { blockOf, withBlock } from '../../scripts/page-block.ts'
import { mergeOutcomes } from '../support/fault-figures.ts'

const pages = ['.', 'docs', 'docs/commands'].flatMap(markdownIn)
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

function markdownIn(folder: string): string[] {
  return readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join(folder, file))
}

/** Paths from the root in code marks, and links to files, as paths from the root. */
function filesNamedIn(page: string): string[] {
  const text = readFileSync(path.join(root, page), 'utf8')
  const marked = Array.from(text.matchAll(/`([^`\n]+)`/g), ([, code]) => code!)
    .flatMap((code) => code.split(/\s+/))
    .filter((word) =>
      /^(src|playground|test|bench|scripts|docs|migrations|deploy|\.slack|\.ci)\/[^<>…*]*$/.test(word),
    )
  const linked = Array.from(text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g), ([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => path.join(path.dirname(page), target))
  return [...marked, ...linked]
}

test.each(pages)('every file that %s names is there', (page) => {
  expect(filesNamedIn(page).filter((file) => !existsSync(path.join(root, file)))).toEqual([])
})

test('files are found in code marks and in links', () => {
  const named = pages.flatMap(filesNamedIn)
  expect(named).toEqual(
    expect.arrayContaining(['src/main.ts', 'docs/reliability.md', 'docs/pictures/two-people.png']),
  )
})

test('the picture of the rooms is that of the real imports: `npm run measure -- --page` draws it', () => {
  expect(pictureInPage()).toBe(drawPicture(readSources().filter(isOwn)))
})

/** Each line of the blocks of commands, and what is marked as a command of npm in a sentence. */
function commandsIn(page: string): string[] {
  const text = readFileSync(path.join(root, page), 'utf8')
  const lines = Array.from(text.matchAll(/^ *```sh\n([\s\S]*?)\n *```$/gm), ([, block]) =>
    block!.split('\n'),
  ).flat()
  const marked = Array.from(text.matchAll(/`((?:npm|node) [^`\n]+)`/g), ([, command]) => command!)
  return [...lines, ...marked]
    .flatMap((line) => line.replace(/ # .*$/, '').split(/ && | \| /))
    .map((command) => command.trim().replace(/^(?:[A-Z_]+=\S* )+/, ''))
    .filter(Boolean)
}

/** Programs of others, whose arguments are files of ours or words of theirs. */
const others = new Set(
  'cp createdb curl date docker export git gunzip gzip helm kubectl openssl pg_dump pg_restore psql slack systemctl'.split(
    ' ',
  ),
)

function isCommand(command: string): boolean {
  const [program = '', ...words] = command.split(/\s+/)
  const [first = '', script = ''] = words.filter((word) => !word.startsWith('--'))
  if (program === 'npm' && first === 'run') return script in scripts
  if (program === 'npm') return ['ci', 'install', 'prune', 'sbom'].includes(first) || first in scripts
  // The built program: src/main.ts becomes dist/main.js.
  if (program === 'node') return existsSync(path.join(root, first.replace(/^dist\/(.*)\.js$/, 'src/$1.ts')))
  return others.has(program)
}

test.each(pages)('every command that %s names is there', (page) => {
  expect(commandsIn(page).filter((command) => !isCommand(command))).toEqual([])
})

test('commands are found in blocks and in sentences, and one that is not there is noticed', () => {
  const named = pages.flatMap(commandsIn)
  expect(named).toEqual(
    expect.arrayContaining(['npm ci', 'npm start', 'npm run doctor', 'docker compose up --detach']),
  )
  expect(['npm run nothing', 'node dist/nothing.js', 'nothing'].filter(isCommand)).toEqual([])
})

test.each(commandPages())(
  'the page of $command says what its help says: `npm run docs:commands` writes it',
  ({ table, written }) => {
    expect(written).toBe(table)
  },
)

test('the bench and the fault runs find their places in the docs', () => {
  const inPage = (page: string, command: string) =>
    blockOf(readFileSync(path.join(root, 'docs', page), 'utf8'), command)
  expect(inPage('performance.md', 'npm run bench')).toMatch(/^\| figure \|/)
  expect(inPage('figures.md', 'npm run test:faults')).toMatch(/^\| file \| run \|/)
  const page = 'before\n<!-- npm run bench -->\nold\n<!-- end -->\nafter'
  expect(withBlock(page, 'npm run bench', 'new $1')).toBe(page.replace('old', () => 'new $1'))
  expect(() => withBlock('no place', 'npm run bench', '')).toThrow('no place for npm run bench')
})

test('a figure is written with its median, its range and its aim', () => {
  const figure = { name: 'speed', ratios: [0.5, 0.7, 0.6], aim: { atLeast: 0.8 } }
  expect(figureTable([figure]).split('\n').at(-1)).toBe('| speed | 0.60 | 0.50–0.70 | at least 0.8 |')
})

test('fault runs replace the rows of their own file alone', () => {
  const row = { run: 'ten kills', result: 'passed', seconds: 5 }
  const first = mergeOutcomes('', [
    { ...row, file: 'delivery.faults' },
    { ...row, file: 'stop.test' },
  ])
  const again = mergeOutcomes(first, [{ ...row, file: 'stop.test', result: 'failed' }])
  expect(again.split('\n').slice(2)).toEqual([
    '| delivery.faults | ten kills | passed | 5 |',
    '| stop.test | ten kills | failed | 5 |',
  ])
})
