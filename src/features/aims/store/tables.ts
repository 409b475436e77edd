import type { Generated } from 'kysely'
import type { IntroductionState } from '../domain/introduction.ts'

export interface AimsTable {
  team_id: string
  user_id: string
  lines: string[]
  is_open: Generated<boolean>
  saved_at: Date
}

export interface AimIntroductionsTable {
  team_id: string
  id: string
  first: string
  second: string
  state: IntroductionState
  shared: string
  offered_at: Date
}

declare module '../../../db/database.ts' {
  interface Database {
    aims: AimsTable
    aim_introductions: AimIntroductionsTable
  }
}
