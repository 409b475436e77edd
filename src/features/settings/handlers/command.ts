import type { CommandCall, Reply } from '../../../feature.ts'
import { listLedger } from '../../../nudges/ledger.ts'
import { whyMessage } from '../../../nudges/views/why.ts'
import { nearestUsage } from '../domain/nearest.ts'
import type { Catalog } from './catalog.ts'
import { helpMessage, unknownWord } from '../views/help.ts'
import { openDaysOff } from './days-off.ts'
import { openSettings } from './settings.ts'

export async function runForthrightCommand(call: CommandCall, catalog: Catalog): Promise<Reply> {
  const word = call.text.trim().toLowerCase().replace(/\s+/g, ' ')
  const other = catalog.words.get(word)
  if (other) return other.run(call)
  switch (word) {
    case 'settings':
      return openSettings(call, catalog)
    case 'days off':
      return openDaysOff(call)
    case 'why':
      return showWhy(call, catalog)
    case '':
    case 'help':
      return { say: helpMessage(catalog.helpFor(call.me)) }
    default: {
      // This command's own words first: of two that are equally near, the first is meant.
      const known = catalog.helpFor(call.me)
      const lines = [known.get('/forthright') ?? [], ...known.values()].flat()
      const usages = lines.map(({ usage }) => usage)
      return { say: unknownWord(call.text.trim(), nearestUsage(word, usages)) }
    }
  }
}

async function showWhy(
  call: CommandCall,
  { titleOf, subjectTitles, remindersAhead }: Catalog,
): Promise<Reply> {
  const said = await listLedger(call.db, call.teamId, call.me.userId)
  const lines = [...(await remindersAhead(call, said)), ...said]
  const subjects = await subjectTitles(
    call,
    lines.flatMap((line) => line.subjectId ?? []),
  )
  return { say: whyMessage(lines, { titleOf, subjects }, call.me.hours.zone, call.now) }
}
