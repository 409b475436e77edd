import type { CommandCall, Reply } from '../../../feature.ts'
import { listLedger } from '../../../nudges/ledger.ts'
import { whyMessage } from '../../../nudges/views/why.ts'
import type { Catalog } from './catalog.ts'
import { helpMessage } from '../views/help.ts'
import { openSettings } from './settings.ts'

export async function runCommand(call: CommandCall, catalog: Catalog): Promise<Reply> {
  const word = call.text.trim().toLowerCase().replace(/\s+/g, ' ')
  const other = catalog.words.get(word)
  if (other) return other.run(call)
  switch (word) {
    case 'settings':
      return openSettings(call, catalog)
    case 'why': {
      const lines = await listLedger(call.db, call.teamId, call.me.userId)
      return { say: whyMessage(lines, catalog.titleOf, call.me.hours.zone, call.now) }
    }
    default:
      return { say: helpMessage(catalog.help) }
  }
}
