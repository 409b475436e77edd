import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

export interface Bundle {
  worker: string
  /** The real entry of the app. */
  main: string
  slack: string
  remove(): void
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * `withoutConnectionListener` is a flaw of a control. Bundles each process of a fault run into one file: restarted every second or two, they have no time to load a thousand
 * modules. The folder lies as deep as src/, so that the migrations are found from it.
 */
export async function bundleProcesses({ withoutConnectionListener = false } = {}): Promise<Bundle> {
  const folder = mkdtempSync(path.join(tmpdir(), 'faults-'))
  const out = path.join(folder, 'src')
  mkdirSync(out, { recursive: true })
  for (const name of ['migrations', 'node_modules', 'package.json'])
    symlinkSync(path.join(root, name), path.join(folder, name))
  await build({
    entryPoints: ['test/faults/worker.ts', 'test/faults/slack-process.ts', 'src/main.ts'].map((file) =>
      path.join(root, file),
    ),
    entryNames: '[name]',
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['pg-native', '@electric-sql/pglite', '@resvg/resvg-js', 'esbuild', 'playwright-core'],
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    logLevel: 'error',
    plugins: withoutConnectionListener ? [removeConnectionListener] : [],
  })
  return {
    worker: path.join(out, 'worker.mjs'),
    main: path.join(out, 'main.mjs'),
    slack: path.join(out, 'slack-process.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A flaw, for a control: pg's pool alone listens to connections, and to those only that are idle. */
const removeConnectionListener: Plugin = {
  name: 'remove-connection-listener',
  setup({ onLoad }) {
    onLoad({ filter: /src\/db\/database\.ts$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8')
      const contents = source.replace(/pool\.on\('connect'.*/, '')
      if (contents === source) throw new Error('The listener was not found')
      return { contents, loader: 'ts' }
    })
  },
}
