import type { Generated } from 'kysely'
import type { AskState, PulseState } from '../domain/pulse.ts'

export interface PulsesTable {
  team_id: string
  id: string
  channel_id: string
  starter: string
  wording: number
  state: PulseState
  opened_at: Date
  closes_at: Date
  closed_at: Date | null
  asked: number | null
  answered: number | null
  compared_with: Generated<string[]>
}

export interface PulseAsksTable {
  team_id: string
  id: string
  pulse_id: string
  user_id: string
  state: AskState
}

/** How often each point was given to each statement, encrypted as one text. */
export interface PulseBoxesTable {
  team_id: string
  pulse_id: string
  sealed: string
}

declare module '../../../db/database.ts' {
  interface Database {
    pulses: PulsesTable
    pulse_asks: PulseAsksTable
    pulse_boxes: PulseBoxesTable
  }
}
