// What the docs say of the repository is there: files, links, and the picture of the rooms.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isOwn } from '../../scripts/measure/figures.ts'
import { drawPicture, pictureInPage } from '../../scripts/measure/picture.ts'
import { readSources, root } from '../../scripts/measure/sources.ts'

const pages = [...markdownIn('.'), ...markdownIn('docs')]

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
