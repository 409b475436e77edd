// What Slack's command line finds in a clone: the hooks, the app and its manifest.
import { execSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { root } from '../../scripts/measure/sources.ts'

const { hooks } = JSON.parse(readFileSync(path.join(root, '.slack/hooks.json'), 'utf8')) as {
  hooks: Record<string, string>
}
const manifest = parse(readFileSync(path.join(root, 'manifest.yml'), 'utf8')) as object

function run(hook: string, flags = ''): string {
  return execSync(`${hooks[hook]} ${flags}`, { cwd: root, encoding: 'utf8' })
}

test('the hooks of the library are found, and ours stand before them', () => {
  const found = JSON.parse(run('get-hooks')) as { hooks: Record<string, string>; runtime: string }
  expect(found.runtime).toBe('node')
  expect(Object.keys(found.hooks)).toEqual(expect.arrayContaining(['get-manifest', 'start', 'doctor']))
  expect(hooks.start).toBe('npm start')
}, 60_000)

test('the manifest is handed over as JSON, bare and between boundaries', () => {
  expect(JSON.parse(run('get-manifest'))).toEqual(manifest)
  const between = run('get-manifest', '--protocol=message-boundaries --boundary=here')
  expect(between).toMatch(/^here\{.*\}here\s*$/)
  expect(JSON.parse(between.trim().slice(4, -4))).toEqual(manifest)
}, 60_000)
