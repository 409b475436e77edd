// The site of docs/, by `npm run docs:build`: every page is there, no link is dead, and the search knows them.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../scripts/measure/sources.ts'

const site = path.join(root, 'docs/.vitepress/dist')

test('every page is built, with its pictures and a search', () => {
  rmSync(site, { recursive: true, force: true })
  const { NODE_OPTIONS: _, ...env } = process.env
  // A dead link ends the build with an error, which throws here.
  execFileSync('npm', ['run', 'docs:build'], { cwd: root, env, stdio: 'pipe' })
  for (const folder of ['', 'commands'])
    for (const file of readdirSync(path.join(root, 'docs', folder)).filter((name) => name.endsWith('.md')))
      expect([file, existsSync(path.join(site, folder, file.replace(/md$/, 'html')))]).toEqual([file, true])
  const assets = readdirSync(path.join(site, 'assets'), { recursive: true, encoding: 'utf8' })
  expect(assets.some((file) => file.includes('localSearchIndex'))).toBe(true)
  const page = readFileSync(path.join(site, 'start.html'), 'utf8')
  expect(page).toMatch(/<img src="\/assets\/promise\.[\w-]+\.png"/)
}, 900_000)
