import type { KnownBlock } from '@slack/types'
import type { HomeCall } from '../../../feature.ts'
import { countUnknownOutcomes } from '../../../nudges/ledger.ts'
import { homeBlocks } from '../views/home.ts'

export async function settingsHome({ db, teamId, me }: HomeCall): Promise<KnownBlock[]> {
  return homeBlocks(await countUnknownOutcomes(db, teamId, me.userId))
}
