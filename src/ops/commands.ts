/** What the program does besides running: one command, then it ends. */
import type { Config, PlaygroundConfig } from '../config.ts'
import { StartError } from '../start-error.ts'
import { afterRestore } from './after-restore.ts'
import { moveDatabase } from './move-database.ts'

type Settings = Config | PlaygroundConfig
type Command = (settings: Settings, options: ReadonlyMap<string, string>) => Promise<string>

const commands: Record<string, Command> = {
  'after-restore': afterRestore,
  'move-database': moveDatabase,
}

/** Runs `[name, ...options]`, and answers with the sentence to print. Throws a StartError for a command that is none. */
export async function runCommand(
  [name = '', ...rest]: readonly string[],
  settings: Settings,
): Promise<string> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command)
    throw new StartError(
      `There is no command "${name}". There are: ${Object.keys(commands).join(', ')}. Without one, Forthright starts.`,
    )
  return command(settings, optionsIn(rest))
}

/** `--since T` and `--since=T` alike. */
function optionsIn(words: readonly string[]): Map<string, string> {
  const flat = words.flatMap((word) => /^(--[\w-]+)=(.*)$/s.exec(word)?.slice(1) ?? [word])
  return new Map(
    flat.flatMap((word, index) => (word.startsWith('--') ? [[word.slice(2), flat[index + 1] ?? '']] : [])),
  )
}
