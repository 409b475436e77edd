/** `npm run build`: the program as a few files in dist/, which start faster and weigh less than a thousand modules. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'

const root = fileURLToPath(new URL('../', import.meta.url))

/**
 * Read from node_modules, and only where needed: the embedded database and Socket Mode's client; what pg looks for in
 * vain; and the playground, which the built program never opens.
 */
const external = ['@electric-sql/pglite', 'undici', 'pg-native', '../playground/*']

/** Slack's libraries ask for these at once, however an app runs; only Socket Mode and installing come to use them. */
const late = /^(undici|jsonwebtoken)$/
/** And for these on behalf of receivers that we have no use for: ours is src/app/receiver.ts. */
const unused = /^(express|raw-body)$/

/** Builds into `folder`, which is emptied first and must lie where dist/ would, beside node_modules. */
export async function buildInto(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts', 'src/ops/doctor.ts'],
    outdir: folder,
    bundle: true,
    // What is imported only when it is needed stays a file of its own. All lie side by side: src/paths.ts.
    splitting: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    external,
    plugins: [sparing],
    banner: { js: requireForLibraries },
    // Names stay, for the sake of the log; the rest is less to read and to hold.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'linked',
    logLevel: 'warning',
  })
}

/** Half of what Slack's libraries bring is never run: by this it is not read either. */
const sparing: Plugin = {
  name: 'sparing',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: late }, ({ path: name, importer, resolveDir }) =>
      importer.includes('node_modules')
        ? { path: name, namespace: 'late', pluginData: resolveDir }
        : undefined,
    )
    onResolve({ filter: unused }, ({ path: name }) => ({ path: name, namespace: 'unused' }))
    onLoad({ filter: /./, namespace: 'late' }, ({ path: name, pluginData }) => ({
      contents: onFirstUse(name),
      resolveDir: pluginData as string,
    }))
    onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {}' }))
  },
}

function onFirstUse(name: string): string {
  return `module.exports = new Proxy({}, { get: (_, part) => require('${name}')[part] })`
}

const requireForLibraries =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildInto(path.join(root, 'dist'))
