/** `npm run build`: the program as a few files in dist/, which start faster and weigh less than a thousand modules. */
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../', import.meta.url))

/** What Node needs beside the bundle: a package with files of its own, a program, and one that nobody has to have. */
const external = ['@electric-sql/pglite', 'esbuild', 'pg-native']

/** Builds into `folder`, which is emptied first and must lie where dist/ would, beside node_modules. */
export async function buildInto(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts', 'src/doctor.ts'],
    outdir: folder,
    bundle: true,
    // What is imported only when it is needed stays a file of its own. All lie side by side: src/top-level.ts.
    splitting: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    external,
    banner: { js: requireForLibraries },
    // Names stay, for the sake of the log; the rest is less to read and to hold.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'linked',
    logLevel: 'warning',
  })
  // The playground bundles its page when somebody first opens it.
  cpSync(path.join(root, 'src/playground/page/client'), path.join(folder, 'client'), { recursive: true })
}

const requireForLibraries =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildInto(path.join(root, 'dist'))
