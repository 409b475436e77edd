/** What `npm run build` makes, laid out as in the image: nothing of the sources beside it. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildInto } from '../../scripts/build.ts'

const root = new URL('../../', import.meta.url).pathname

/**
 * The folder into which it is built before the first test of the file. Started from it, a process takes a fifth of the
 * processor time that it takes from the sources: 0.7 s instead of 3.6.
 */
export function builtProgram(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'image-'))
  beforeAll(async () => {
    for (const name of ['package.json', 'manifest.yml'])
      copyFileSync(path.join(root, name), path.join(folder, name))
    cpSync(path.join(root, 'migrations'), path.join(folder, 'migrations'), { recursive: true })
    // As the image has it: what is missing there is missing here.
    mkdirSync(path.join(folder, 'node_modules/@electric-sql'), { recursive: true })
    for (const name of ['@electric-sql/pglite', 'undici', '@resvg', 'dejavu-fonts-ttf'])
      symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name))
    await buildInto(path.join(folder, 'dist'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
