import { readFileSync } from 'node:fs'

/** The folder that holds manifest.yml and migrations/: src/ and dist/ both lie in it, and the build lays no file deeper. */
export const projectRoot = new URL('../', import.meta.url)

/** True in dist/, which carries no playground. */
export const isBuilt = import.meta.url.endsWith('.js')

export const packageVersion = (
  JSON.parse(readFileSync(new URL('package.json', projectRoot), 'utf8')) as { version: string }
).version
