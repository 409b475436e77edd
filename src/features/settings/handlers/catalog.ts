/** What settings knows of the other features: their help lines, and what can be switched off in them. */
import type { ActionCall, Call, Command, Feature, Handler, SwitchedOff } from '../../../feature.ts'
import type { LedgerLine } from '../../../nudges/ledger.ts'
import type { Person } from '../../../people/person.ts'
import { help, type HelpLine } from '../views/help.ts'

export interface Catalog {
  /** Help lines, by command: of what this person takes part in. */
  helpFor(person: Person): ReadonlyMap<string, readonly HelpLine[]>
  /** What other features answer after /forthright, by word. */
  words: ReadonlyMap<string, Command>
  /** What each feature reminds of, by the feature's name: it can be switched off. */
  remindersFor(person: Person): ReadonlyMap<string, string>
  titleOf(kind: string): string
  /** Names what nudges are about, as far as this person may read it. */
  subjectTitles(call: Call, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** What is to be said to a person and has no row of the ledger yet. */
  remindersAhead(call: Call, said: readonly LedgerLine[]): Promise<LedgerLine[]>
  /** What a person has blocked in other features. */
  blockedIn(call: Call): Promise<SwitchedOff[]>
  /** Ends what is open with a person of whom somebody wants nothing more. */
  endWith(call: Call, other: string): Promise<void>
  /** Another feature's action. */
  actionOf(actionId: string): Handler<ActionCall> | undefined
}

export function catalogOf(others: readonly Feature[]): Catalog {
  const kinds = new Map(
    others.flatMap((feature) => (feature.nudges ?? []).map((kind) => [kind.id.name, kind] as const)),
  )
  const words = new Map(others.flatMap((feature) => Object.entries(feature.forthright ?? {})))
  const actions = new Map(others.flatMap((feature) => Object.entries(feature.actions ?? {})))
  const openTo = (person: Person) => others.filter((one) => !(person.isGuest && one.isForMembers))
  return {
    helpFor: (person) =>
      new Map<string, readonly HelpLine[]>([
        ...openTo(person).flatMap((feature) =>
          Object.entries(feature.commands ?? {}).map(([name, command]) => [name, command.help] as const),
        ),
        ['/forthright', [...help, ...[...words.values()].flatMap((command) => command.help)]],
      ]),
    words,
    remindersFor: (person) =>
      new Map(
        openTo(person).flatMap(({ name, reminders }) => (reminders ? [[name, reminders] as const] : [])),
      ),
    titleOf: (kind) => kinds.get(kind)?.title ?? kind,
    async subjectTitles(call, ids) {
      const titles = new Map<string, string>()
      for (const feature of others)
        for (const [id, title] of (await feature.subjectTitles?.(call, ids)) ?? []) titles.set(id, title)
      return titles
    },
    async remindersAhead(call, said) {
      const found: LedgerLine[] = []
      for (const feature of others) found.push(...((await feature.remindersAhead?.(call, said)) ?? []))
      return found
    },
    async blockedIn(call) {
      const found: SwitchedOff[] = []
      for (const feature of others) found.push(...((await feature.switchedOff?.(call)) ?? []))
      return found
    },
    async endWith(call, other) {
      for (const feature of others) await feature.onBlock?.(call, other)
    },
    actionOf(actionId) {
      const action = actions.get(actionId)
      if (typeof action !== 'object') return action
      return 'readOnly' in action ? action.readOnly : action.inChannel
    },
  }
}
