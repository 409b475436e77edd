import type { State } from '../../../api.ts'
import type { Choice } from '../blocks/select-options.ts'

export interface Completion {
  choices: Choice[]
  /** Where the half-written word begins; it ends at the caret. */
  from: number
}

/** The completions at the caret: commands at the start of the line, people after an @. */
export function completionAt(
  text: string,
  caret: number,
  state: Pick<State, 'people' | 'commands'>,
): Completion | undefined {
  const before = text.slice(0, caret)
  const command = /^\/[\w-]*$/.exec(before)
  if (command) return offer(commandsLike(command[0], state), 0)
  const person = /(?:^|\s)@([\w.-]*)$/.exec(before)
  if (person) return offer(peopleLike(person[1]!, state), caret - person[1]!.length - 1)
  return undefined
}

/** The usage of the command that the text begins with. */
export function usageOf(text: string, state: Pick<State, 'commands'>): string | undefined {
  const name = /^\/[\w-]+(?=\s)/.exec(text)?.[0]
  const command = state.commands.find((one) => one.command === name)
  return command && `${command.command} ${command.usageHint}`
}

function offer(choices: Choice[], from: number): Completion | undefined {
  return choices.length > 0 ? { choices, from } : undefined
}

function commandsLike(start: string, state: Pick<State, 'commands'>): Choice[] {
  return state.commands
    .filter(({ command }) => command.startsWith(start.toLowerCase()))
    .map(({ command, description, usageHint }) => ({
      value: `${command} `,
      label: usageHint ? `${command} ${usageHint}` : command,
      hint: description,
    }))
}

function peopleLike(start: string, state: Pick<State, 'people'>): Choice[] {
  const sought = start.toLowerCase()
  return state.people
    .filter((person) => !person.deleted)
    .filter(({ name, realName }) => name.startsWith(sought) || realName.toLowerCase().includes(sought))
    .toSorted((one, other) => Number(one.isBot) - Number(other.isBot))
    .map(({ name, realName, isBot }) => ({
      value: `@${name} `,
      label: realName,
      hint: isBot ? `@${name}, an app` : `@${name}`,
    }))
}
