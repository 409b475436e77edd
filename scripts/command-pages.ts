/**
 * `npm run docs:commands`: writes what each command's `help` says into its page, docs/commands/<command>.md, and begins the
 * page where there is none.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Command } from '../src/feature.ts'
import { features } from '../src/features/index.ts'
import { blockOf, withBlock } from './page-block.ts'

const folder = fileURLToPath(new URL('../docs/commands/', import.meta.url))
const block = 'npm run docs:commands'

type HelpLine = Command['help'][number]

export interface CommandPage {
  command: string
  file: string
  /** What the help of the command says today. */
  table: string
  /** What the page says; undefined = there is no page, or no place in it. */
  written: string | undefined
}

export function commandPages(): CommandPage[] {
  const names = new Set(features.flatMap(({ commands = {} }) => Object.keys(commands)))
  return Array.from(names, (command) => {
    const file = path.join(folder, `${command.slice(1)}.md`)
    const written = existsSync(file) ? blockOf(readFileSync(file, 'utf8'), block) : undefined
    return { command, file, table: tableOf(helpOf(command)), written }
  })
}

/** Its own lines, and for /forthright those of the features that answer a word after it. */
function helpOf(command: string): HelpLine[] {
  return features.flatMap(({ commands = {}, forthright = {} }) => {
    const own = Object.entries(commands).filter(([name]) => name === command)
    const words = command === '/forthright' ? Object.values(forthright) : []
    return own
      .map(([, one]) => one)
      .concat(words)
      .flatMap(({ help }) => help)
  })
}

function tableOf(lines: readonly HelpLine[]): string {
  const rows = lines.map(({ usage, does }) => `| \`${usage.replaceAll('|', '\\|')}\` | ${does} |`)
  return ['| you type | it |', '|---|---|', ...rows].join('\n')
}

function writePages(): void {
  for (const { command, file, table } of commandPages()) {
    const text = existsSync(file)
      ? readFileSync(file, 'utf8')
      : `# ${command}\n\n<!-- ${block} -->\n<!-- end -->\n`
    writeFileSync(file, withBlock(text, block, table))
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writePages()
