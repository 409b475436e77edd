import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export interface Asset {
  type: string
  body: Buffer | string
}

let assets: Promise<Map<string, Asset>> | undefined

/** The page's files by path, bundled on the first request: a checkout needs no build step. */
export function pageAssets(): Promise<Map<string, Asset>> {
  assets ??= bundle()
  return assets
}

/** Bundles the page. */
async function bundle(): Promise<Map<string, Asset>> {
  const { outputFiles } = await build({
    entryPoints: { page: client('main.tsx') },
    outdir: client('.'),
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
    define: { EMOJI_BY_NAME: JSON.stringify(await emojiByName()) },
  })
  const script = outputFiles.find((file) => file.path.endsWith('.js'))!
  const style = outputFiles.find((file) => file.path.endsWith('.css'))!
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', body: await readFile(client('index.html')) }],
    ['/icon.svg', { type: 'image/svg+xml', body: await readFile(client('icon.svg')) }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: script.text }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: style.text }],
  ])
}

/**
 * The emoji of the development package gemoji: 1,900 names, of which the page gets only names and characters (55 kB).
 * Where only the packages of production are installed, names are shown as written.
 */
async function emojiByName(): Promise<Record<string, string>> {
  try {
    const { nameToEmoji }: { nameToEmoji: Record<string, string> } = await import(
      import.meta.resolve('gemoji')
    )
    return nameToEmoji
  } catch {
    return {}
  }
}

function client(name: string): string {
  return fileURLToPath(new URL(`client/${name}`, import.meta.url))
}
