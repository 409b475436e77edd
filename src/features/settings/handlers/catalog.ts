/** What settings knows of the other features: their help lines, and the nudges that can be switched off. */
import type { Command, Feature } from '../../../feature.ts'
import { featureOf, type KindId } from '../../../nudges/kinds.ts'
import { help, type HelpLine } from '../views/help.ts'

export interface Catalog {
  help: readonly HelpLine[]
  /** What other features answer after /forthright, by word. */
  words: ReadonlyMap<string, Command>
  /** The features whose reminders can be switched off. */
  features: readonly string[]
  titleOf(kind: string): string
  /** The kinds of a feature that remind; a notice of what a colleague did can't be switched off. */
  remindersOf(feature: string): readonly KindId[]
}

export function catalogOf(others: readonly Feature[]): Catalog {
  const kinds = new Map(
    others.flatMap((feature) => (feature.nudges ?? []).map((kind) => [kind.id.name, kind] as const)),
  )
  const words = new Map(others.flatMap((feature) => Object.entries(feature.forthright ?? {})))
  return {
    help: [
      ...others.flatMap((feature) => Object.values(feature.commands ?? {}).flatMap((one) => one.help)),
      ...help,
      ...[...words.values()].flatMap((command) => command.help),
    ],
    words,
    features: others.filter((feature) => feature.nudges).map((feature) => feature.name),
    titleOf: (kind) => kinds.get(kind)?.title ?? kind,
    remindersOf: (feature) =>
      [...kinds.values()].flatMap(({ id }) =>
        featureOf(id.name) === feature && id.name !== `${feature}.news` ? [id] : [],
      ),
  }
}
